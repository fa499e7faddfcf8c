// @ts-check
// The page on which staff make our Markdown of a Word document. The file is read here and sent nowhere.
import { unzipSync, zipSync } from './fflate.js';
import { markdown } from './word.js';

/** An element that the layout always has. @type {<T extends HTMLElement>(id: string) => T} */
const $ = (id) => /** @type {any} */ (document.getElementById(id));
/** @type {HTMLInputElement} */
const chosen = $('document');
/** @type {HTMLTextAreaElement} */
const result = $('markdown');
const MOST = 50_000_000; // bytes; a browser that unpacks more may stop answering

/** @param {string} text */
const say = (text) => { $('paste-status').textContent = text; };

/** @param {File | undefined} file */
async function take(file) {
  if (!file) return;
  $('pasted').hidden = true;
  if (file.size > MOST) return say('This file is too large. Take its pictures out, and try again.');
  say('The document is being read.');
  try {
    const { text, look } = await markdown(new Uint8Array(await file.arrayBuffer()), { mammoth: Reflect.get(window, 'mammoth'), unzipSync, zipSync });
    result.value = text;
    const items = look.length ? look : ['Nothing was found. Still read it all, from start to end.'];
    $('look').replaceChildren(...items.map((one) => Object.assign(document.createElement('li'), { textContent: one })));
    $('pasted').hidden = false;
    say(`Done: ${file.name}. ${look.length ? `Things to look at: ${look.length}.` : ''}`);
    $('pasted').focus();
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
  }
}

chosen.addEventListener('change', () => take(chosen.files?.[0]));
for (const name of ['dragover', 'drop']) document.addEventListener(name, (event) => event.preventDefault()); // or the browser leaves the page
document.addEventListener('drop', (event) => take(event.dataTransfer?.files[0]));
$('copy').addEventListener('click', async () => {
  try {
    await navigator.clipboard.writeText(result.value);
    say('The words are copied.');
  } catch {
    result.select();
    say('Your browser does not let this page copy. The words are marked: copy them with the keys or the menu of your device.');
  }
});
for (const form of document.querySelectorAll('form.paste')) form.addEventListener('submit', (event) => event.preventDefault());
$('paste').hidden = !Reflect.has(window, 'mammoth'); // a form that does nothing helps nobody
