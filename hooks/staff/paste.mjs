// python -m hooks paste FILE: the Markdown of a Word document on one stream, what a person must still look at on the other.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const [converter, packages, file] = process.argv.slice(2);
const installed = createRequire(`${packages}/`);
const { markdown } = await import(pathToFileURL(converter));
try {
  const { text, look } = await markdown(new Uint8Array(readFileSync(file)), { mammoth: installed('mammoth'), ...installed('fflate') });
  process.stdout.write(text);
  if (look.length) process.stderr.write(`\nLook at this:\n${look.map((one) => `- ${one}\n`).join('')}`);
} catch (error) {
  process.stderr.write(`${file}: ${error.code === 'ENOENT' ? 'There is no such file.' : error.message}\n`);
  process.exitCode = 1;
}
