// @ts-check
// Makes a button of the link "Menu". The link works by itself (the stylesheet shows the menu when the address points to it), but a
// button can say whether the menu is open, and Escape can close it. The menu opens in the flow of the page: it covers nothing.
const link = document.getElementById('menu-open');
const menu = document.getElementById('menu');

if (link && menu) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = link.className;
  button.id = link.id;
  button.textContent = link.textContent;
  button.setAttribute('aria-controls', menu.id);

  /** @param {boolean} open */
  const set = (open) => {
    menu.classList.toggle('open', open);
    button.setAttribute('aria-expanded', String(open));
  };
  const close = () => {
    set(false);
    button.focus();
  };

  // Who came by the link, or follows an old #menu address, finds the menu open.
  set(location.hash === '#menu');
  menu.dataset.script = '';
  menu.querySelector('.menu-close')?.remove();
  button.addEventListener('click', () => set(!menu.classList.contains('open')));
  for (const place of [menu, button]) {
    place.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && menu.classList.contains('open')) close();
    });
  }

  const focused = document.activeElement === link;
  link.replaceWith(button);
  if (focused) button.focus();
}
