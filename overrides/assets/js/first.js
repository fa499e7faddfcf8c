// @ts-check
// Puts back, before anything is painted, what a reader chose on the reading comfort page and asked this device to keep.
// In the head and not deferred: later would be a flash of the other colours. Plain old syntax: an error here would reach every page.
(function () {
  try {
    var kept = localStorage.getItem('comfort') || '';
    if (/^((size|space|line|colour)-[a-z-]+ ?)+$/.test(kept)) document.documentElement.className = kept;
  } catch (refused) { /* Storage can be switched off. Then nothing was kept. */ }
})();
