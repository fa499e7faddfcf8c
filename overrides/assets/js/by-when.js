// @ts-check
// "By when must I act?" on the page of time limits. The part that the address opens (#have-draft-plan) gets the date question; the answer
// comes from clock.js. Nothing is sent or kept, and no date enters the address: all there is was fetched with the page.
import { calendar } from './calendar.js';
import { dayOf, engine, parts, spoken } from './clock.js';
import data from './limits.js';

/** @typedef {{name: string, message: string, part: string | null}} Fault */

const { form: words, kinds } = data;
const answer = engine(data);
/** What the layout always has. @type {<T extends HTMLElement>(id: string) => T} */
const $ = (id) => /** @type {any} */ (document.getElementById(id));
/** @type {<T extends Element>(root: ParentNode, selector: string) => T} */
const one = (root, selector) => /** @type {any} */ (root.querySelector(selector));
const box = $('by-when');
const faults = $('faults');
const result = $('answer');
const said = $('said');
/** @type {HTMLInputElement} */
const named = $('named');
/** @type {HTMLFormElement} */
const form = one(box, 'form');
const PARTS = ['day', 'month', 'year'];
const MONTHS = (
  'january february march april may june july august september october november december'
).split(' ');
const title = document.title;
/** Each a link and what its calendar file holds, but the title. @type {[HTMLAnchorElement, Omit<import('./calendar.js').Entry, 'title'>][]} */
let reminders = [];

/** @type {(name: string, filled?: any) => string} */
const say = (name, filled) => words[name].replace(/\{(\w+)\}/g, (_, part) => filled[part]);
/** @param {string} text */
const capital = (text) => text[0].toUpperCase() + text.slice(1);
/** @type {(name: string, part: string) => HTMLInputElement} */
const field = (name, part) => $(`${name}-${part}`);
/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {Element} parent
 * @param {T} tag
 * @param {string} [text]
 * @param {object} [set] properties of the element
 */
function put(parent, tag, text = '', set = {}) {
  const made = Object.assign(document.createElement(tag), set);
  made.textContent = text;
  parent.append(made);
  return made;
}
const kindNow = () => kinds[location.hash.slice(1)] && $(location.hash.slice(1));

// The part that is open -----------------------------------------------------------------------------

function open() {
  const section = kindNow();
  box.hidden = !section;
  if (!section) return;
  const { date, second } = kinds[section.id];
  one(section, 'a').after(box);
  one($('first'), 'legend').textContent = say('ask', { date });
  $('second').hidden = !second;
  one($('second'), 'legend').textContent = say('ask_if', { date: second });
  clear();
  result.hidden = true;
  section.scrollIntoView(); // what was put in may have moved it
}

// Dates as somebody types them ----------------------------------------------------------------------

/** @param {string} text */
function monthOf(text) {
  const place = text.length < 3 ? -1 : MONTHS.findIndex((month) => month.startsWith(text.toLowerCase()));
  return place < 0 ? Number(text) : place + 1;
}

/**
 * The day; null where nothing need be written; else throws [message, part]: what to put right, and in which field.
 * @param {string} name
 * @param {string} asked
 * @param {{needed: boolean, ahead?: boolean}} how
 */
function read(name, asked, { needed, ahead }) {
  const typed = Object.fromEntries(PARTS.map((part) => [part, field(name, part).value.trim()]));
  const filled = { date: asked, Date: capital(asked) };
  const missing = PARTS.filter((part) => !typed[part]);
  if (missing.length === 3 && !needed) return null;
  if (missing.length === 3) throw [say('nothing', filled), null];
  if (missing.length) throw [say('part', { ...filled, part: missing[0] }), missing[0]];
  if (/^\d+$/.test(typed.year) && typed.year.length !== 4) throw [say('four'), 'year'];
  const [year, month, date] = [Number(typed.year), monthOf(typed.month), Number(typed.day)];
  const wrong = !(month >= 1 && month <= 12) ? 'month' : !/^\d{4}$/.test(typed.year) ? 'year' : null;
  if (wrong || !/^\d{1,2}$/.test(typed.day)) throw [say('real', filled), wrong || 'day'];
  const day = dayOf(year, month, date);
  if (parts(day).join() !== [year, month, date].join()) throw [say('real', filled), 'day'];
  if (!ahead && day > today()) throw [say('ahead', { ...filled, today: spoken(today()) }), null];
  return day;
}
function today() {
  const now = new Date();
  return dayOf(now.getFullYear(), now.getMonth() + 1, now.getDate());
}
/** @param {number | null} day */
const written = (day) => day === null ? '' : [0, 1, 2].map((n) => String(parts(day)[n]).padStart(n ? 2 : 4, '0')).join('-');

