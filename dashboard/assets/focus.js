(function () {
  // An answer replaces the link that was just used. The focus goes to its replacement, or to the main
  // content if there is none: never back to the top of the page.
  const stops = "a[href], button, input, select, summary, [tabindex]";
  let last = null;
  document.addEventListener("focusin", function (event) {
    const home = event.target.parentElement && event.target.parentElement.closest("[id]");
    if (!home) return;
    const place = Array.from(home.querySelectorAll(stops)).indexOf(event.target);
    last = { element: event.target, home: home.id, place: place, text: event.target.textContent };
  });
  let soon = 0;
  new MutationObserver(function () {
    if (!last || last.element.isConnected) return;
    clearTimeout(soon);
    soon = setTimeout(restore, 50);
  }).observe(document.documentElement, {
    childList: true, subtree: true,
  });
  function restore() {
    if (!last || last.element.isConnected) return;
    const lost = last;
    last = null;
    if (document.activeElement !== document.body) return;
    const home = document.getElementById(lost.home);
    const found = home ? Array.from(home.querySelectorAll(stops)) : [];
    const same = found.find(function (each) { return each.textContent === lost.text; });
    (same || found[lost.place] || document.getElementById("main")).focus({ preventScroll: true });
  }
})();
