// @ts-check
// A Word document as our Markdown, and what a person must still look at. The page for staff and `make paste` both run this file.
// mammoth reads the document: paragraphs, runs, lists, tables, notes. What it passes over is marked in the document's XML before
// (languages, which list an item is of), or is looked for there (changes that nobody accepted, headers, shapes).

/**
 * What mammoth makes of a document: paragraphs, runs, texts, tables, and what stands in them.
 * @typedef {{
 *   type: string, value?: string, children?: Part[], body?: Part[], name?: string, styleName?: string | null, alignment?: string | null,
 *   numbering?: { level: string, isOrdered: boolean } | null, isBold?: boolean, isItalic?: boolean, isStrikethrough?: boolean,
 *   font?: string | null, fontSize?: number | null, href?: string, breakType?: string, commentId?: string, altText?: string,
 *   colSpan?: number, rowSpan?: number,
 * }} Part
 */
/** @typedef {Part & { notes: { resolve(reference: Part): Part | null }, comments: Part[] }} Whole */
/** Words that look alike. @typedef {{ text: string, bold?: boolean, italic?: boolean, lang?: string, href?: string, done?: boolean }} Piece */
/**
 * A paragraph, heading, item or table of a page. The level of a heading: 1 to 6 as its style says, "title", or "line" where no style does.
 * @typedef {{ kind: string, text: string, level?: number | string, depth?: number, numbered?: boolean, number?: number }} Block
 */
/** @typedef {Record<string, Uint8Array>} Files */

const PART = 'word/document.xml';
const NO_DOCUMENT = 'This is no Word document that ends with .docx. Open it in Word, choose "Save as", and save it as a Word document.';
const BULLET = /^(?:[•·▪▫◦‣●○■□➢\uf0b7\uf0a7\uf0d8]\s*|[-–—o]\t\s*)/;
const STEP = /^(\d{1,2})[.)]\s+/;
const UNSEEN = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g;
const SIZE = 11; // in points, of Word's own style
const MOST_WORDS = 10; // of a line that is a heading, though no style says so

// The XML ------------------------------------------------------------------------------------------

/** @type {Record<string, string>} */
const SIGNS = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
/** @param {string} xml */
const plain = (xml) => xml
  .replace(/<[^>]*>/g, '')
  .replace(/&(lt|gt|quot|apos|amp);/g, (_, name) => SIGNS[name])
  .replace(/\s+/g, ' ').trim();
/** @type {(xml: string, name: string) => string} */
const attribute = (xml, name) => new RegExp(`\\b${name}="([^"]*)"`).exec(xml)?.[1] ?? '';
/** @type {(text: string, most?: number) => string} */
const short = (text, most = 60) => (text.length > most ? `${text.slice(0, most).trimEnd()}...` : text);

/**
 * The code of a language as our pages have it: "pl" for "pl-PL"; the letters where a language has two kinds.
 * @param {string} tag
 */
function code(tag) {
  const [language, ...more] = tag.split('-');
  if (language === 'zh') return more.some((part) => /^(TW|HK|MO|Hant)$/.test(part)) ? 'zh-Hant' : 'zh';
  const letters = more.find((part) => /^[A-Z][a-z]{3}$/.test(part));
  return letters ? `${language}-${letters}` : language;
}

/**
 * mammoth keeps of a run its typeface, so that carries the language. "bidi" counts for words from right to left alone.
 * @param {string} xml
 */
function marked(xml) {
  return xml
    .replace(/<\/?w:(?:fldSimple|customXml|bdo|dir)\b[^>]*>/g, '') // mammoth passes over what they hold
    .replace(/<w:rPr>((?:(?!<\/w:rPr>)[\s\S])*?<w:lang\b[^>]*>(?:(?!<\/w:rPr>)[\s\S])*?)<\/w:rPr>/g, (whole, inside) => {
      const [lang] = /<w:lang\b[^>]*>/.exec(inside) ?? [''];
      const kind = /<w:rtl\b(?![^>]*"(?:0|false)")/.test(inside) ? 'w:bidi' : /w:hint="eastAsia"/.test(inside) ? 'w:eastAsia' : 'w:val';
      const found = code(attribute(lang, kind));
      if (!found || /^(en|x|und)\b/.test(found)) return whole;
      return `<w:rPr><w:rFonts w:ascii="lang=${found}"/>${inside.replace(/<w:rFonts\b[^>]*\/>/, '')}</w:rPr>`;
    })
    .replace(/<w:pPr>((?:(?!<\/w:pPr>)[\s\S])*?<w:numId w:val="(\d+)"\/>(?:(?!<\/w:pPr>)[\s\S])*?)<\/w:pPr>/g,
      (whole, _, list) => `${whole}<w:bookmarkStart w:id="0" w:name="list=${list}"/>`);
}

