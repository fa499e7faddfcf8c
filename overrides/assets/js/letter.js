// A letter that is filled in on its page. The letter beside the form is the only copy: what is copied, saved and printed is its text.
// Nothing is sent. Nothing is kept but with the tick "keep", and then on this device alone.
const $ = (id) => document.getElementById(id);
const [form, letter, status] = ['fill', 'letter', 'letter-status'].map($);
const KEY = `letter:${form.dataset.name}`;
const subject = $('letter-subject').textContent;
const title = document.title;
const texts = [...form.querySelectorAll('[type=text], textarea')];
const ticks = [...form.querySelectorAll('fieldset input')];
const blanks = new Map([...letter.querySelectorAll('.blank')].map((blank) => [blank, blank.textContent]));
const BOX = letter.querySelector('.box')?.textContent;
let file = '';

const say = (text) => { status.textContent = text; };

// The letter ----------------------------------------------------------------------------------------

function show() {
  for (const [blank, empty] of blanks) {
    const written = $(`write-${blank.dataset.field}`).value.trim();
    blank.classList.toggle('filled', written !== '');
    blank.textContent = written || empty;
  }
  const left = texts.filter((one) => !one.value.trim()).length;
  $('left').textContent = left ? `Still empty, in brackets: ${left}.` : 'Nothing is left in brackets.';
  for (const list of letter.querySelectorAll('.ticks')) {
    const chosen = [...list.children].map((_, place) => $(`tick-${list.dataset.choice}-${place}`).checked);
    const some = chosen.includes(true);
    const many = $(`tick-${list.dataset.choice}-0`).type === 'checkbox'; // what is ticked is then a list
    [...list.children].forEach((item, place) => {
      const box = item.querySelector('.box');
      item.hidden = some && !chosen[place];
      box.hidden = some && !many;
      box.textContent = some ? '–' : BOX;
    });
  }
}

// The text of a part: spaces of the page's source are one space, but lines that somebody wrote stay.
function textOf(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.data.replace(/\s+/g, ' ');
  if (node.nodeName === 'BR') return '\n';
  if (node.hidden) return '';
  if (node.className.includes('tall')) return node.textContent;
  return [...node.childNodes].map(textOf).join('');
}
function text() {
  const parts = [...letter.querySelectorAll('h3, h4, p, li')].filter((part) => !part.hidden);
  return parts.map((part) => textOf(part).trim() + (part.matches('li:has(~ li:not([hidden]))') ? '\n' : '\n\n')).join('').trim() + '\n';
}

// Kept on this device, if somebody asks ------------------------------------------------------------

// Storage can be refused (private windows, strict settings). The page then still works; it says that nothing was kept.
function stored(act) {
  try {
    return act(localStorage);
  } catch {
    return null;
  }
}
function keep() {
  if (!$('keep').checked) return;
  const written = Object.fromEntries([...texts.map((one) => [one.id, one.value]), ...ticks.map((one) => [one.id, one.checked])]);
  const done = stored((storage) => {
    storage.setItem(KEY, JSON.stringify(written));
    return true;
  });
  if (!done) $('keep').checked = false;
  return done;
}
function bringBack() {
  const written = stored((storage) => JSON.parse(storage.getItem(KEY)));
  form.reset(); // whatever the browser put in of its own
  if (!written) return;
  for (const one of texts) one.value = written[one.id] ?? '';
  for (const one of ticks) one.checked = written[one.id] === true;
  $('keep').checked = true;
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
  $('mail').firstChild.href = `mailto:${encodeURIComponent(to)}?subject=${encodeURIComponent(subject)}`;
}
async function copy() {
  try {
    await navigator.clipboard.writeText(text());
    say('The letter is copied.');
  } catch {
    getSelection().selectAllChildren(letter);
    say('Your browser does not let this page copy. The letter is marked: copy it with the keys or the menu of your device.');
  }
}
function save() {
  if (file) URL.revokeObjectURL(file);
  file = URL.createObjectURL(new Blob([text()], { type: 'text/plain;charset=utf-8' }));
  Object.assign(document.createElement('a'), { href: file, download: `${form.dataset.name}.txt` }).click();
  say('The letter is saved as a text file.');
}

form.addEventListener('focusin', ({ target }) => target.scrollIntoView({ block: 'nearest' })); // all of a tall field, not its first line alone
form.addEventListener('input', () => {
  show();
  keep();
});
$('keep').addEventListener('change', ({ target }) => {
  if (!target.checked) stored((storage) => storage.removeItem(KEY));
  const done = keep();
  say(done ? 'What you write is kept on this device.' : target.checked || done === null ? 'This device does not let us keep it.' : 'Nothing is kept on this device.');
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

$('mail').append(Object.assign(document.createElement('a'), { textContent: 'Open my email program' }));
bringBack();
show();
mail();
form.hidden = $('send').hidden = false;
