// @ts-check
// The reading comfort page. A choice is a class on <html>, so it shows at once and the stylesheet does the rest.
// The names of the classes are kept for the visit, as long as this tab is open; on this device only if "remember" is ticked.
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
  /** @type {(store: 'localStorage' | 'sessionStorage', value: string | null) => boolean} */
  function keep(store, value) {
    try {
      if (value === null) window[store].removeItem(KEY);
      else window[store].setItem(KEY, value);
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
    const choice = /** @type {HTMLInputElement} */ (event.target);
    // A larger text pushes the choice away from under the reader's eyes.
    choice.closest('label')?.scrollIntoView({ block: 'nearest' });
    keep('sessionStorage', chosen());
    const done = keep('localStorage', remember.checked ? chosen() : null);
    if (choice === remember) {
      status.textContent = !done ? 'This device does not let us keep your settings.'
        : remember.checked ? 'Your settings are kept on this device.' : 'Your settings are no longer kept on this device.';
    }
  });

  form.addEventListener('reset', () => {
    root.className = '';
    keep('sessionStorage', null);
    keep('localStorage', null);
    status.textContent = 'Standard settings. Nothing is kept on this device.';
  });

  form.addEventListener('submit', (event) => event.preventDefault());
  form.hidden = false;
}