/** @type {(xml: string, element: string, text: string) => string[]} */
function unaccepted(xml, element, text) {
  const found = [...xml.matchAll(new RegExp(`<w:${element}\\b[^>]*[^/]>([\\s\\S]*?)</w:${element}>`, 'g'))];
  return found.map(([, inside]) => [...inside.matchAll(new RegExp(`<w:${text}\\b[^>]*>([\\s\\S]*?)</w:${text}>`, 'g'))]
    .map(([, words]) => plain(words)).join(' ')).filter(Boolean);
}

/** Every word of two letters and more. @param {string} text */
const wordsOf = (text) => text.replace(UNSEEN, '').toLowerCase().match(/[\p{L}\p{N}]{2,}/gu) ?? [];

/**
 * The words of a document that neither its Markdown nor what is said of it holds.
 * @type {(xml: string, said: string) => string[]}
 */
function lost(xml, said) {
  const there = new Set(wordsOf(said));
  const typed = xml.replace(/<mc:Fallback>[\s\S]*?<\/mc:Fallback>/g, '')
    .matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>|<w:(?:tab|br|cr)\b|<\/w:p>/g);
  const words = [...typed].map(([, words]) => words ?? ' ').join('');
  return [...new Set(wordsOf(plain(words)).filter((word) => !there.has(word)))];
}

/**
 * How the lists of a document are counted, where that is not from 1 on: our pages count all others so.
 * @type {(xml: string, numbering: string) => Generator<string>}
 */
function* counted(xml, numbering) {
  const used = new Set([...xml.matchAll(/<w:numPr>(?:(?!<\/w:numPr>)[\s\S])*<\/w:numPr>/g)].map(([whole]) => {
    const [level, list] = ['ilvl', 'numId'].map((name) => new RegExp(`<w:${name} w:val="(\\d+)"`).exec(whole)?.[1] ?? '0');
    return `${list} ${level}`;
  }));
  for (const each of used) {
    const [list, level] = each.split(' ');
    const own = new RegExp(`<w:num [^>]*w:numId="${list}"[^>]*>([\\s\\S]*?)</w:num>`).exec(numbering)?.[1] ?? '';
    const kind = /<w:abstractNumId w:val="(\d+)"/.exec(own)?.[1];
    const form = new RegExp(`<w:abstractNum [^>]*w:abstractNumId="${kind}"[\\s\\S]*?</w:abstractNum>`).exec(numbering)?.[0] ?? '';
    const inside = new RegExp(`<w:lvl [^>]*w:ilvl="${level}"[\\s\\S]*?</w:lvl>`).exec(form)?.[0] ?? '';
    const override = new RegExp(`<w:lvlOverride w:ilvl="${level}"><w:startOverride w:val="(\\d+)"`).exec(own)?.[1];
    const start = Number(override ?? /<w:start w:val="(\d+)"/.exec(inside)?.[1] ?? 1);
    const format = /<w:numFmt w:val="(\w+)"/.exec(inside)?.[1] ?? 'decimal';
    if (/Letter|Roman/.test(format)) yield 'A list has letters or Roman numbers in Word, and plain numbers here: see that no sentence names its "(a)" or "ii".';
    if (start > 1 && format !== 'bullet') yield `A list begins at ${start} in Word, and at 1 here or after the step before it: see that no sentence names its numbers.`;
  }
}

/**
 * @param {Files} files
 * @param {(name: string) => string} text
 * @param {(words: string) => boolean} stands Whether words are in the Markdown.
 */
