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

  // Where each letter is drawn, in document coordinates.
  function places(some) {
    const range = document.createRange();
    return some.map((letter) => {
      range.setStart(letter.node, letter.at);
      range.setEnd(letter.node, letter.at + 1);
      const rect = [...range.getClientRects()].find((one) => one.width > 0 && one.height > 0);
      return { ...letter, rect: rect ? { x: rect.x + scrollX, y: rect.y + scrollY, width: rect.width, height: rect.height, linked: Boolean(letter.node.parentElement.closest('a')) } : null };
    });
  }

  // The page stands still while it is looked at, so each answer is worked out once.
  const memories = [];
  function remembered(work) {
    const known = new Map();
    memories.push(known);
    return (element) => {
      if (!known.has(element)) known.set(element, work(element));
      return known.get(element);
    };
  }
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

  // The boxes round an element that cut off what sticks out of them.
  const cutting = remembered((holder) => chain(holder)
    .filter((step) => step !== document.documentElement && step !== document.body
      && (style(step).overflowX !== 'visible' || style(step).overflowY !== 'visible' || /paint|strict|content/.test(style(step).contain)))
    .map((step) => ({ step, box: step.getBoundingClientRect() })));

  // What is wrong with the words in one element, as far as its style and the style of all round it say.
  const unfit = remembered((holder) => {
    for (const step of chain(holder)) {
      for (const [name, plain] of Object.entries(SHAPES)) if (style(step)[name] && style(step)[name] !== plain) return `has ${name}: ${style(step)[name]}`;
      if (style(step).textDecorationLine.includes('line-through')) return 'is struck through';
    }
    const matrix = turned(holder);
    if (Math.abs(matrix.m12) > 0.02 || Math.abs(matrix.m21) > 0.02 || matrix.m11 <= 0 || matrix.m22 <= 0) return 'is not upright';
    if (document.getAnimations().some((one) => one.effect?.target?.contains(holder))) return 'moves';
    return null;
  });

  // What is wrong with where a letter is drawn.
  function wrong(letter, { least, paper }) {
    const holder = letter.node.parentElement;
    const { rect } = letter;
    if (!rect) return 'is not drawn';
    if (size(holder) < least - 0.1) return `is ${size(holder).toFixed(1)} px, not ${least}`;
    if (unfit(holder)) return unfit(holder);
    for (const { step, box } of cutting(holder)) {
      const [x, y] = [rect.x - scrollX, rect.y - scrollY];
      if (x < box.x - 2 || y < box.y - 2 || x + rect.width > box.right + 2 || y + rect.height > box.bottom + 2) return `is cut off by <${step.localName}>`;
    }
    if (rect.x < -1 || rect.y < -1 || rect.x + rect.width > document.documentElement.clientWidth + 1) return 'runs off the page';
    if (paper && rect.y + rect.height > innerHeight) return 'is not on the first sheet';
    return null;
  }

  // Letters, words or lines that lie on one another, stand far apart, or are not in their order.
  function scattered(some) {
    let [lines, right] = [1, 0];
    for (let at = 1; at < some.length; at += 1) {
      const [before, after] = [some[at - 1], some[at]];
      const unit = size(after.node.parentElement);
      const [down, along] = [after.rect.y - before.rect.y, after.rect.x - before.rect.x];
      right = Math.max(right, before.rect.x + before.rect.width);
      if (Math.abs(down) > 2) lines += 1;
      if (down > 2 && down < unit * 0.85) return 'has lines that lie on one another';
      if (down < -2 && after.rect.x < right) return 'is not in its order'; // a second column begins right of all before it
      if (Math.abs(down) > 2) continue;
      if (along < unit * 0.08) return 'has letters that lie on one another';
      if (!after.gap && along > unit * 1.8) return 'has letters far apart';
      if (after.gap && along - before.rect.width < unit * 0.08) return 'has words that run together';
    }
    return some.length / lines < 6 ? 'has hardly a word on a line' : null;
  }

  // Words that stand only in the stylesheet, beside the policy's own. (On paper a link may be followed by its address.)
  function added(some) {
    let block = some[0].node.parentElement;
    while (!some.every(({ node }) => block.contains(node))) block = block.parentElement;
    return [...chain(block).filter((step) => item().contains(step)), ...block.querySelectorAll('*')].some((element) => ['::before', '::after'].some((part) => {
      const { content } = getComputedStyle(element, part);
      return element.localName !== 'a' && /^".*[^\s"].*"/.test(content);
    }));
  }

  // A clipped picture does not show what backdrop-filter does, so nothing may use it.
  const frosted = () => [...document.querySelectorAll('body, body *')].some((element) => [null, '::before', '::after'].some((part) => getComputedStyle(element, part).backdropFilter !== 'none'));

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
  let todo = [];

  // wanted: {name: text}; gives, for each, its letters, and every fault as a sentence.
  function look(wanted, { least, paper, phone, link, screens }) {
    memories.forEach((known) => known.clear());
    scrollTo({ top: 0, behavior: 'instant' });
    seen = {};
    const all = letters();
    const joined = all.map((letter) => letter.char).join('');
    const out = { faults: [], words: {} };
    if (frosted()) out.faults.push('Something on the page blurs what lies below it.');
    let from = 0;
    const used = new Set();
    for (const [name, text] of Object.entries(wanted)) {
      const plain = [...text].filter((char) => !LEFT_OUT.test(char)).join('');
      const at = joined.indexOf(plain, from);
      if (at < 0) { out.faults.push(`The ${name} is not there, letter for letter.`); continue; }
      from = at + plain.length;
      const some = all.slice(at, from);
      some.forEach((letter) => used.add(letter));
      seen[name] = places(some);
      const fault = seen[name].map((letter) => wrong(letter, { least, paper })).find(Boolean) ?? scattered(seen[name]);
      if (fault) out.faults.push(`The ${name} ${fault}.`);
      out.words[name] = seen[name].map(({ char }) => char).join('');
    }
    const { heading, statement, address } = seen;
    if (Object.keys(seen).length === 3 && Object.values(seen).flat().every(({ rect }) => rect)) {
      if (added([heading, statement, address].map(([first]) => first))) out.faults.push('The stylesheet adds words of its own.');
      if (heading[0].rect.y > statement[0].rect.y) out.faults.push('The heading stands below the statement.');
    }
    if ([document.documentElement, document.body].some((element) => /hidden|clip/.test(style(element).overflowY))) out.faults.push('The page cannot be scrolled.');
    if (statement?.[0]?.rect) {
      const holder = statement[0].node.parentElement;
      const bottom = statement[0].rect.y + statement[0].rect.height;
      const after = all.slice(all.findIndex((letter) => letter.node === statement.at(-1).node) + 1).filter((letter) => !used.has(letter) && shown(letter.node.parentElement));
      const top = heading?.[0]?.rect?.y ?? statement[0].rect.y;
      if (places(after.filter((_, number) => number % 7 === 0)).some(({ rect }) => rect && rect.y + rect.height < top - 2)) out.faults.push('Words that follow it are drawn above it.');
      // A reader who asks for larger letters sees fewer of them on a screen.
      const larger = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
      if (screens && bottom > innerHeight * screens * larger) out.faults.push(`The statement begins ${Math.round(bottom)} px down, beyond ${screens} screen${screens > 1 ? 's' : ''}.`);
      const edge = item().querySelector('hr');
      if (edge && (!edge.getClientRects().length || edge.getBoundingClientRect().width < 100)) out.faults.push('The line below it is not drawn.');
      if (phone && bottom > innerHeight) out.faults.push(`The statement begins ${Math.round(bottom)} px down, below the first screen.`);
      if (paper && broken(holder)) out.faults.push('The statement stands after a page break.');
      const sizes = all.filter((letter) => !used.has(letter) && shown(letter.node.parentElement)).map((letter) => size(letter.node.parentElement)).sort((one, other) => one - other);
      const body = sizes[Math.floor(sizes.length / 2)] ?? 0;
      if (size(holder) < body - 0.5) out.faults.push(`The statement is ${size(holder).toFixed(1)} px, smaller than the words round it (${body.toFixed(1)} px).`);
    }
    if (address && !paper) {
      const anchor = address.at(-1).node.parentElement.closest('a[href]');
      if (!anchor) out.faults.push('The address is no link.');
      else if (!link.includes(anchor.href)) out.faults.push(`The link leads to ${anchor.href}.`);
      else if (anchor.textContent.trim().length < 5) out.faults.push('The link has no words.');
    }
    return out;
  }

  // Puts the letters that are looked at into elements of their own, so that they alone can be hidden for the second picture.
  let undo = [];
  function mark() {
    const nodes = new Map();
    todo = Object.entries(seen).flatMap(([name, some]) => some.map(({ rect }, number) => ({ name, number, rect, done: false })));
    for (const some of Object.values(seen)) for (const { node, at } of some) nodes.set(node, [...(nodes.get(node) ?? []), at]);
    for (const [node, some] of nodes) {
      for (const step of chain(node.parentElement).filter((one) => style(one).textDecorationLine.includes('underline'))) {
        const before = step.style.cssText;
        undo.push(() => { step.style.cssText = before; });
        step.style.setProperty('text-decoration-line', 'none', 'important');
      }
      const range = document.createRange();
      range.setStart(node, Math.min(...some));
      range.setEnd(node, Math.max(...some) + 1);
      const holder = document.createElement('x-judged');
      range.surroundContents(holder);
      undo.push(() => { holder.replaceWith(...holder.childNodes); });
    }
  }
  function unmark() {
    undo.forEach((step) => step());
    undo = [];
    item().normalize();
  }

  const HIDDEN = { color: 'transparent', '-webkit-text-fill-color': 'transparent', '-webkit-text-stroke-color': 'transparent', 'text-shadow': 'none', 'forced-color-adjust': 'none' };
  function hide(yes) {
    for (const holder of document.querySelectorAll('x-judged')) {
      for (const [name, value] of Object.entries(HIDDEN)) yes ? holder.style.setProperty(name, value, 'important') : holder.style.removeProperty(name);
    }
    return still();
  }

  // How far the page has scrolled, where a picture of it is the same at any moment; null where something moves, or a caret may blink.
  function still() {
    if (document.getAnimations().length || document.activeElement?.matches('input, select, textarea, iframe, [contenteditable]')) return null;
    return [scrollX, scrollY];
  }

  // Goes on to the next letters that are not proved yet. Gives those that are wholly on the screen now, as numbers: which of `todo`, x, y,
  // width, height, and whether something lies on top (asked of every third); in JSON. `first` stays where the page begins.
  function view(first) {
    const left = todo.filter(({ done }) => !done);
    scrollTo({ top: first ? 0 : Math.min(...left.map(({ rect }) => rect.y)) - innerHeight / 3, behavior: 'instant' });
    const here = [];
    let covered = null;
    todo.forEach(({ rect, done }, number) => {
      const [x, y] = [rect.x - scrollX, rect.y - scrollY];
      if (done || x < -1 || y < 0 || x + rect.width > innerWidth + 1 || y + rect.height > innerHeight) return;
      if (number % 3 === 0) {
        const there = document.elementFromPoint(x + rect.width / 2, y + rect.height / 2);
        covered = there && (there.closest('x-judged') || there.querySelector('x-judged')) && (!rect.linked || there.closest('a')) ? null : `<${there?.localName}>`;
      }
      here.push([number, x, y, rect.width, rect.height, covered]);
    });
    return JSON.stringify(here);
  }

  // Ticks off the letters that were proved; gives how many are left.
  function prove(numbers) {
    for (const number of numbers) todo[number].done = true;
    return todo.filter(({ done }) => !done).length;
  }
  // All letters once more, and the middle of the first, for the pointer.
  function again() {
    todo.forEach((letter) => { letter.done = false; });
    const { rect } = todo.find(({ name: of }) => of === 'statement');
    return [rect.x + rect.width / 2, rect.y + rect.height / 2];
  }
  // What else can take focus: a few of each kind, those of the item first.
  const focusable = () => [...item().querySelectorAll('a[href], button, input, [tabindex]')].slice(0, 3)
    .concat([...document.querySelectorAll('body a[href], body button, body input')].filter((one) => !item().contains(one) && one.getClientRects().length).slice(0, 4));
  const others = () => focusable().length;
  const touch = (number) => focusable()[number]?.focus({ preventScroll: true });
  const name = (number) => ({ name: todo[number].name, number: todo[number].number });

  window.__judge = { look, mark, unmark, hide, still, view, prove, again, name, others, touch };
})();
