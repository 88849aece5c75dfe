(function () {
  // Meeting mode: the address says that a view is presented (see data/model/meetings/presentation.py). Here the page only
  // makes room for it, and the keys of a keyboard or a clicker follow the links of the meeting's bar.
  function presenting() {
    return /^[0-9a-f]{12}$/.test(new URLSearchParams(window.location.search).get("present") || "");
  }
  // A view may name one panel: its card then fills the window. Where the page has no such card it is shown whole.
  function alone() {
    const name = presenting() && new URLSearchParams(window.location.search).get("panel");
    const card = name && document.getElementById(name);
    return card && card.matches("main section.card") ? card : null;
  }
  function follow() {
    const now = presenting(), card = alone(), old = document.querySelector("[data-alone]");
    if (now === document.documentElement.hasAttribute("data-presenting") && card === old) return;
    document.documentElement.toggleAttribute("data-presenting", now);
    if (old) old.removeAttribute("data-alone");
    document.querySelectorAll("[data-around]").forEach(function (each) { each.removeAttribute("data-around"); });
    if (card) card.setAttribute("data-alone", "");
    for (let each = card && card.parentElement; each; each = each.parentElement) each.setAttribute("data-around", "");
    // Maps and charts have another size from here on: maps are fitted to it anew.
    document.querySelectorAll(".js-plotly-plot").forEach(function (graph) { graph.fitAgain = true; });
    if (card || old) window.dispatchEvent(new Event("resize"));
  }
  follow();
  window.addEventListener("popstate", follow);
  window.addEventListener("_dashprivate_pushstate", follow);
  window.addEventListener("_dashprivate_historychange", follow);

  const KEYS = { ArrowRight: "next", PageDown: "next", ArrowLeft: "previous", PageUp: "previous", Escape: "leave" };
  // What has a use of its own for these keys keeps them: fields, sliders, lists, maps, what scrolls.
  const OWN = "input, select, textarea, [contenteditable], [role='slider'], [role='combobox'], [role='listbox'], " +
    "[role='radiogroup'], [role='tablist'], [role='menu'], .maplibregl-map, .mapboxgl-map";
  function scrolls(element) {
    const box = element.closest(".scroll");
    return box && (box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight);
  }
  document.addEventListener("keydown", function (event) {
    const way = KEYS[event.key];
    if (!way || !presenting() || event.defaultPrevented) return;
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const where = event.target;
    if (way !== "leave" && where.closest && (where.closest(OWN) || scrolls(where))) return;
    const link = document.querySelector("#meeting .meeting-" + way);
    if (!link) return;
    event.preventDefault();
    link.click();
  });

  // Each step takes the focus to its heading, which a screen reader then reads once.
  let last = presenting() ? null : "";
  new MutationObserver(function () {
    if (presenting()) follow();
    const heading = document.getElementById("meeting-heading");
    const said = heading ? heading.textContent : "";
    // Nothing before: the page was opened in a meeting, and begins at its top like any other.
    const first = last === null;
    if (said === last || (first && !heading)) return;
    last = said;
    if (first) return;
    if (heading) {
      window.scrollTo(0, 0);
      heading.focus({ preventScroll: true });
    } else {
      document.getElementById("present").focus({ preventScroll: true });
    }
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