function* passedOver(files, text, stands) {
  const xml = text(PART);
  for (const words of unaccepted(xml, 'ins', 't')) yield `A change that nobody has accepted put in "${short(words)}". It is here: take it out if it should go.`;
  for (const words of unaccepted(xml, 'del', 'delText')) yield `A change that nobody has accepted took out "${short(words)}". It is not here: put it back if it should stay.`;
  if (/<w:move(?:From|To)\b/.test(xml)) yield 'Words were moved, and nobody has accepted it: see that they stand once.';
  const fallback = xml.replace(/<mc:Fallback>[\s\S]*?<\/mc:Fallback>/g, '');
  for (const [, inside] of fallback.matchAll(/<w:txbxContent>([\s\S]*?)<\/w:txbxContent>/g)) {
    const words = plain(inside.replace(/<\/w:p>/g, ' '));
    if (words && stands(words)) yield `A text box holds "${short(words)}". Its words stand after the paragraph that it hung on: see whether that is their place.`;
    else if (words) yield `A text box is left out. It says "${words}". Put its words where they belong.`;
  }
  for (const name of Object.keys(files).filter((each) => /^word\/(header|footer)\d*\.xml$/.test(each))) {
    const words = plain(text(name).replace(/<\/w:p>/g, ' '));
    if (words) yield `The top or foot of each sheet says "${short(words)}". It is left out.`;
  }
  for (const [run] of xml.matchAll(/<w:r\b[^>]*>(?:(?!<\/w:r>)[\s\S])*?<w:vanish\b(?![^>]*"(?:0|false)")(?:(?!<\/w:r>)[\s\S])*<\/w:r>/g)) {
    const words = plain(run);
    if (words) yield `Word hides "${short(words)}". It is here: take it out if nobody should read it.`;
  }
  if ('word/numbering.xml' in files) yield* counted(xml, text('word/numbering.xml'));
  if (/<m:oMath\b/.test(xml)) yield 'A formula is left out: write it in words.';
  if (/<(?:c:chart|dgm:relIds)\b/.test(xml)) yield 'A chart or diagram is left out: write what it says in words.';
  if (/<w:object\b/.test(xml)) yield 'Something of another program is left out: write what it says in words.';
}

// Words --------------------------------------------------------------------------------------------

