// The search page. Reads ?q= from the address, so that a search can be sent to somebody, and lists the pages found.
// MiniSearch does the finding. Fields are weighed, pages never are: no page is ours to push.
import MiniSearch from './minisearch.js';
import { common, split } from './words.js';

const form = document.getElementById('search');
const list = document.getElementById('results');
const status = document.getElementById('status');
const base = new URL(`${form.dataset.base}/`, location.href);
const WEIGHTS = { title: 5, also: 5, headings: 2.5, summary: 2, text: 1 };
const MOST = 20;

// The longer a word, the more of it may be wrong. Short words must be right: "plan" is not "play".
const typing = {
  prefix: (term) => term.length > 3,
  fuzzy: (term) => (term.length > 6 ? 2 : term.length > 4 ? 1 : 0),
  weights: { fuzzy: 0.3, prefix: 0.5 },
};

// What else the words of the question are called: each group of the words page that has one of them, whole, in the question.
function otherNames(question, groups) {
  const asked = ` ${split(question).map(common).filter(Boolean).join(' ')} `;
  const folded = (name) => split(name).map(common).filter(Boolean).join(' ');
  return groups
    .filter((group) => group.some((name) => folded(name) && asked.includes(` ${folded(name)} `)))
    .flat()
    .filter((name) => !asked.includes(` ${folded(name)} `));
}

function find(question, { pages, words }) {
  const index = new MiniSearch({
    fields: Object.keys(WEIGHTS),
    storeFields: ['title', 'url', 'summary', 'text'],
    idField: 'url',
    tokenize: split,
    processTerm: common,
    searchOptions: { boost: WEIGHTS, ...typing },
  });
  index.addAll(pages);
  const names = otherNames(question, words);
  return index.search({
    combineWith: 'OR',
    queries: [question, ...names.map((name) => ({ combineWith: 'AND', queries: [name], prefix: false, fuzzy: false, boostTerm: () => 0.4 }))],
  }).slice(0, MOST);
}

// Text with the found words marked. Built from text nodes: what a reader typed never becomes markup.
function marked(text, found) {
  const place = document.createElement('p');
  let end = 0;
  for (const match of text.matchAll(/[\p{L}\p{N}'’]+/gu)) {
    if (!found.has(common(match[0]))) continue;
    const mark = document.createElement('mark');
    mark.textContent = match[0];
    place.append(text.slice(end, match.index), mark);
    end = match.index + match[0].length;
  }
  place.append(text.slice(end));
  return place;
}

// The page's own summary where it has a found word, else the words round the first one in the text.
function summary(page, found) {
  const has = (word) => found.has(common(word));
  if (split(page.summary).some(has)) return page.summary;
  const words = page.text.split(' ');
  const at = words.findIndex((word) => split(word).some(has));
  if (at < 0) return page.summary;
  const from = Math.max(0, at - 12);
  return `${from ? '… ' : ''}${words.slice(from, at + 18).join(' ')} …`;
}

function show(results) {
  for (const page of results) {
    const found = new Set(page.terms);
    const item = document.createElement('li');
    const heading = document.createElement('h2');
    const link = document.createElement('a');
    link.href = new URL(page.url, base);
    link.textContent = page.title;
    heading.append(link);
    item.append(heading, marked(summary(page, found), found));
    list.append(item);
  }
}

const question = (new URLSearchParams(location.search).get('q') || '').trim().slice(0, 200);
const excuse = document.getElementById('without-script');
form.elements.q.value = question;

try {
  if (question) {
    const answer = await fetch(new URL('assets/search.json', base));
    if (!answer.ok) throw new Error(answer.statusText);
    const results = find(question, await answer.json());
    show(results);
    const count = results.length === MOST ? `The ${MOST} nearest pages` : `${results.length} ${results.length === 1 ? 'page' : 'pages'} found`;
    status.textContent = results.length ? `${count} for “${question}”.` : `No page found for “${question}”.`;
    document.getElementById('nothing').hidden = results.length > 0;
    document.title = `${question} – ${document.title}`;
  }
  excuse.remove();
} catch {
  excuse.textContent = 'The search could not be loaded. Here is every page instead, A to Z.';
}
