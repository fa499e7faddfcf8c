// What the judge asks of a page (judge.py says why). One object: `look` measures, `view` scrolls and hides for the pictures.
(() => {
  const LEFT_OUT = /[\s\u00ad\u200b\u2060]/;
  const chain = (element) => { const all = []; for (let step = element; step; step = step.parentElement) all.push(step); return all; };
  const item = () => document.querySelector('article[data-item]') || document.body;

  // Every letter of the item in the order of the page, spaces left out; `gap` where a space or another text stands before it.
  function letters() {
    const found = [];
    const walker = document.createTreeWalker(item(), NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.parentElement.closest('script,style,template,noscript,textarea,title')) continue;
      let gap = false;
      for (let at = 0; at < node.length; at += 1) {
        if (LEFT_OUT.test(node.data[at])) gap = gap || /\s/.test(node.data[at]);
        else { found.push({ node, at, gap, char: node.data[at] }); gap = false; }
      }
    }
    return found;
  }

  // The letters as pieces: one for each word on each line, in document coordinates.
  function pieces(some) {
    const words = [];
    for (const letter of some) {
      const last = words.at(-1);
      if (last && last.node === letter.node && !letter.gap) last.end = letter.at + 1, last.count += 1;
      else words.push({ node: letter.node, start: letter.at, end: letter.at + 1, count: 1 });
    }
    return words.flatMap((word) => {
      const range = document.createRange();
      range.setStart(word.node, word.start);
      range.setEnd(word.node, word.end);
      const rects = [...range.getClientRects()].filter((rect) => rect.width > 0 && rect.height > 0);
      if (!rects.length) return [{ ...word, text: range.toString(), rect: null }];
      return rects.map((rect) => ({ ...word, text: range.toString(), alone: rects.length === 1,
        rect: { x: rect.x + scrollX, y: rect.y + scrollY, width: rect.width, height: rect.height } }));
    });
  }

  // The page stands still while it is looked at, so each answer is worked out once.
  const remembered = (work) => { const known = new Map(); return (element) => { if (!known.has(element)) known.set(element, work(element)); return known.get(element); }; };
  const style = remembered((element) => getComputedStyle(element));
  const shown = remembered((element) => element.getClientRects().length > 0);

  // How an element is turned and scaled by itself and all round it.
  const turned = remembered((element) => {
    let all = new DOMMatrix();
    for (const step of chain(element)) {
      const own = style(step);
      if (own.transform === 'none' && own.scale === 'none' && own.rotate === 'none') continue;
      let matrix = new DOMMatrix();
      const scale = own.scale === 'none' ? [1] : own.scale.split(' ').map(Number);
      if (own.rotate !== 'none') matrix = matrix.rotateAxisAngle(...(own.rotate.includes(' ') ? [0, 1, 0, 90] : [0, 0, 1, parseFloat(own.rotate)]));
      matrix = matrix.scale(scale[0], scale[1] ?? scale[0]);
      if (own.transform !== 'none') matrix = matrix.multiply(new DOMMatrix(own.transform));
      all = matrix.multiply(all);
    }
    return all;
  });

  const size = remembered((element) => parseFloat(style(element).fontSize) * (element.currentCSSZoom ?? 1) * Math.min(Math.abs(turned(element).m22), Math.abs(turned(element).m11)));

  const SHAPES = { clipPath: 'none', maskImage: 'none', webkitTextSecurity: 'none', writingMode: 'horizontal-tb', direction: 'ltr', offsetPath: 'none' };

  // What is wrong with how a piece is drawn, as far as its style and its boxes say.
  function wrong(piece, { least, paper }) {
    const holder = piece.node.parentElement;
    if (!piece.rect) return 'is not drawn';
    const own = size(holder);
    if (own < least - 0.1) return `is ${own.toFixed(1)} px, not ${least}`;
    for (const step of chain(holder)) {
      for (const [name, plain] of Object.entries(SHAPES)) if (style(step)[name] && style(step)[name] !== plain) return `has ${name}: ${style(step)[name]}`;
      if (style(step).textDecorationLine.includes('line-through')) return 'is struck through';
      const cuts = style(step).overflowX !== 'visible' || style(step).overflowY !== 'visible' || /paint|strict|content/.test(style(step).contain);
      if (cuts && step !== document.documentElement && step !== document.body) {
        const box = step.getBoundingClientRect();
        const [x, y] = [piece.rect.x - scrollX, piece.rect.y - scrollY];
        if (x < box.x - 2 || y < box.y - 2 || x + piece.rect.width > box.right + 2 || y + piece.rect.height > box.bottom + 2) return `is cut off by <${step.localName}>`;
      }
    }
    const matrix = turned(holder);
    if (Math.abs(matrix.m12) > 0.02 || Math.abs(matrix.m21) > 0.02 || matrix.m11 <= 0 || matrix.m22 <= 0) return 'is not upright';
    if (document.getAnimations().some((one) => one.effect?.target?.contains(holder))) return 'moves';
    if (piece.rect.x < -1 || piece.rect.y < -1 || piece.rect.x + piece.rect.width > document.documentElement.clientWidth + 1) return 'runs off the page';
    if (piece.alone && piece.count > 3 && piece.rect.width < piece.count * own * 0.25) return 'has its letters piled up';
    if (paper && piece.rect.y + piece.rect.height > innerHeight) return 'is not on the first sheet';
    return null;
  }

  // Words that touch, such as by a negative word-spacing.
  function touching(some) {
    for (let at = 1; at < some.length; at += 1) {
      const [before, after] = [some[at - 1], some[at]];
      if (!before.rect || !after.rect || before.node !== after.node || before.start === after.start || Math.abs(before.rect.y - after.rect.y) > 2) continue;
      if (after.rect.x - before.rect.x - before.rect.width < size(after.node.parentElement) * 0.08) return `has words that run together at "${after.text}"`;
    }
    return null;
  }

  // A page break that would put the statement on another sheet.
  function broken(holder) {
    for (const element of item().querySelectorAll('*')) {
      const here = element.contains(holder);
      if (!here && !(element.compareDocumentPosition(holder) & Node.DOCUMENT_POSITION_FOLLOWING)) break;
      const names = [style(element).breakBefore, here ? '' : style(element).breakAfter];
      if (names.some((name) => /page|left|right|recto|verso|column|always/.test(name))) return true;
    }
    return false;
  }

  let seen = {};

  // wanted: {name: text}; gives, for each, its pieces, and what is wrong with it as a sentence that begins with "is" or "has".
  function look(wanted, { least, paper, phone, link }) {
    const all = letters();
    const joined = all.map((letter) => letter.char).join('');
    const out = { faults: [], pieces: {} };
    let from = 0;
    const used = new Set();
    for (const [name, text] of Object.entries(wanted)) {
      const plain = [...text].filter((char) => !LEFT_OUT.test(char)).join('');
      const at = joined.indexOf(plain, from);
      if (at < 0) { out.faults.push(`The ${name} is not there, letter for letter.`); continue; }
      from = at + plain.length;
      const some = all.slice(at, from);
      some.forEach((letter) => used.add(letter));
      seen[name] = pieces(some);
      const fault = seen[name].map((piece) => wrong(piece, { least, paper })).find(Boolean) ?? touching(seen[name]);
      if (fault) out.faults.push(`The ${name} ${fault}.`);
      out.pieces[name] = seen[name].map(({ text: word, rect }) => ({ text: word, rect }));
    }
    const { statement, where } = seen;
    if (statement?.[0]?.rect) {
      const holder = statement[0].node.parentElement;
      const bottom = statement[0].rect.y + statement[0].rect.height;
      if (phone && bottom > innerHeight) out.faults.push(`The statement begins ${Math.round(bottom)} px down, below the first screen.`);
      if (paper && broken(holder)) out.faults.push('The statement stands after a page break.');
      const sizes = all.filter((letter) => !used.has(letter) && shown(letter.node.parentElement)).map((letter) => size(letter.node.parentElement)).sort((one, other) => one - other);
      const body = sizes[Math.floor(sizes.length / 2)] ?? 0;
      if (size(holder) < body - 0.5) out.faults.push(`The statement is ${size(holder).toFixed(1)} px, smaller than the words round it (${body.toFixed(1)} px).`);
    }
    if (where && !paper) {
      const address = where.at(-1).node.parentElement.closest('a[href]');
      if (!address) out.faults.push('The address is no link.');
      else if (!link.includes(address.href)) out.faults.push(`The link leads to ${address.href}.`);
      else if (address.textContent.trim().length < 5) out.faults.push('The link has no words.');
    }
    return out;
  }

  // Puts each letter that is looked at into an element of its own, so that it alone can be hidden for the second picture.
  function mark() {
    const nodes = new Map();
    for (const some of Object.values(seen)) for (const piece of some) nodes.set(piece.node, [...(nodes.get(piece.node) ?? []), piece]);
    for (const [node, some] of nodes) {
      for (const step of chain(node.parentElement)) if (style(step).textDecorationLine.includes('underline')) step.style.setProperty('text-decoration-line', 'none', 'important');
      const start = Math.min(...some.map((piece) => piece.start));
      const end = Math.max(...some.map((piece) => piece.end));
      const range = document.createRange();
      range.setStart(node, start);
      range.setEnd(node, end);
      const holder = document.createElement('x-judged');
      range.surroundContents(holder);
    }
  }

  const HIDDEN = { color: 'transparent', '-webkit-text-fill-color': 'transparent', '-webkit-text-stroke-color': 'transparent', 'text-shadow': 'none', 'forced-color-adjust': 'none' };
  function hide(yes) {
    for (const holder of document.querySelectorAll('x-judged')) {
      for (const [name, value] of Object.entries(HIDDEN)) yes ? holder.style.setProperty(name, value, 'important') : holder.style.removeProperty(name);
    }
  }

  // Which of some rectangles (document coordinates) are wholly on the screen now, and what lies on top of each of them.
  function view(rects, top) {
    if (top !== null) scrollTo({ top, behavior: 'instant' });
    return rects.map((rect) => {
      const [x, y] = [rect.x - scrollX, rect.y - scrollY];
      if (x < -1 || y < 0 || x + rect.width > innerWidth + 1 || y + rect.height > innerHeight) return null;
      const there = document.elementFromPoint(x + rect.width / 2, y + rect.height / 2);
      const judged = there && (there.closest('x-judged') || [...there.querySelectorAll('x-judged')].length);
      return { x, y, width: rect.width, height: rect.height, top: judged ? null : there ? `<${there.localName}>` : 'nothing' };
    });
  }

  window.__judge = { look, mark, hide, view };
})();
