(function () {
  // A slider that stands for one part of the address: data-param names it, data-plain is the value
  // that the address leaves out, data-first what the lowest stop means in words and in the address.
  const WAIT = 300; // a key held down moves many steps; the address changes once it rests
  let soon = 0;
  function spelt(slider) {
    const lowest = slider.dataset.first && slider.value === slider.min;
    return lowest ? slider.dataset.first : slider.value;
  }
  function tell(slider) {
    const lowest = slider.dataset.first && slider.value === slider.min;
    const words = lowest ? slider.dataset.firstWords : slider.value + " " + slider.dataset.unit;
    slider.setAttribute("aria-valuetext", words);
    slider.parentElement.querySelector("output").textContent = words;
  }
  function follow() {
    const asked = new URLSearchParams(window.location.search);
    document.querySelectorAll("input[data-param]").forEach(function (slider) {
      const said = asked.get(slider.dataset.param) || slider.dataset.plain;
      slider.value = said === slider.dataset.first ? slider.min : said;
      tell(slider);
    });
  }
  function go(slider) {
    const wanted = spelt(slider);
    const asked = new URLSearchParams(window.location.search);
    if ((asked.get(slider.dataset.param) || slider.dataset.plain) === wanted) return;
    window.cspAddress.change({ [slider.dataset.param]: wanted === slider.dataset.plain ? "" : wanted });
  }
  document.addEventListener("input", function (event) {
    const slider = event.target;
    if (!slider.matches("input[data-param]")) return;
    tell(slider);
    clearTimeout(soon);
    soon = setTimeout(function () { go(slider); }, WAIT);
  });
  // A list that stands for one part of the address; data-clears names parts that it replaces.
  document.addEventListener("change", function (event) {
    const list = event.target;
    if (!list.matches("select[data-param]")) return;
    const parts = { [list.dataset.param]: list.value };
    (list.dataset.clears || "").split(" ").filter(Boolean).forEach(function (each) { parts[each] = ""; });
    window.cspAddress.change(parts);
  });
  window.addEventListener("popstate", follow);
  window.addEventListener("_dashprivate_pushstate", follow);
  new MutationObserver(function (records) {
    const isNew = records.some(function (record) {
      return Array.from(record.addedNodes).some(function (node) {
        return node.querySelector && (node.matches("input[data-param]") || node.querySelector("input[data-param]"));
      });
    });
    if (isNew) follow();
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
(function () {
  // A list changes with each letter that is typed in it and with each arrow key, and each change
  // may load another view and draw the list anew. A change that follows a key waits until Enter,
  // until the focus leaves or until no key was pressed for a moment; the mouse is followed at once.
  const PAUSE = 700;
  let typing = null, held = null, soon = 0;
  function release() {
    clearTimeout(soon);
    const list = held;
    held = typing = null;
    if (list) list.dispatchEvent(new Event("change", { bubbles: true }));
  }
  function wait() {
    clearTimeout(soon);
    soon = setTimeout(release, PAUSE);
  }
  function isList(event) { return event.target.matches && event.target.matches("select:not([multiple])"); }
  window.addEventListener("keydown", function (event) {
    if (!isList(event)) return;
    if (event.key === "Enter" || event.key === "Tab") return release();
    typing = event.target;
    wait();
  }, true);
  window.addEventListener("pointerdown", function () { typing = null; }, true);
  window.addEventListener("focusout", release, true);
  window.addEventListener("change", function (event) {
    if (!event.isTrusted || event.target !== typing) return;
    event.stopImmediatePropagation();
    held = typing;
    wait();
  }, true);
})();
