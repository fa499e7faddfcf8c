// @ts-check
// Finds pages for a question. No page of the browser is touched here, so that tests can ask it questions too.
// MiniSearch does the finding. Fields are weighed, pages never are: no page is ours to push.
import MiniSearch from './minisearch.js';

/**
 * @typedef {{url: string, layout: string, title: string, also: string, headings: string, summary: string, text: string}} Page
 * @typedef {{names: string[], means: string, url: string}} Word of the words page
 * @typedef {object} Found
 * @property {Word | undefined} word that the question asks the meaning of
 * @property {Page[]} pages the nearest first
 * @property {(page: Page) => Set<string | null>} terms of the question that a page has
 * @property {Set<string>} names that the question did not use
 * @property {RegExp} mark
 * @property {string | undefined} better the question as it was meant, where a word of it stands nowhere and one much like it does
 */

// How a word is compared. British English, lightly: enough that "appeals", "appealed" and "appealing" meet, not so much that
// "notice" and "note" do.

// Words that stand in every question and tell no pages apart. "No" is not among them: "the council said no" is a question.
const COMMON = new Set(`a about am an and any are as at be been but by can could did do does for from get got had has have having he her
his how i if in into is it its just may me mine more my not of on or our out she should so some than that the their them then there they
this to too up us was we were what when where which who whom whose why will with would you your please
im ive dont arent isnt theyre`.split(/\s+/));

