// What can only be measured inside a page. Put into every page that the audit opens; the page itself does not know of it.
globalThis.audit = (() => {
  const INTERACTIVE = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex], audio[controls], video[controls], iframe, [contenteditable]';
  const NATIVE = 'a, button, input, select, textarea, summary';
  const LARGE = ['header a:not(.brand)', 'header button', 'header input', '[role=search] input', '[role=search] button', '#menu a', 'a[href^="tel:"]'];
  const FIRST_WORDS = 40;

  const shown = (el) => el.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const text = (el) => (el.innerText || el.value || '').trim().replace(/\s+/g, ' ');
  const box = ({ left, top, right, bottom }) => ({ left, top, right, bottom, width: right - left, height: bottom - top });

  // An element in words: what a person looks for in the page.
  function named(el) {
    if (!el || el === document.body) return 'the page itself';
    const id = el.id ? `#${el.id}` : '';
    const classes = el.classList.length ? `.${[...el.classList].join('.')}` : '';
    const words = (el.getAttribute('aria-label') || text(el)).slice(0, FIRST_WORDS);
    return `${el.localName}${id}${classes}${words ? ` "${words}"` : ''}`;
  }

  // Colours ------------------------------------------------------------------------------------------------------------

  function rgba(colour) {
    const parts = colour.match(/^rgba?\(([^)]+)\)$/);
    if (!parts) return null;
    const [red, green, blue, alpha = 1] = parts[1].split(/[\s,/]+/).map(Number);
    return [red, green, blue, alpha];
  }

  const over = ([red, green, blue, alpha], below) => [red, green, blue].map((part, place) => part * alpha + below[place] * (1 - alpha)).concat(1);

  function luminance(colour) {
    const [red, green, blue] = colour.map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }

  function contrast(one, other) {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  }

  // Where the picture on an element's ground is painted: all of the element, but for one that stands once in its corner.
  function painted(el, style) {
    const whole = el.getBoundingClientRect();
    if (style.backgroundRepeat !== 'no-repeat' || !/^0(px|%) 0(px|%)$/.test(style.backgroundPosition)) return whole;
    const [width, height] = style.backgroundSize.split(' ').map((size, place) => {
      const full = place ? whole.height : whole.width;
      return size.endsWith('px') ? parseFloat(size) : (full * (parseFloat(size) || 100)) / 100;
    });
    return box({ left: whole.left, top: whole.top, right: whole.left + width, bottom: whole.top + (height || whole.height) });
  }

  const meet = (one, other) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

  // What a place on an element lies on: the grounds of it and of all round it, one over the other. `picture`: one of them is a picture.
  function ground(el, place = el.getBoundingClientRect()) {
    const layers = [];
    let picture = false;
    for (let at = el; at; at = at.parentElement) {
      const style = getComputedStyle(at);
      picture ||= style.backgroundImage !== 'none' && meet(painted(at, style), place);
      const colour = rgba(style.backgroundColor);
      if (colour && colour[3] > 0) layers.push(colour);
      if (colour && colour[3] === 1) break;
    }
    return { colour: layers.reverse().reduce((below, layer) => over(layer, below), [255, 255, 255, 1]), picture };
  }

  // Each piece of text of the page with the element it stands in and its lines on the screen.
  function* texts(root = document.body) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const el = node.parentElement;
      if (!node.data.trim() || !el || ['SCRIPT', 'STYLE', 'TITLE', 'DESC'].includes(el.tagName) || !shown(el) || el.closest('.visually-hidden')) continue;
      range.selectNodeContents(node);
      const lines = [...range.getClientRects()].filter((line) => line.width > 1 && line.height > 1);
      if (lines.length) yield { node, el, lines };
    }
  }

  // WCAG 1.4.6: text at least 7:1 to what it lies on. Text over a picture is returned, to be measured on the picture itself.
  function textContrast(least, root) {
    const bad = new Map();
    const onPicture = [];
    let lowest = 21;
    for (const { el, lines } of texts(document.querySelector(root) || document.body)) {
      const below = ground(el, lines[0]);
      const colour = rgba(getComputedStyle(el).color);
      if (!colour) continue;
      if (below.picture) {
        for (const line of lines) onPicture.push({ box: box(line), colour, words: text(el).slice(0, FIRST_WORDS) });
        continue;
      }
      const found = contrast(over(colour, below.colour), below.colour);
      lowest = Math.min(lowest, found);
      if (found < least) bad.set(named(el), found);
    }
    return { bad: [...bad].map(([what, found]) => ({ what, found })), onPicture, lowest };
  }

  // Where things stand -------------------------------------------------------------------------------------------------

  const scrolls = (style, axis) => /auto|scroll/.test(axis === 'x' ? style.overflowX : style.overflowY);
  const cuts = (style) => /hidden|clip/.test(style.overflowX) || /hidden|clip/.test(style.overflowY);

  // The nearest region round an element that scrolls sideways, if a keyboard can scroll it and it says what it is.
  function sidewaysRegion(el) {
    for (let at = el; at && at !== document.body; at = at.parentElement) {
      if (scrolls(getComputedStyle(at), 'x') && at.scrollWidth > at.clientWidth) {
        return at.querySelector('table') && at.tabIndex === 0 && at.getAttribute('role') === 'region' && at.ariaLabel ? at : null;
      }
    }
    return null;
  }

  // WCAG 1.4.10, 1.4.4, 1.4.12: nothing is cut off, nothing lies on something else, and nobody scrolls in two directions.
  // A table may scroll inside a region of its own (1.4.10 allows it), which a keyboard can scroll too.
  function reflow() {
    const faults = [];
    const root = document.scrollingElement;
    const width = root.clientWidth;
    if (root.scrollWidth > width) faults.push(['two-way scrolling', `the page is ${root.scrollWidth} px wide on a screen of ${width} px`]);
    for (const el of document.body.querySelectorAll('*')) {
      if (el.closest('svg') || !shown(el)) continue;
      const style = getComputedStyle(el);
      const wide = el.scrollWidth > el.clientWidth + 1;
      const high = el.scrollHeight > el.clientHeight + 1;
      if (style.display === 'inline' || el.clientWidth <= 1) continue;
      if (cuts(style) && (wide || high) && el.localName !== 'input') faults.push(['cut off', named(el)]);
      if (scrolls(style, 'x') && wide && !sidewaysRegion(el)) faults.push(['two-way scrolling', `${named(el)} scrolls sideways and is no named region for a table`]);
      if (scrolls(style, 'y') && high) faults.push(['two-way scrolling', `${named(el)} scrolls by itself`]);
      if (el.matches('button, select') && wide) faults.push(['cut off', named(el)]);
    }
    const lines = [];
    for (const { el, lines: own } of texts()) {
      for (const line of own) {
        if ((line.right > width + 1 || line.left < -1) && !sidewaysRegion(el)) faults.push(['cut off', `${named(el)} reaches ${Math.round(line.right)} px`]);
        lines.push({ el, ...box(line) });
      }
    }
    faults.push(...overlaps(lines));
    return faults;
  }

  // Lines of text that lie on one another. Two pixels are allowed: letters reach beyond their line.
  function overlaps(lines) {
    const faults = [];
    const slack = 2;
    lines.sort((one, other) => one.top - other.top);
    for (let first = 0; first < lines.length; first += 1) {
      const one = lines[first];
      for (let next = first + 1; next < lines.length && lines[next].top < one.bottom - slack; next += 1) {
        const other = lines[next];
        const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
        const high = Math.min(one.bottom, other.bottom) - other.top;
        // Half a line: fonts of two sizes on one line, or tight lines of a heading, overlap a little and stay readable.
        if (wide > slack && high > Math.min(one.height, other.height) / 2) faults.push(['overlaps', `${named(one.el)} and ${named(other.el)}`]);
      }
    }
    return faults;
  }

  // Targets ------------------------------------------------------------------------------------------------------------

  function inSentence(el) {
    if (getComputedStyle(el).display !== 'inline') return false;
    let block = el.parentElement;
    while (getComputedStyle(block).display === 'inline') block = block.parentElement;
    const around = text(block).length - [...block.querySelectorAll('a')].reduce((sum, link) => sum + text(link).length, 0);
    return around > 3;
  }

  // What a finger may hit: the element, and its label.
  function target(el) {
    const boxes = [el, ...(el.labels || [])].filter(shown).map((part) => part.getBoundingClientRect()).filter(({ width }) => width > 1);
    return box({
      left: Math.min(...boxes.map(({ left }) => left)), top: Math.min(...boxes.map(({ top }) => top)),
      right: Math.max(...boxes.map(({ right }) => right)), bottom: Math.max(...boxes.map(({ bottom }) => bottom)),
    });
  }

  // WCAG 2.5.8: 24 by 24 px, or room for a circle of 24 px round its middle that touches no other target, or a link in a sentence.
  // Menu, search and telephone numbers: 44 by 44 px, without exception.
  function targets(least, leastLarge) {
    const faults = [];
    const all = [...document.querySelectorAll(INTERACTIVE)].filter((el) => shown(el) && el.tabIndex >= 0 && !el.disabled && !el.matches('[role=region]'))
      .map((el) => ({ el, ...target(el) }));
    const nearest = (one, x, y) => Math.hypot(Math.max(one.left - x, 0, x - one.right), Math.max(one.top - y, 0, y - one.bottom));
    const small = (one, size) => one.width < size - 0.5 || one.height < size - 0.5;
    for (const one of all) {
      const size = `${one.width.toFixed(0)} by ${one.height.toFixed(0)} px`;
      if (one.el.matches(LARGE.join()) && small(one, leastLarge)) faults.push([`under ${leastLarge} px`, `${named(one.el)} is ${size}`]);
      if (!small(one, least) || inSentence(one.el)) continue;
      const x = (one.left + one.right) / 2;
      const y = (one.top + one.bottom) / 2;
      const crowded = all.find((other) => other.el !== one.el && !(one.el.labels && one.el.labels === other.el.labels)
        && (small(other, least) ? Math.hypot((other.left + other.right) / 2 - x, (other.top + other.bottom) / 2 - y) < least : nearest(other, x, y) < least / 2));
      if (crowded) faults.push([`under ${least} px`, `${named(one.el)} is ${size}, too near to ${named(crowded.el)}`]);
    }
    return { faults, smallest: Math.min(...all.filter(({ el }) => !inSentence(el)).map((one) => Math.min(one.width, one.height))), count: all.length };
  }

  // Keyboard -----------------------------------------------------------------------------------------------------------

  // What Tab must reach, in the order of the document. Of a group of radio buttons one: the arrows move inside it.
  function focusable() {
    const groups = new Set();
    return [...document.querySelectorAll(INTERACTIVE)].filter((el) => {
      // A link or button that Tab passes over is no less a fault for having tabindex="-1": it counts as wanted.
      if ((el.tabIndex < 0 && !el.matches(NATIVE)) || el.disabled || !shown(el) || el.closest('[inert]')) return false;
      if (el.type !== 'radio') return true;
      const group = [...document.querySelectorAll(`[type=radio][name="${el.name}"]`)].filter((one) => one.form === el.form);
      const chosen = group.find((one) => one.checked) || group[0];
      return el === chosen && !groups.has(el.name) && groups.add(el.name);
    });
  }

  const stops = [];
  let wanted = [];
  const regions = new Map();

  // As if the page had just been opened: whatever was clicked before, the next Tab goes to the first stop.
  function startAtTop() {
    document.body.tabIndex = -1;
    document.body.focus({ preventScroll: true });
    document.body.removeAttribute('tabindex');
    scrollTo(0, 0);
  }

  // Remembers where focus was left by each Tab: measured when the next one is pressed, by when the page has scrolled. Meanwhile no ring
  // is drawn: where a thing lies does not depend on it, and Chromium goes through the whole page anew for each that comes or goes.
  function watchFocus() {
    stops.length = 0;
    startAtTop();
    wanted = focusable();
    readerStyle(':focus { outline: none !important; box-shadow: none !important }');
    document.addEventListener('keydown', remember, true);
    return wanted.length;
  }

  function remember(event) {
    if (event.key === 'Tab') stops.push(stop(document.activeElement));
  }

  // Where focus was left each time, with its ring; what was focused before the first Tab is not among it. The last input was a key, so a
  // ring is drawn here too.
  function walked() {
    const all = [...stops.slice(1), stop(document.activeElement)];
    readerStyle('');
    for (const one of all.filter(({ index }) => index >= 0)) {
      wanted[one.index].focus({ preventScroll: true });
      one.ring = ring(wanted[one.index]);
    }
    return all;
  }

  const fits = (one) => one.top >= -0.5 && one.left >= -0.5 && one.bottom <= innerHeight + 0.5 && one.right <= innerWidth + 0.5;

  // How much of a box lies inside another, 0 to 1.
  function inside(one, other) {
    const width = Math.min(one.right, other.right) - Math.max(one.left, other.left);
    const height = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
    return (Math.max(width, 0) * Math.max(height, 0)) / (one.width * one.height);
  }

  // On the screen: a whole line of it, or as much of it as the screen can hold. A browser may leave a link at the edge of a table that
  // scrolls sideways; half of it must be seen there.
  function onScreen(el, lines) {
    const screen = box({ left: 0, top: 0, right: innerWidth, bottom: innerHeight });
    const region = sidewaysRegion(el.parentElement);
    if (region) return lines.some((line) => inside(line, box(region.getBoundingClientRect())) >= 0.5 && inside(line, screen) >= 0.5);
    return lines.some(fits) || lines.some((line) => (line.width > screen.width || line.height > screen.height) && inside(screen, line) > 0.5);
  }

  function stop(el) {
    if (!el || el === document.body || el === document.documentElement) return { index: -1 };
    const lines = [...el.getClientRects()].map(box).filter(({ width, height }) => width > 1 && height > 1);
    const seen = onScreen(el, lines);
    return {
      index: wanted.indexOf(el), what: named(el), seen, covered: seen ? coveredBy(el, lines) : null,
      region: region(el), scroll: scrollY, ...box(el.getBoundingClientRect()),
    };
  }

  // What lies over an element: asked for at the middle and near the corners of each of its lines.
  function coveredBy(el, lines) {
    for (const line of lines.filter(fits)) {
      const points = [[0.5, 0.5], [0.1, 0.2], [0.9, 0.2], [0.1, 0.8], [0.9, 0.8]];
      for (const [across, down] of points) {
        const hit = document.elementFromPoint(line.left + line.width * across, line.top + line.height * down);
        if (hit && hit !== el && !el.contains(hit) && !hit.contains(el) && ![...(el.labels || [])].some((label) => label.contains(hit))) return named(hit);
      }
    }
    return null;
  }

  // How focus is shown, as the stylesheet says it: the best contrast of a ring that is at least 2 px thick.
  function ring(el) {
    const style = getComputedStyle(el);
    const outside = el.parentElement && parseFloat(style.outlineOffset) >= 0 ? ground(el.parentElement) : ground(el);
    let best = 0;
    if (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) {
      const colour = rgba(style.outlineColor);
      best = colour ? contrast(over(colour, outside.colour), outside.colour) : 21; // `auto` is the browser's own
    }
    const shadow = style.boxShadow.match(/^(rgba?\([^)]+\)) 0px 0px 0px ([\d.]+)px$/);
    if (shadow && parseFloat(shadow[2]) >= 2) best = Math.max(best, contrast(over(rgba(shadow[1]), outside.colour), outside.colour));
    return best;
  }

  // The part of the page that a person reads as one: order is compared inside it, and between it and the next.
  function region(el) {
    const part = el.closest('nav, form, section, footer, header, .words, main, aside') || document.body;
    if (!regions.has(part)) regions.set(part, regions.size);
    return regions.get(part);
  }

  // Every way in which focus looks on this page, each with one element that shows it: the same ring on the same ground in the same
  // kind of place. The pixels are asked about each once. Focus must have been moved by a key before, or no ring is drawn.
  function focusLooks() {
    const found = new Map();
    wanted = focusable();
    for (const [index, el] of wanted.entries()) {
      el.focus({ preventScroll: true });
      const style = getComputedStyle(el);
      const cutBy = [];
      for (let at = el.parentElement; at && at !== document.body; at = at.parentElement) {
        const round = getComputedStyle(at);
        if (cuts(round) || scrolls(round, 'x')) cutBy.push(`${at.localName}.${at.className}`);
      }
      const look = [el.localName, el.type, style.display, style.outline, style.outlineOffset, style.boxShadow, ground(el).colour, ground(el.parentElement).colour, ...cutBy].join('|');
      if (!found.has(look)) found.set(look, index);
    }
    document.activeElement.blur();
    return [...found];
  }

  // Focuses one of them and says where it is, and where its longest line is: the ring round a link on two lines has no simple shape.
  // `still`: nothing moves now, and no caret may blink.
  function focusOn(index) {
    const el = wanted[index];
    el.focus();
    const lines = [...el.getClientRects()].map(box).sort((one, other) => other.width - one.width);
    const still = !document.getAnimations().length && !el.matches('input, select, textarea, iframe, [contenteditable]');
    return { what: named(el), still, line: lines[0], ...box(el.getBoundingClientRect()) };
  }

  const unfocus = () => document.activeElement.blur();

  const focused = () => stop(document.activeElement);

  // Shortcuts ----------------------------------------------------------------------------------------------------------

  let before = null;
  let changes = 0;

  const state = () => JSON.stringify([location.href, named(document.activeElement), scrollX, scrollY, document.title, String(getSelection())]);

  function watchChanges() {
    before = state();
    changes = 0;
    new MutationObserver((found) => { changes += found.length; }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  }

  function pretend(...keys) {
    for (const key of keys) {
      for (const kind of ['keydown', 'keypress', 'keyup']) document.body.dispatchEvent(new KeyboardEvent(kind, { key, bubbles: true, cancelable: true, composed: true }));
    }
  }

  const changed = () => ({ changes, moved: before === null ? 'the page was loaded again' : before === state() ? '' : `${before} became ${state()}` });

  // Text by one of the reader's settings: a sheet of the browser, which no policy forbids.
  function readerStyle(css) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = css ? [sheet] : [];
  }

  async function stored() {
    const databases = indexedDB.databases ? (await indexedDB.databases()).map(({ name }) => name) : [];
    const cached = globalThis.caches ? await caches.keys() : [];
    const workers = navigator.serviceWorker && location.protocol !== 'file:' ? await navigator.serviceWorker.getRegistrations() : [];
    return [...Object.keys(localStorage), ...Object.keys(sessionStorage), ...databases, ...cached, ...workers.map(({ scope }) => scope), ...document.cookie.split(';').filter(Boolean)];
  }

  // All that is not colour, as one number: where every element is, how large its text is, and whether it is there at all.
  function shape() {
    let sum = 7;
    for (const el of document.querySelectorAll('*')) {
      const { left, top, width, height } = el.getBoundingClientRect();
      const style = getComputedStyle(el);
      const one = [el.localName, left, top, width, height, style.display, style.visibility, style.opacity, style.fontSize, style.fontWeight,
        style.textDecorationLine, style.listStyleType, style.pointerEvents, el.getAttribute('aria-expanded'), el.getAttribute('aria-hidden')].join(' ');
      for (let place = 0; place < one.length; place += 1) sum = (Math.imul(sum, 31) + one.charCodeAt(place)) | 0;
    }
    return `${document.querySelectorAll('*').length} ${sum}`;
  }

  return { shape, reflow, targets, textContrast, focusable: () => focusable().map(named), watchFocus, walked, startAtTop, focusLooks, focusOn, unfocus, focused, watchChanges, pretend, changed, readerStyle, stored, named };
})();
