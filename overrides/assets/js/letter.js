// @ts-check
// A letter that is filled in on its page. The letter beside the form is the only copy: what is copied, saved and printed is its text.
// Nothing is sent. Nothing is kept but with the tick "keep", and then on this device alone.

/** An element that the layout always has. @type {<T extends HTMLElement>(id: string) => T} */
const $ = (id) => /** @type {any} */ (document.getElementById(id));
/** @type {<T extends HTMLElement>(root: ParentNode, selector: string) => T[]} */
const all = (root, selector) => [.../** @type {any} */ (root.querySelectorAll(selector))];
/** @type {(id: string) => HTMLInputElement} */
const input = $;
/** @type {HTMLFormElement} */
const form = $('fill');
const letter = $('letter');
const status = $('letter-status');
const kept = input('keep');
const KEY = `letter:${form.dataset.name}`;
const subject = $('letter-subject').textContent;
const title = document.title;
/** @type {HTMLInputElement[]} */
const texts = all(form, '[type=text], textarea');
/** @type {HTMLInputElement[]} */
const ticks = all(form, 'fieldset input');
const blanks = new Map(all(letter, '.blank').map((blank) => [blank, blank.textContent]));
const BOX = letter.querySelector('.box')?.textContent ?? '';
const mailLink = Object.assign(document.createElement('a'), { textContent: 'Open my email program' });
let file = '';

/** @param {string} text */
const say = (text) => { status.textContent = text; };

// The letter ----------------------------------------------------------------------------------------

function show() {
  for (const [blank, empty] of blanks) {
    const written = input(`write-${blank.dataset.field}`).value.trim();
    blank.classList.toggle('filled', written !== '');
    blank.textContent = written || empty;
  }
  const left = texts.filter((one) => !one.value.trim()).length;
  $('left').textContent = left ? `Still empty, in brackets: ${left}.` : 'Nothing is left in brackets.';
  for (const list of all(letter, '.ticks')) {
    /** @type {HTMLElement[]} */
    const items = all(list, 'li');
    const chosen = items.map((_, place) => input(`tick-${list.dataset.choice}-${place}`).checked);
    const some = chosen.includes(true);
    const many = input(`tick-${list.dataset.choice}-0`).type === 'checkbox'; // what is ticked is then a list
    items.forEach((item, place) => {
      const [box] = all(item, '.box');
      item.hidden = some && !chosen[place];
      box.hidden = some && !many;
      box.textContent = some ? '–' : BOX;
    });
  }
}

/**
 * The text of a part: spaces of the page's source are one space, but lines that somebody wrote stay.
 * @param {Node} node
 * @returns {string}
 */
function textOf(node) {
  if (node instanceof Text) return node.data.replace(/\s+/g, ' ');
  if (node.nodeName === 'BR') return '\n';
  if (!(node instanceof HTMLElement) || node.hidden) return '';
  if (node.className.includes('tall')) return node.textContent || '';
  return [...node.childNodes].map(textOf).join('');
}
function text() {
  const parts = all(letter, 'h3, h4, p, li').filter((part) => !part.hidden);
  return parts.map((part) => textOf(part).trim() + (part.matches('li:has(~ li:not([hidden]))') ? '\n' : '\n\n')).join('').trim() + '\n';
}

// Kept on this device, if somebody asks ------------------------------------------------------------

/**
 * Storage can be refused (private windows, strict settings). The page then still works; it says that nothing was kept.
 * @template T
 * @param {(storage: Storage) => T} act
 */
function stored(act) {
  try {
    return act(localStorage);
  } catch {
    return null;
  }
}
function keep() {
  if (!kept.checked) return;
  const written = Object.fromEntries([...texts.map((one) => [one.id, one.value]), ...ticks.map((one) => [one.id, one.checked])]);
  const done = stored((storage) => {
    storage.setItem(KEY, JSON.stringify(written));
    return true;
  });
  if (!done) kept.checked = false;
  return done;
}
function bringBack() {
  const written = stored((storage) => JSON.parse(storage.getItem(KEY) || 'null'));
  form.reset(); // whatever the browser put in of its own
  if (!written) return;
  for (const one of texts) one.value = written[one.id] ?? '';
  for (const one of ticks) one.checked = written[one.id] === true;
  kept.checked = true;
}
function forget() {
  stored((storage) => storage.removeItem(KEY));
  form.reset();
  if (file) URL.revokeObjectURL(file);
  file = '';
  $('printed').hidden = true;
  show();
  mail();
  say('Your words are gone from this page and this device.');
}

// What to do with it --------------------------------------------------------------------------------

// Address and subject alone: many programs cut a long text, so the letter is pasted.
function mail() {
  const to = form.dataset.mail || '';
  mailLink.href = `mailto:${encodeURIComponent(to)}?subject=${encodeURIComponent(subject)}`;
}
async function copy() {
  try {
    await navigator.clipboard.writeText(text());
    say('The letter is copied.');
  } catch {
    getSelection()?.selectAllChildren(letter);
    say('Your browser does not let this page copy. The letter is marked: copy it with the keys or the menu of your device.');
  }
}
function save() {
  if (file) URL.revokeObjectURL(file);
  file = URL.createObjectURL(new Blob([text()], { type: 'text/plain;charset=utf-8' }));
  Object.assign(document.createElement('a'), { href: file, download: `${form.dataset.name}.txt` }).click();
  say('The letter is saved as a text file.');
}

form.addEventListener('focusin', ({ target }) => /** @type {Element} */ (target).scrollIntoView({ block: 'nearest' })); // all of a tall field, not its first line alone
form.addEventListener('input', () => {
  show();
  keep();
});
kept.addEventListener('change', () => {
  if (!kept.checked) stored((storage) => storage.removeItem(KEY));
  const done = keep();
  say(done ? 'What you write is kept on this device.' : kept.checked || done === null ? 'This device does not let us keep it.' : 'Nothing is kept on this device.');
});
for (const id of ['forget', 'forget-printed']) $(id).addEventListener('click', forget);
$('copy').addEventListener('click', copy);
$('save').addEventListener('click', save);
$('print').addEventListener('click', () => print());
addEventListener('beforeprint', () => { document.title = subject; }); // browsers put it at the top of the sheet, and name a PDF by it
addEventListener('afterprint', () => {
  document.title = title;
  $('printed').hidden = false;
});

$('mail').append(mailLink);
bringBack();
show();
mail();
form.hidden = $('send').hidden = false;
