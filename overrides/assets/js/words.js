// How a word is compared, for search and for marking. British English, lightly: enough that "appeals", "appealed" and "appealing"
// meet, not so much that "notice" and "note" do.

// Words that stand in every question and tell no pages apart. "No" is not among them: "the council said no" is a question.
const COMMON = new Set(`a about am an and any are as at be been but by can could did do does for from get got had has have having he her
his how i if in into is it its just may me mine more my not of on or our out she should so some than that the their them then there they
this to too up us was we were what when where which who whom whose why will with would you your please`.split(/\s+/));

const WORD = /[\p{L}\p{N}]+(?:['’][\p{L}]+)*/gu;

export const split = (text) => text.match(WORD) || [];

// The common form of a word, or null for a word that is passed over.
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