// "S.E.N." and "co-ordinator" are words, as "child's" is.
const WORD = /\p{L}(?:\.\p{L})+(?!\p{L})|[\p{L}\p{N}]+(?:['’‑-][\p{L}\p{N}]+)*/gu;

/** @param {string} text */
export const split = (text) => text.match(WORD) || [];

/**
 * The common form of a word, or null for a word that is passed over.
 * @param {string} word
 */
function common(word) {
  let term = word.toLowerCase().normalize('NFD').replace(/[\u0300-\u036f'’.]/g, '');
  if (COMMON.has(term)) return null;
  if (COMMON.has(term.replace(/s$/, ''))) return null; // what's, she's
  if (term.length > 3) {
    term = term.replace(/ies$/, 'y').replace(/(ss|sh|ch|x)es$/, '$1').replace(/([^su])s$/, '$1');
  }
  if (term.length > 5) {
    term = term.replace(/(ations?|ational)$/, 'ate').replace(/(ing|ed|ment)$/, '').replace(/([bdglmnprt])\1$/, '$1').replace(/isation$|ization$|ize$|ise$/, 'is');
    term = term.replace(/e$/, '');
  }
  return term;
}

/**
 * A word in the forms in which it is looked for: with a hyphen, in one word and in two.
 * @param {string} word
 * @returns {string[]}
 */
export function forms(word) {
  const parts = word.split(/[‑-]/);
  const all = parts.length > 1 ? [parts.join(''), ...parts] : parts;
  return all.map(common).filter((term) => term !== null);
}

const WEIGHTS = { title: 6, also: 4, headings: 2.5, summary: 2, text: 1 };
// Kinds of page that say who somebody is, or what the site is like, stand behind what a family can do. A kind is weighed, a page never.
/** @type {Record<string, number>} */
const KINDS = { organisation: 0.8, policy: 0.9, accessibility: 0.5, promises: 0.5 };
const MOST = 20;
const FAR = 0.05; // Pages that are this much further off than the nearest are left out.
const OTHER_NAME = 0.7;
const WHOLE = 0.5;
const PREFIX = 4; // letters that a word must have to find longer ones

// What is said around a word whose meaning is asked: "wots section F mean".
const OF_MEANING = /\b(wh?[ao]ts?|what's|means?|meaning|definition|define|explain|stands?( for)?)\b/gi;

/** @param {string} text */
const folded = (text) => ` ${split(text.replace(/[‑-]/g, ' ')).map(common).filter(Boolean).join(' ')} `;

/** @param {string} text */
const spoken = (text) => ` ${split(text.toLowerCase()).join(' ')} `;

/**
 * What the things in the question are also called: for each thing that has a name in the question, its other names. Things are the
 * entries of the words page and what families-say.yml puts together.
 * @param {string} question
 * @param {string[][]} things
 * @param {(name: string) => boolean} telling whether a name tells pages apart: the service's own name stands on all of them
 */
function otherNames(question, things, telling) {
  const asked = folded(question);
  /** @param {string} name */
  const inIt = (name) => folded(name).trim() && asked.includes(folded(name));
  return things.filter((names) => names.some((name) => inIt(name) && telling(name)))
    .map((names) => names.filter((name) => !inIt(name)));
}

/**
 * How many slips of the finger are between two words: a letter too many, one missing, a wrong one, or two that changed places.
 * @param {string} one
 * @param {string} other
 * @param {number} wrong how much a wrong letter counts
 */
function slips(one, other, wrong) {
  /** @type {number[][]} */
  const table = [];
  for (let i = 0; i <= one.length; i += 1) {
    table.push([i]);
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1];
      let least = i ? Math.min(table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + (same ? 0 : wrong)) : j;
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) least = Math.min(least, table[i - 2][j - 2] + 1);
      table[i].push(least);
    }
  }
  return table[one.length][other.length];
}

/**
 * The word that was meant, or nothing. The longer a word, the more of it may be wrong; of a short one, only the order of its letters:
 * "plan" is not "play".
 * @param {string} word
 * @param {Map<string, number>} vocabulary what pages show, and how often
 */
function meant(word, vocabulary) {
  const most = word.length > 7 ? 2 : 1;
  const wrongLetter = word.length > 5 ? 1 : 2;
  let best;
  let least = Infinity;
  for (const [other, count] of vocabulary) {
    if (other[0] !== word[0] || word.startsWith(other) || Math.abs(other.length - word.length) > (word.length > 4 ? most : 0)) continue;
    const wrong = slips(word, other, wrongLetter);
    if (wrong > most || (word.length < 5 && [...word].sort().join() !== [...other].sort().join())) continue;
    const far = wrong + 1 / (count + 1);
    if (far < least) [best, least] = [other, far];
  }
  for (let place = 3; !best && place < word.length - 2; place += 1) {
    const two = [word.slice(0, place), word.slice(place)];
    if (two.every((part) => vocabulary.has(part))) best = two.join(' ');
  }
  return best;
}

/** @param {string} name */
const escaped = (name) => `\\b${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\b`;

/**
 * @typedef {{pages: Page[], words: Word[], same: string[][]}} Documents
 * @typedef {{vocabulary: Map<string, number>, things: string[][], known: Set<string>, index: MiniSearch}} Prepared
 */

/**
 * What is the same for every question: the words that pages show and how often, the names of things, every word that is known in
 * its common form, and the index.
 * @param {Documents} documents
 * @returns {Prepared}
 */
function prepared({ pages, words, same }) {
  /** On how many pages a word stands, in its common form. @type {Map<string, number>} */
  const spread = new Map();
  /** @type {Map<string, number>} */
  const vocabulary = new Map();
  for (const { title, also, headings, summary, text } of pages) {
    const shown = split([title, headings, summary, text].join(' '));
    for (const word of shown.map((one) => one.toLowerCase())) vocabulary.set(word, (vocabulary.get(word) || 0) + 1);
    for (const term of new Set([...shown, ...split(also)].flatMap(forms))) spread.set(term, (spread.get(term) || 0) + 1);
  }
  const unseen = [...same.flat(), ...pages.map(({ also }) => also)];
  for (const word of unseen.flatMap(split)) vocabulary.set(word.toLowerCase(), vocabulary.get(word.toLowerCase()) || 1);
  const things = [...words.map(({ names }) => names), ...same];
  const known = new Set([...spread.keys(), ...things.flat().flatMap(split).flatMap(forms)]);

  const index = new MiniSearch({
    fields: Object.keys(WEIGHTS),
    idField: 'url',
    tokenize: split,
    processTerm: forms,
    searchOptions: {
      boost: WEIGHTS,
      // A rare word outweighs a common one. MiniSearch counts each field by itself, and "school" is rare in titles.
      boostTerm: (term) => Math.log(1 + pages.length / (spread.get(term) || 1)) / Math.log(1 + pages.length),
      prefix: (term) => term.length >= PREFIX,
      weights: { fuzzy: 0, prefix: 0.3 },
    },
  });
  index.addAll(pages);
  return { vocabulary, things, known, index };
}

/** @type {WeakMap<Documents, Prepared>} */
const PREPARED = new WeakMap();

/**
 * The pages found, nearest first, and what to mark in them: the words of the question that each has, and its other names whole.
 * @param {string} question
 * @param {Documents} documents
 * @returns {Found}
 */
export function find(question, documents) {
  const { pages, words } = documents;
  const ready = PREPARED.get(documents) || prepared(documents);
  PREPARED.set(documents, ready);
  const { vocabulary, things, known, index } = ready;

  // What stands nowhere, and begins no word that does, was mistyped.
  let better = question;
  for (const word of split(question)) {
    const terms = forms(word);
    const right = !terms.length || word.length < 4 || terms.some((term) => known.has(term))
      || [...vocabulary.keys()].some((other) => other.startsWith(word.toLowerCase()));
    if (!right) better = better.replace(word, meant(word.toLowerCase(), vocabulary) || word);
  }

  /** @param {string} name */
  const exactly = (name) => index.search(name, { combineWith: 'AND', prefix: false });

  /** @type {Map<string, number>} */
  const scores = new Map();
  /** @type {Map<string, Set<string>>} */
  const terms = new Map();
  for (const page of index.search(better)) {
    scores.set(page.id, page.score);
    terms.set(page.id, new Set(page.terms));
  }
  // A page that uses another name for the same thing counts as well, but less, and once for each thing: a thing with ten names is
  // not ten things.
  const others = otherNames(better, things, (name) => exactly(name).length < pages.length / 3);
  for (const names of others) {
    /** @type {Map<string, number>} */
    const best = new Map();
    for (const name of names) {
      for (const page of exactly(name)) {
        best.set(page.id, Math.max(best.get(page.id) || 0, page.score));
      }
    }
    for (const [id, score] of best) scores.set(id, (scores.get(id) || 0) + OTHER_NAME * score);
  }

  // A page that is also called what the question says, word for word, common words too: "who will you tell" is five common words and one
  // clear question.
  const said = spoken(better);
  const best = Math.max(...scores.values(), 0);
  for (const page of pages) {
    if (page.also.split(', ').some((name) => name.includes(' ') && said.includes(spoken(name)))) scores.set(page.url, (scores.get(page.url) || 0) + WHOLE * best);
  }
  for (const { url, layout } of pages) {
    if (scores.has(url)) scores.set(url, (scores.get(url) || 0) * (KINDS[layout] || 1));
  }

  const nearest = Math.max(...scores.values(), 0);
  /** @param {Page} page */
  const score = (page) => scores.get(page.url) || 0;
  const names = others.flat();
  // "What is a SENCO?" is first of all a question about a word: it is answered from the words page, which need not be listed again.
  const word = words.find((one) => one.names.some((name) => folded(name).trim() && [better, better.replace(OF_MEANING, '')].some((asked) => folded(name) === folded(asked))));
  return {
    word,
    pages: pages.filter((page) => score(page) > nearest * FAR && !(word && word.url.startsWith(`${page.url}#`)))
      .sort((one, other) => score(other) - score(one))
      .slice(0, MOST),
    terms: (page) => terms.get(page.url) || new Set(),
    names: new Set(names.map((name) => name.toLowerCase())),
    mark: new RegExp([...names.map(escaped), WORD.source].join('|'), 'giu'),
    better: better === question ? undefined : better,
  };
}