/** What Markdown would take for its own mark; not two stars, which somebody typed for bold words. @param {string} text */
const escaped = (text) => text.replace(/[\\`]|(?<!\*)\*(?!\*)/g, '\\$&').replace(/(?<![\w_])_(?=[^\W_])|(?<=[^\W_])_(?![\w_])/g, '\\_');
/** @param {string} text */
const tidy = (text) => text.replace(UNSEEN, '').replace(/\u2011/g, '-').replace(/[ \t\u00a0\u2000-\u200a\u202f]+/g, ' ');

class Writer {
  /**
   * @param {Whole} document
   * @param {string[]} look
   */
  constructor(document, look) {
    this.document = document;
    this.look = look;
    /** @type {Map<string, number[]>} */
    this.lists = new Map();
    /** @type {Block[]} */
    this.blocks = [];
    this.size = usual(document);
    this.contents = false;
    /** @type {string[]} */
    this.became = [];
  }

  /**
   * The pieces of a paragraph.
   * @param {Part} element
   * @param {Omit<Piece, 'text'>} known
   * @returns {Piece[]}
   */
  pieces(element, known = {}) {
    const { type } = element;
    if (type === 'text') return [{ ...known, text: element.value ?? '' }];
    if (type === 'tab') return [{ ...known, text: '\t' }];
    if (type === 'break') return element.breakType === 'line' ? [{ ...known, text: '\n' }] : [];
    if (type === 'checkbox') return [{ text: '☐ ' }];
    if (type === 'noteReference') {
      const note = this.document.notes.resolve(element);
      const words = note?.body ? note.body.map((each) => this.words(each)).join(' ').trim() : '';
      this.look.push(`A footnote stands now in brackets: "${short(words)}". See whether the sentence can still be read.`);
      return words ? [{ text: ` (${words})`, done: true }] : [];
    }
    if (type === 'commentReference') {
      const comment = this.document.comments.find((each) => each.commentId === element.commentId);
      const words = comment?.body ? comment.body.map((each) => this.words(each)).join(' ').trim() : '';
      this.look.push(`A comment is left out: "${short(words)}".`);
      return [];
    }
    if (type === 'image') {
      this.look.push(`A picture is left out${element.altText ? ` (it shows: "${short(element.altText)}")` : ''}. Add its file and its words, if readers need it.`);
      return [];
    }
    const lang = /^lang=(.+)$/.exec(element.font ?? '')?.[1];
    const here = {
      ...known,
      ...(element.isBold && !known.href && { bold: true }), // a link looks the same from its start to its end
      ...(element.isItalic && !known.href && { italic: true }),
      ...(lang && { lang }),
      ...(element.href && { href: element.href }),
    };
    if (element.isStrikethrough) this.look.push(`Words are struck out: "${short(this.words(element))}". Take them out, if they no longer hold.`);
    return (element.children ?? []).flatMap((child) => this.pieces(child, here));
  }

  /** @type {(element: Part) => string} */
  words(element) {
    const text = element.type === 'text' ? element.value ?? '' : element.type === 'tab' ? ' ' : (element.children ?? []).map((child) => this.words(child)).join('');
    return tidy(text);
  }

  /** @param {Piece[]} pieces */
  joined(pieces) {
    /** @type {(keyof Piece)[]} */
    const like = ['bold', 'italic', 'lang', 'href', 'done'];
    /** @type {Piece[]} */
    const found = [];
    for (const piece of pieces) {
      const text = piece.text.replace(UNSEEN, '');
      const last = found.at(-1);
      const blank = !text.trim();
      if (last && (blank || like.every((key) => last[key] === piece[key])) && !(last.href && blank)) last.text += text;
      else if (text) found.push({ ...piece, text });
    }
    return found;
  }

  /** @type {(pieces: Piece[], keep?: { bold?: boolean, lang?: boolean }) => string} */
  line(pieces, { bold = true, lang = true } = {}) {
    return this.joined(pieces).map((piece) => {
      if (piece.done) return piece.text;
      const [, before, text, after] = /^(\s*)([\s\S]*?)(\s*)$/.exec(tidy(piece.text)) ?? ['', '', '', ''];
      if (!text) return before + after;
      let words = escaped(text);
      if (piece.lang && lang) words = `[${words.replace(/[[\]]/g, '')}]{lang=${piece.lang}}`;
      else {
        if (piece.href) words = `[${words}](${piece.href.replace(/ /g, '%20')})`;
        if (piece.italic) words = `*${words}*`;
        if (piece.bold && bold) words = `**${words}**`;
      }
      return before + words + after;
    }).join('').replace(/ +/g, ' ').replace(/ ?\n ?/g, '  \n').trim();
  }

  // Blocks -----------------------------------------------------------------------------------------

  /** @param {Part} element */
  paragraph(element) {
    const style = (element.styleName ?? '').toLowerCase();
    if (/^(toc|table of) /.test(style) || style === 'toc heading' || style === 'contents heading') {
      if (!this.contents) this.look.push('The table of contents is left out: a page makes its own from its headings.');
      this.contents = true;
      return;
    }
    const children = element.children ?? [];
    const pieces = children.flatMap((child) => this.pieces(child));
    const shown = pieces.filter((piece) => piece.text.trim());
    const text = tidy(shown.map((piece) => piece.text).join('')).trim();
    if (!text || /^[-_=*–—]{3,}$/.test(text)) return;
    const named = style === 'title' ? 1 : Number(/^heading ([1-6])$/.exec(style)?.[1] ?? 0);
    if (named) return this.heading(style === 'title' ? 'title' : named, this.line(pieces, { bold: false }));
    const list = children.find((child) => /^list=/.test(child.name ?? ''))?.name ?? element.styleName ?? 'list';
    if (element.numbering) {
      const inner = Number(/^list (?:bullet|number) ([2-5])$/.exec(style)?.[1] ?? 1) - 1; // a style of Word's own for an inner list
      return this.item(this.line(pieces), Math.max(Number(element.numbering.level), inner), element.numbering.isOrdered, list);
    }
    const raw = pieces.map((piece) => piece.text).join('').trimStart();
    const mark = BULLET.exec(raw) ?? STEP.exec(raw);
    if (mark) return this.item(this.line(this.without(pieces, mark[0].trimEnd())), 0, mark[1] !== undefined, 'typed', Number(mark[1]));
    const large = shown.every((piece) => piece.bold) || this.large(element);
    if (large && text.split(' ').length <= MOST_WORDS && !/[.!?;,]$/.test(text) && !text.includes('\n') && /\p{L}/u.test(text)) {
      const line = this.line(pieces, { bold: false }).replace(/:$/, '');
      const first = !this.blocks.length && element.alignment === 'center';
      if (!first) this.became.push(`"${short(text)}"`);
      return this.heading(first ? 'title' : 'line', line);
    }
    if (/\t.*\t|\S\t+\S/.test(raw)) this.look.push(`"${short(tidy(raw).replace(/\s+/g, ' '))}" had its words set apart by tabs: make a table of such lines.`);
    const langs = new Set(shown.map((piece) => piece.lang));
    const whole = langs.size === 1 && shown[0].lang;
    const bold = !shown.every((piece) => piece.bold);
    const words = this.line(pieces, { lang: !whole, bold }).replace(/^(?=#{1,6}\s|>)/, '\\');
    this.blocks.push({ kind: 'text', text: whole ? `${words}\n{: lang=${whole} }` : words });
  }

  /** @type {(pieces: Piece[], mark: string) => Piece[]} */
  without(pieces, mark) {
    let left = mark.length;
    return pieces.map((piece, place) => {
      const text = place && left <= 0 ? piece.text : piece.text.replace(/^\s+/, '');
      const cut = Math.min(left, text.length);
      left -= cut;
      return { ...piece, text: cut ? text.slice(cut).replace(/^\s+/, '') : text };
    });
  }

  /** @param {Part} element */
  large(element) {
    const sizes = (element.children ?? []).filter((child) => child.type === 'run' && this.words(child).trim()).map((child) => child.fontSize);
    return sizes.length > 0 && sizes.every((size) => size && this.size && size > this.size + 1);
  }

  /** @type {(level: number | string, text: string) => void} */
  heading(level, text) {
    if (text) this.blocks.push({ kind: 'heading', level, text });
  }

  /**
   * The number of a step counts on where its list does, also after words between.
   * @type {(text: string, depth: number, numbered: boolean, list: string, typed?: number) => void}
   */
  item(text, depth, numbered, list, typed) {
    if (!text) return;
    const counts = this.lists.get(list) ?? [];
    this.lists.set(list, counts);
    counts.length = Math.min(counts.length, depth + 1);
    counts[depth] = typed || (counts[depth] ?? 0) + 1;
    this.blocks.push({ kind: 'item', text: text.replace(/ {2}\n/g, ' '), depth, numbered, number: counts[depth] });
  }

  /** @param {Part} element */
  table(element) {
    const rows = (element.children ?? []).filter((row) => row.type === 'tableRow').map((row) => row.children ?? []);
    const widest = Math.max(...rows.map((row) => row.length), 0);
    if (rows.length < 2 || widest < 2) {
      this.look.push('A table of one row or one column became words: it was there for its looks.');
      for (const child of rows.flat().flatMap((cell) => cell.children ?? [])) this.block(child);
      return;
    }
    if (rows.flat().some((cell) => (cell.colSpan ?? 1) > 1 || (cell.rowSpan ?? 1) > 1)) {
      this.look.push('A table has cells that were joined. Each row must have as many cells as the first: see where words stand now.');
    }
    /** @type {(each: Part, bold: boolean) => string} */
    const cell = (each, bold) => (each.children ?? []).map((child) => {
      if (child.type === 'table') this.look.push('A table stands inside another: take it apart.');
      const inner = child.type === 'table' ? [child] : (child.children ?? []);
      const pieces = inner.flatMap((part) => this.pieces(part));
      return this.line(pieces, { bold: bold && !pieces.every((piece) => piece.bold || !piece.text.trim()) });
    }).filter(Boolean).join(' ').replace(/ {2}\n/g, ' ').replace(/\|/g, '\\|');
    /** Words of joined cells that reach down, by their column. @type {Map<number, { words: string, rows: number }>} */
    const down = new Map();
    /** @param {string[]} cells */
    const filled = (cells) => {
      for (let above = down.get(cells.length); above?.rows; above = down.get(cells.length)) {
        above.rows -= 1;
        cells.push(above.words);
      }
      return cells;
    };
    const lines = rows.map((row, place) => {
      /** @type {string[]} */
      const cells = [];
      for (const each of row) {
        filled(cells);
        for (let part = 0; part < (each.colSpan ?? 1); part += 1) {
          const words = part ? '' : cell(each, place > 0);
          down.set(cells.length, { words, rows: (each.rowSpan ?? 1) - 1 });
          cells.push(words);
        }
      }
      return filled(cells);
    });
    const width = Math.max(...lines.map((line) => line.length));
    const [head, ...body] = lines.map((line) => [...line, ...Array(width - line.length).fill('')]);
    /** @param {string[]} cells */
    const row = (cells) => `| ${cells.map((each) => each || ' ').join(' | ')} |`;
    if (head.some((each) => !each)) this.look.push('A column of a table has no name in the first row: write one.');
    this.blocks.push({ kind: 'table', text: [row(head), `|${'---|'.repeat(width)}`, ...body.filter((cells) => cells.some(Boolean)).map(row)].join('\n') });
  }

  /** @param {Part} element */
  block(element) {
    if (element.type === 'paragraph') this.paragraph(element);
    else if (element.type === 'table') this.table(element);
    else for (const child of element.children ?? []) this.block(child);
  }

  write() {
    for (const element of this.document.children ?? []) this.block(element);
    if (this.became.length) this.look.push(`Each of these became a heading, because it stood large or bold alone on its line: ${this.became.join(', ')}.`);
    return finished(this.blocks, this.look);
  }
}

/**
 * The size that most letters of a document have; Word's own where its styles say it.
 * @param {Part} document
 */
function usual(document) {
  /** @type {Map<number, number>} */
  const letters = new Map();
  /** @type {(element: Part, size: number) => void} */
  const count = (element, size) => {
    if (element.type === 'text') letters.set(size, (letters.get(size) ?? 0) + (element.value ?? '').length);
    for (const child of element.children ?? []) count(child, element.type === 'run' ? element.fontSize || SIZE : size);
  };
  count(document, SIZE);
  return [...letters].sort((one, other) => other[1] - one[1])[0]?.[0] ?? SIZE;
}

/** The level of a heading that has a style. @param {Block} block */
const styledAs = (block) => (typeof block.level === 'number' ? block.level : 0);

/**
 * Headings begin at "##" and leave no level out; the first, if it is above all others, is the title of the page.
 * @type {(blocks: Block[], look: string[]) => string}
 */
function finished(blocks, look) {
  const named = blocks.filter(styledAs);
  const top = Math.min(...named.map(styledAs));
  if (!blocks.some((block) => block.level === 'title') && named.length > 1 && blocks[0] === named[0] && named.filter((block) => block.level === top).length === 1 && named[0].level === top) {
    named[0].level = 'title';
  }
  const base = Math.min(...named.filter(styledAs).map(styledAs));
  let level = 1;
  let styled = 1;
  const lines = [];
  /** @type {Block | undefined} */
  let before;
  for (const block of blocks) {
    if (block.level === 'title') {
      look.unshift(`The title of the document belongs in the first lines of the page's file: title: ${block.text}`);
      continue;
    }
    if (block.kind === 'heading') {
      if (block.level !== 'line') styled = Math.min(styledAs(block) - base + 2, level + 1, 4);
      level = block.level === 'line' ? Math.min(styled + 1, 4) : styled;
    }
    const apart = !(block.kind === 'item' && before?.kind === 'item' && !(block.depth === 0 && before.depth === 0 && block.numbered !== before.numbered));
    if (lines.length) lines.push(apart ? '\n\n' : '\n');
    if (block.kind === 'heading') lines.push(`${'#'.repeat(level)} ${block.text}`);
    else if (block.kind === 'item') lines.push(`${'    '.repeat(block.depth ?? 0)}${block.numbered ? `${block.number}.` : '-'} ${block.text}`);
    else lines.push(block.text);
    before = block;
  }
  return lines.length ? `${lines.join('')}\n` : '';
}

