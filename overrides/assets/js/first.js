// @ts-check
// Puts back, before anything is painted, what a reader chose on the reading comfort page: for this visit, or kept on this device.
// In the head and not deferred: later would be a flash of the other colours. Plain old syntax: an error here would reach every page.
(function () {
  try {
    var kept = sessionStorage.comfort;
    if (kept === undefined) kept = localStorage.comfort;
    if (/^((size|space|line|colour)-[a-z-]+ ?)+$/.test(kept)) document.documentElement.className = kept;
  } catch (refused) { /* Storage can be switched off. Then nothing was kept. */ }
})();
