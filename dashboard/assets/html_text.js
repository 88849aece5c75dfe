(function () {
  // Parts that only say something come as HTML text, in data-html: see layouts/base/markup.py.
  const shown = new WeakMap();
  let sought = window.location.hash.slice(1);
  function say(element) {
    const text = element.getAttribute("data-html");
    if (shown.get(element) === text) return;
    shown.set(element, text);
    element.innerHTML = text;
    window.fitTables(element);
    // A link to a section leads there once it has come.
    const section = sought && element.querySelector("section[id='" + CSS.escape(sought) + "']");
    if (section) {
      sought = "";
      section.scrollIntoView();
    }
    const card = element.closest("section.card");
    if (card) card.querySelectorAll("details[data-numbers][open]").forEach(fetchNumbers);
  }
  // A link in such a part changes the address as Dash's own links do, without loading the page.
  document.addEventListener("click", function (event) {
    const link = event.target.closest && event.target.closest("a[data-link]");
    const plain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (!link || !plain) return;
    event.preventDefault();
    window.cspAddress.go(link.href);
  });
  // The numbers of a card are fetched when its "Show the numbers" is opened, and when they change.
  function fetchNumbers(details) {
    const address = details.dataset.numbers + window.location.search;
    const home = details.querySelector("div");
    details.dataset.asked = address;
    fetch(address)
      .then(function (answer) {
        return answer.ok ? answer.text() : Promise.reject(answer.status);
      })
      .catch(function () { return "The numbers could not be fetched. Close this and open it again."; })
      .then(function (text) {
        if (details.dataset.asked !== address) return;
        home.innerHTML = text;
        window.fitTables(home);
      });
  }
  document.addEventListener("toggle", function (event) {
    if (event.target.matches("details[data-numbers][open]")) fetchNumbers(event.target);
  }, true);
  new MutationObserver(function (records) {
    records.forEach(function (record) {
      if (record.type === "attributes") return say(record.target);
      record.addedNodes.forEach(function (node) {
        if (node.nodeType !== Node.ELEMENT_NODE) return;
        if (node.hasAttribute("data-html")) say(node);
        node.querySelectorAll("[data-html]").forEach(say);
      });
    });
  }).observe(document.documentElement, {
    attributes: true, attributeFilter: ["data-html"], childList: true, subtree: true,
  });
})();