/**
 * The Markdown of a document, and the list of what a person must still look at. `bytes` are the file's; the libraries are given, because
 * a browser and a command find them in different places. Raises an Error, in words for staff, for what is no document.
 * @param {Uint8Array} bytes
 * @param {{ mammoth: any, unzipSync: (data: Uint8Array) => Files, zipSync: (files: Files, options: { level: 0 }) => Uint8Array }} libraries
 */
export async function markdown(bytes, { mammoth, unzipSync, zipSync }) {
  /** @param {Uint8Array} data */
  const decode = (data) => new TextDecoder().decode(data);
  /** @type {Files} */
  let files;
  /** @type {Whole | undefined} */
  let document;
  try {
    files = unzipSync(bytes);
    const ready = zipSync({ ...files, [PART]: new TextEncoder().encode(marked(decode(files[PART]))) }, { level: 0 });
    await mammoth.convertToHtml(
      { arrayBuffer: ready.buffer, buffer: ready },
      {
        transformDocument: (/** @type {Whole} */ read) => { document = read; return read; },
        convertImage: mammoth.images.imgElement(() => ({ src: '' })),
      },
    );
  } catch {
    throw new Error(NO_DOCUMENT);
  }
  /** @type {string[]} */
  const look = [];
  const text = document ? new Writer(document, look).write() : '';
  const bare = text.replace(/[\\*]/g, '').replace(/\s+/g, ' ');
  look.push(...passedOver(files, (name) => decode(files[name]), (words) => bare.includes(short(tidy(words), 30).replace('...', ''))));
  const gone = lost(decode(files[PART]), `${text} ${look.join(' ')}`);
  if (gone.length) look.push(`Words of the document are not here: "${short(gone.join(' '), 200)}". Look for them in Word.`);
  if (!text) look.push('No words were found in this document.');
  return { text, look: [...new Set(look)] };
}
