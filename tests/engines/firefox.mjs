// Drives Firefox over WebDriver BiDi for firefox.py: one order on a line of JSON, one reply on a line of JSON.
import { createInterface } from 'node:readline';
import puppeteer from 'puppeteer-core';

const [program, saved, profile, width, height] = process.argv.slice(2);
const browser = await puppeteer.launch({
  browser: 'firefox',
  executablePath: program,
  userDataDir: profile,
  headless: true,
  extraPrefsFirefox: {
    'browser.download.folderList': 2,
    'browser.download.dir': saved,
    'browser.download.useDownloadDir': true,
    'browser.download.alwaysOpenPanel': false, // it would take the focus from the page
    'browser.helperApps.neverAsk.saveToDisk': 'text/calendar',
    'browser.download.always_ask_before_handling_new_types': false,
  },
});
const page = await browser.newPage(); // the first page of a Firefox without a screen never has the focus
await page.setViewport({ width: Number(width), height: Number(height) }).catch((error) => {
  // Firefox ESR cannot be turned on its side. It was given its size all the same, and that is waited for.
  if (!error.message.includes('setScreenOrientationOverride')) throw error;
});
await page.waitForFunction(`innerWidth === ${width} && innerHeight === ${height}`, { timeout: 10_000 });
const ORDERS = {
  open: (address) => page.goto(address, { waitUntil: 'load' }),
  // The body is made a function by the driver, not in the page, whose policy forbids that.
  run: (body, given) => page.evaluate(`(function () { ${body} }).apply(null, ${JSON.stringify(given)})`),
  press: (key) => page.keyboard.press(key),
  type: (text) => page.keyboard.type(text),
  click: async (selector) => (await page.$(selector)).click(),
};
process.stdout.write('"ready"\n');
for await (const line of createInterface({ input: process.stdin })) {
  const [name, ...given] = JSON.parse(line);
  let reply;
  try {
    const gave = await ORDERS[name](...given);
    reply = { gave: name === 'run' ? gave ?? null : null };
  } catch (error) {
    reply = { failed: `${name}: ${error.message}` };
  }
  process.stdout.write(`${JSON.stringify(reply)}\n`);
}
await browser.close();