// What is wrong -------------------------------------------------------------------------------------

function clear() {
  if (document.title !== title) document.title = title;
  faults.hidden = true;
  for (const input of form.querySelectorAll('input')) {
    input.removeAttribute('aria-invalid');
    input.removeAttribute('aria-describedby');
  }
  for (const name of ['first', 'second']) field(name, 'fault').hidden = true;
}
/** @param {Fault[]} found */
function refuse(found) {
  const list = one(faults, 'ul');
  list.textContent = '';
  document.title = `${words.error}: ${title}`;
  for (const { name, message, part } of found) {
    const inputs = (part ? [part] : PARTS).map((place) => field(name, place));
    put(put(list, 'li'), 'a', message, { href: `#${inputs[0].id}` }).addEventListener('click', (event) => {
      event.preventDefault(); // the address stays at the part that is open
      inputs[0].focus();
    });
    for (const input of inputs) {
      input.setAttribute('aria-invalid', 'true');
      input.setAttribute('aria-describedby', `${name}-fault`);
    }
    field(name, 'fault').textContent = message;
    field(name, 'fault').hidden = false;
  }
  result.hidden = true;
  faults.hidden = false;
  faults.focus();
}

// The answer ----------------------------------------------------------------------------------------

/** @type {(id: string, first: number, second: number | null) => void} */
function show(id, first, second) {
  for (const [link] of reminders) URL.revokeObjectURL(link.href);
  reminders = [];
  said.textContent = '';
  $('counted').textContent = second === null ? say('counted', { start: spoken(first) })
    : say('counted_both', { start: spoken(first), second: spoken(second) });
  for (const event of kinds[id].events) told(event, id, first, second);
  const [year, month, date] = parts(today());
  if (first < dayOf(year - 2, month, date)) put(said, 'p', words.old);
  $('naming').hidden = !reminders.length;
  fill();
  result.hidden = false;
  result.scrollIntoView();
  result.focus({ preventScroll: true });
}

/** @type {(event: string, id: string, first: number, second: number | null) => void} */
function told(event, id, first, second) {
  const part = put(said, 'div', '', { className: 'limit' });
  const rules = data.rules[event];
  if (!rules) {
    put(part, 'p', words.said_only);
    return;
  }
  const [rule] = rules;
  const found = answer(event, written(first), rule.count.or_later ? written(second) : '');
  const [main, ...others] = found.says;
  put(put(part, 'p', '', { className: 'much' }), 'strong', main);
  for (const sentence of others) put(part, 'p', sentence);
  if (!rule.signed) {
    const mark = put(part, 'p');
    put(mark, 'span', words.unsigned, { className: 'badge' });
    mark.append(` ${words.why_unsigned}`);
  }
  if (found.steps.length) {
    const details = put(part, 'details');
    put(details, 'summary', words.how);
    const list = put(details, 'ol');
    for (const step of found.steps) put(list, 'li', `${step.did} `).append(`(${step.law})`);
  }
  const day = found.safe_by || (/^\d/.test(found.last_day) && found.last_day);
  if (!day) return;
  const link = put(put(part, 'p'), 'a', say('calendar', rule), { download: `${event.replaceAll('_', '-')}.ics` });
  reminders.push([link, {
    day,
    name: `${event}-${written(first)}@${data.host}`,
    made: data.made,
    changed: Math.max(...rules.map(({ signed }) => signed || 0)),
    before: answer.workBefore(day),
    text: found.says[0],
    url: location.href.split('#')[0] + '#' + id,
  }]);
}

function fill() {
  for (const [link, entry] of reminders) {
    URL.revokeObjectURL(link.href);
    const file = calendar({ ...entry, title: words[named.checked ? 'named' : 'reminder'] });
    link.href = URL.createObjectURL(new Blob([file], { type: 'text/calendar;charset=utf-8' }));
  }
}
named.addEventListener('change', fill);

form.addEventListener('submit', (event) => {
  event.preventDefault();
  clear();
  const { id } = /** @type {HTMLElement} */ (kindNow());
  const { date, second, ahead } = kinds[id];
  /** @type {Fault[]} */
  const found = [];
  /** @type {(name: string, asked: string, needed: boolean) => number | null} */
  const typed = (name, asked, needed) => {
    try {
      return read(name, asked, { needed, ahead });
    } catch (fault) {
      if (!Array.isArray(fault)) throw fault;
      found.push({ name, message: fault[0], part: fault[1] });
      return null;
    }
  };
  const first = typed('first', date, true);
  const other = second ? typed('second', second, false) : null;
  if (found.length) refuse(found);
  else show(id, /** @type {number} */ (first), other);
});
addEventListener('hashchange', open);
open();
