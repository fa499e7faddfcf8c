// Asks the page's engine, in Node. What comes in: {module, data, cases: {name: [[event, date, second], ...]}}; what goes out: for each name
// one digest of all answers, or the answers themselves with "whole".
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const { module, data, cases, whole } = JSON.parse(readFileSync(0, 'utf8'));
const { engine } = await import(module);
const answer = engine(JSON.parse(data));
const found = {};
for (const [name, asked] of Object.entries(cases)) {
  const answers = asked.map((one) => answer(...one));
  found[name] = whole ? answers : createHash('sha256').update(answers.map((one) => JSON.stringify(one)).join('\n')).digest('hex');
}
process.stdout.write(JSON.stringify({ found, zone: Intl.DateTimeFormat().resolvedOptions().timeZone }));
