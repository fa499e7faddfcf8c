// @ts-check
// Finds pages for a question. No page of the browser is touched here, so that tests can ask it questions too.
// MiniSearch does the finding. Fields are weighed, pages never are: no page is ours to push.
import MiniSearch from './minisearch.js';

/**
 * @typedef {{url: string, title: string, also: string, headings: string, summary: string, text: string}} Page
 * @typedef {{names: string[], means: string, url: string}} Word of the words page
 * @typedef {object} Found
 * @property {Word | undefined} word that the question asks the meaning of
 * @property {Page[]} pages the nearest first
 * @property {(page: Page) => Set<string | null>} terms of the question that a page has
 * @property {Set<string>} names that the question did not use
 * @property {RegExp} mark
 */

// How a word is compared. British English, lightly: enough that "appeals", "appealed" and "appealing" meet, not so much that
// "notice" and "note" do.

// Words that stand in every question and tell no pages apart. "No" is not among them: "the council said no" is a question.
const COMMON = new Set(`a about am an and any are as at be been but by can could did do does for from get got had has have having he her
his how i if in into is it its just may me mine more my not of on or our out she should so some than that the their them then there they
this to too up us was we were what when where which who whom whose why will with would you your please`.split(/\s+/));

const WORD = /[\p{L}\p{N}]+(?:['’][\p{L}]+)*/gu;

/** @param {string} text */
export const split = (text) => text.match(WORD) || [];

/**
 * The common form of a word, or null for a word that is passed over.
 * @param {string} word
 */
export function common(word) {
  let term = word.toLowerCase().normalize('NFD').replace(/[\u0300-\u036f'’]/g, '');
  if (COMMON.has(term)) return null;
  if (term.length > 3) {
    term = term.replace(/ies$/, 'y').replace(/(ss|sh|ch|x)es$/, '$1').replace(/([^su])s$/, '$1');
  }
  if (term.length > 5) {
    term = term.replace(/(ations?|ational)$/, 'ate').replace(/(ing|ed|ment)$/, '').replace(/([bdglmnprt])\1$/, '$1').replace(/isation$|ization$|ize$|ise$/, 'is');
    term = term.replace(/e$/, '');
  }
  return term;
}

const WEIGHTS = { title: 5, also: 5, headings: 2.5, summary: 2, text: 1 };
const MOST = 20;
const FAR = 0.05; // Pages that are this much further off than the nearest are left out.
const OTHER_NAME = 0.7;
const WHOLE = 0.5;

// The longer a word, the more of it may be wrong. Short words must be right: "plan" is not "play". A word that stands on a page is right.
/** @param {Set<string | null>} known */
const typing = (known) => ({
  /** @param {string} term */
  prefix: (term) => term.length > 3,
  /** @param {string} term */
  fuzzy: (term) => (known.has(term) ? 0 : term.length > 6 ? 2 : term.length > 4 ? 1 : 0),
  weights: { fuzzy: 0.3, prefix: 0.5 },
});

/** @param {string} text */
const folded = (text) => ` ${split(text).map(common).filter(Boolean).join(' ')} `;

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

/** @param {string} name */
const escaped = (name) => `\\b${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\b`;

/**
 * The pages found, nearest first, and what to mark in them: the words of the question that each has, and its other names whole.
 * @param {string} question
 * @param {{pages: Page[], words: Word[], same: string[][]}} documents
 * @returns {Found}
 */
export function find(question, { pages, words, same }) {
  /** @type {Set<string | null>} */
  const known = new Set();
  /** @param {string} word */
  const learnt = (word) => {
    const term = common(word);
    known.add(term);
    return term;
  };
  const index = new MiniSearch({
    fields: Object.keys(WEIGHTS),
    idField: 'url',
    tokenize: split,
    processTerm: learnt,
    searchOptions: { boost: WEIGHTS, processTerm: common, ...typing(known) },
  });
  index.addAll(pages);
  /** @param {string} name */
  const exactly = (name) => index.search(name, { combineWith: 'AND', prefix: false, fuzzy: false });

  /** @type {Map<string, number>} */
  const scores = new Map();
  /** @type {Map<string, Set<string | null>>} */
  const terms = new Map();
  for (const page of index.search(question)) {
    scores.set(page.id, page.score);
    terms.set(page.id, new Set(page.terms));
  }
  // A page that uses another name for the same thing counts as well, but less, and once for each thing: a thing with ten names is
  // not ten things.
  const others = otherNames(question, [...words.map(({ names }) => names), ...same], (name) => exactly(name).length < pages.length / 2);
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
  const said = spoken(question);
  const best = Math.max(...scores.values(), 0);
  for (const page of pages) {
    if (page.also.split(', ').some((name) => name.includes(' ') && said.includes(spoken(name)))) scores.set(page.url, (scores.get(page.url) || 0) + WHOLE * best);
  }

  const nearest = Math.max(...scores.values(), 0);
  /** @param {Page} page */
  const score = (page) => scores.get(page.url) || 0;
  const names = others.flat();
  // "What is a SENCO?" is first of all a question about a word: it is answered from the words page, which need not be listed again.
  const word = words.find((one) => one.names.some((name) => folded(name).trim() && folded(name) === folded(question)));
  return {
    word,
    pages: pages.filter((page) => score(page) > nearest * FAR && !(word && word.url.startsWith(`${page.url}#`)))
      .sort((one, other) => score(other) - score(one))
      .slice(0, MOST),
    terms: (page) => terms.get(page.url) || new Set(),
    names: new Set(names.map((name) => name.toLowerCase())),
    mark: new RegExp([...names.map(escaped), "[\\p{L}\\p{N}'’]+"].join('|'), 'giu'),
  };
}
