// @ts-check
// The reading comfort page. A choice is a class on <html>, so it shows at once and the stylesheet does the rest.
// Nothing is kept unless "remember" is ticked; then only the names of the classes are, on this device.
{
  const KEY = 'comfort';
  const root = document.documentElement;
  /** An element that the layout always has. @type {<T extends HTMLElement>(id: string) => T} */
  const $ = (id) => /** @type {any} */ (document.getElementById(id));
  /** @type {HTMLFormElement} */
  const form = $('comfort');
  const status = $('comfort-status');
  const groups = ['size', 'space', 'line', 'colour'];

  /** What a name of the form holds. @type {<T extends RadioNodeList | HTMLInputElement>(name: string) => T} */
  const named = (name) => /** @type {any} */ (form.elements.namedItem(name));
  /** @type {(name: string) => RadioNodeList} */
  const options = named;
  /** @type {HTMLInputElement} */
  const remember = named('remember');
  const chosen = () => groups.map((name) => options(name).value).filter(Boolean).join(' ');

  // Storage can be refused (private windows, strict settings). The page then still works; it says that nothing was kept.
  /** @param {string | null} value */
  function keep(value) {
    try {
      if (value === null) localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, value);
      return true;
    } catch {
      return false;
    }
  }

  function kept() {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null;
    }
  }

  const before = kept();
  for (const name of groups) {
    for (const option of /** @type {Iterable<HTMLInputElement>} */ (options(name))) option.checked = option.value ? root.classList.contains(option.value) : option.checked;
  }
  remember.checked = before !== null;

  form.addEventListener('change', (event) => {
    root.className = chosen();
    const done = keep(remember.checked ? chosen() : null);
    if (event.target === remember) {
      status.textContent = !done ? 'This device does not let us keep your settings.'
        : remember.checked ? 'Your settings are kept on this device.' : 'Your settings are no longer kept on this device.';
    }
  });

  form.addEventListener('reset', () => {
    root.className = '';
    keep(null);
    status.textContent = 'Standard settings. Nothing is kept on this device.';
  });

  form.addEventListener('submit', (event) => event.preventDefault());
  form.hidden = false;
}
