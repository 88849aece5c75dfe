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
    asked.delete(slider.dataset.param);
    if (wanted !== slider.dataset.plain) asked.set(slider.dataset.param, wanted);
    const query = asked.toString().replaceAll("%2C", ",");
    window.history.pushState({}, "", window.location.pathname + (query && "?" + query));
    window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
  }
  document.addEventListener("input", function (event) {
    const slider = event.target;
    if (!slider.matches("input[data-param]")) return;
    tell(slider);
    clearTimeout(soon);
    soon = setTimeout(function () { go(slider); }, WAIT);
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
