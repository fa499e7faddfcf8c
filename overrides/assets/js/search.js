// @ts-check
// The search page. Reads ?q= from the address, so that a search can be sent to somebody, and lists the pages found.
import { find, forms } from './find.js';

/** @import { Found, Page } from './find.js' */

/** An element that the layout always has. @type {<T extends HTMLElement>(id: string) => T} */
const $ = (id) => /** @type {any} */ (document.getElementById(id));
/** @type {HTMLFormElement} */
const form = $('search');
const list = $('results');
const status = $('status');
const base = new URL(`${form.dataset.base}/`, location.href);

/**
 * Text with what was found marked. Built from text nodes: what a reader typed never becomes markup.
 * @param {string} text
 * @param {(words: string) => boolean} has
 * @param {RegExp} pattern
 */
function marked(text, has, pattern) {
  const place = document.createElement('p');
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    if (!has(match[0])) continue;
    const mark = document.createElement('mark');
    mark.textContent = match[0];
    place.append(text.slice(end, match.index), mark);
    end = match.index + match[0].length;
  }
  place.append(text.slice(end));
  return place;
}

/** A shorter sentence, such as "Read more: Mediation.", says nothing of its page. */
const LEAST_WORDS = 5;

/**
 * The page's own summary where it has something found, else the sentence of the page that has most of it.
 * @param {Page} page
 * @param {(words: string) => boolean} has
 * @param {RegExp} pattern
 */
function summary(page, has, pattern) {
  /** @param {string} text */
  const hits = (text) => new Set((text.match(pattern) || []).filter(has).map((words) => words.toLowerCase())).size;
  if (hits(page.summary)) return page.summary;
  // The last sentence may have been cut, where a page was too long to search whole.
  const sentences = (page.text.match(/.+?[.?!](?=\s|$)/g) || []).filter((one) => one.split(' ').length >= LEAST_WORDS);
  const counts = sentences.map(hits);
  const most = Math.max(...counts, 0);
  return most ? sentences[counts.indexOf(most)].trim() : page.summary;
}

/**
 * @param {string} title
 * @param {string} url
 * @param {HTMLElement} words
 */
function entry(title, url, words) {
  const item = document.createElement('li');
  const heading = document.createElement('h2');
  const link = document.createElement('a');
  link.href = String(new URL(url, base));
  link.textContent = title;
  heading.append(link);
  item.append(heading, words);
  list.append(item);
}

/**
 * Says how much was found; and asks whether another word was meant, in the place that screen readers listen to.
 * @param {number} count
 * @param {string | undefined} better
 */
function say(count, better) {
  const results = count ? `${count} ${count === 1 ? 'result' : 'results'}` : 'No results';
  status.textContent = `${results} for “${question}”.`;
  if (!better || !count) return;
  const link = document.createElement('a');
  link.href = `?q=${encodeURIComponent(better)}`;
  link.textContent = better;
  status.append(' Did you mean ', link, '?');
}

/** @param {Found} found */
function show({ word, pages, terms, mark, names }) {
  if (word) entry(`What “${word.names[0]}” means`, word.url, marked(word.means, () => false, mark));
  for (const page of pages) {
    const own = terms(page);
    /** @param {string} words */
    const has = (words) => names.has(words.toLowerCase()) || forms(words).some((form) => own.has(form));
    entry(page.title, page.url, marked(summary(page, has, mark), has, mark));
  }
}

const question = (new URLSearchParams(location.search).get('q') || '').trim().slice(0, 200);
const excuse = $('without-script');
/** @type {HTMLInputElement} */ (form.elements.namedItem('q')).value = question;

async function answerIt() {
  if (question) {
    const answer = await fetch(new URL('assets/search.json', base));
    if (!answer.ok) throw new Error(answer.statusText);
    const found = find(question, await answer.json());
    show(found);
    const count = list.children.length;
    say(count, found.better);
    $('nothing').hidden = count > 0;
    // The list of every page is for those who asked nothing, or found nothing.
    $('every').hidden = count > 0;
    document.title = `${question} – ${document.title}`;
  }
  excuse.remove();
}

answerIt().catch(() => {
  /** @type {Node} */ (excuse.firstChild).textContent = 'The search could not be loaded.';
});
