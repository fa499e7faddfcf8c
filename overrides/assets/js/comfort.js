// The reading comfort page. A choice is a class on <html>, so it shows at once and the stylesheet does the rest.
// Nothing is kept unless "remember" is ticked; then only the names of the classes are, on this device.
{
  const KEY = 'comfort';
  const root = document.documentElement;
  const form = document.getElementById('comfort');
  const status = document.getElementById('comfort-status');
  const groups = ['size', 'space', 'line', 'colour'];

  const chosen = () => groups.map((name) => form.elements[name].value).filter(Boolean).join(' ');

  // Storage can be refused (private windows, strict settings). The page then still works; it says that nothing was kept.
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
    for (const option of form.elements[name]) option.checked = option.value ? root.classList.contains(option.value) : option.checked;
  }
  form.elements.remember.checked = before !== null;

  form.addEventListener('change', (event) => {
    root.className = chosen();
    const remember = form.elements.remember.checked;
    const done = keep(remember ? chosen() : null);
    if (event.target.name === 'remember') {
      status.textContent = !done ? 'This device does not let us keep your settings.'
        : remember ? 'Your settings are kept on this device.' : 'Your settings are no longer kept on this device.';
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
