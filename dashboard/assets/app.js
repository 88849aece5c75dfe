// The few things only the browser can do: page titles, where you are, focus, copying the link.
window.dash_clientside = window.dash_clientside || {};
(function () {
  let arrived = false;
  window.dash_clientside.csp = {
    arrive: function (title) {
      if (!title) return window.dash_clientside.no_update;
      document.title = title;
      const here = window.location.pathname.replace(/\/$/, "") || "/";
      document.querySelectorAll("header nav a").forEach(function (link) {
        if (link.pathname === here) link.setAttribute("aria-current", "page");
        else link.removeAttribute("aria-current");
      });
      document.querySelectorAll("details.demo").forEach(function (each) { each.open = false; });
      if (arrived) {
        document.getElementById("main").focus({ preventScroll: true });
        window.scrollTo(0, 0);
      }
      arrived = true;
      return window.dash_clientside.no_update;
    },
    toggleFilters: function () {
      const button = document.getElementById("filters-button");
      const open = button.getAttribute("aria-expanded") !== "true";
      button.setAttribute("aria-expanded", String(open));
      return window.dash_clientside.no_update;
    },
    copyLink: function (_clicks, href) {
      const done = function () { return "Link copied"; };
      const refused = function () { return "Copy the address from the browser's address bar"; };
      if (!navigator.clipboard) return refused();
      return navigator.clipboard.writeText(href || window.location.href).then(done, refused);
    },
  };
  // A map keeps the view you gave it when an answer comes. Plotly's uirevision would see to it, but
  // Dash draws every graph anew after each zoom, and Plotly then forgets that the view was yours.
  let plotly;
  Object.defineProperty(window, "Plotly", {
    configurable: true,
    get: function () { return plotly; },
    set: function (value) {
      plotly = value;
      const react = plotly.react;
      plotly.react = function (graph, figure) {
        const held = graph._fullLayout && graph._fullLayout.map;
        const layout = figure && figure.layout;
        if (held && layout && layout.map && layout.uirevision === graph._fullLayout.uirevision) {
          const view = { center: held.center, zoom: held.zoom, bearing: held.bearing, pitch: held.pitch };
          layout.map = Object.assign({}, layout.map, view);
        }
        return react.apply(this, arguments);
      };
    },
  });
  // A small panel closes when you press Escape or go elsewhere.
  const small = "details.months[open], details.demo[open]";
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    document.querySelectorAll(small).forEach(function (each) {
      if (!each.contains(document.activeElement)) return;
      each.open = false;
      each.querySelector("summary").focus();
    });
  });
  document.addEventListener("click", function (event) {
    document.querySelectorAll(small).forEach(function (each) {
      // An entry of a list is gone by the time its click arrives here.
      const inList =
        !event.target.isConnected || event.target.closest("[data-portal], .mantine-Popover-dropdown");
      if (!each.contains(event.target) && !inList) each.open = false;
    });
  });
  // Parts that only say something come as HTML text, in data-html: see layouts/markup.py.
  const shown = new WeakMap();
  function say(element) {
    const text = element.getAttribute("data-html");
    if (shown.get(element) === text) return;
    shown.set(element, text);
    element.innerHTML = text;
    const card = element.closest("section.card");
    if (card) card.querySelectorAll("details[data-numbers][open]").forEach(fetchNumbers);
  }
  // A link in such a part changes the address as Dash's own links do, without loading the page.
  document.addEventListener("click", function (event) {
    const link = event.target.closest && event.target.closest("a[data-link]");
    const plain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (!link || !plain) return;
    event.preventDefault();
    window.history.pushState({}, "", link.href);
    window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
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
        if (details.dataset.asked === address) home.innerHTML = text;
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
  // An answer draws the link you just used anew. The focus goes to the one that took its place,
  // else to the page: never back to the top.
  const stops = "a[href], button, input, summary, [tabindex]";
  let last = null;
  document.addEventListener("focusin", function (event) {
    const home = event.target.parentElement && event.target.parentElement.closest("[id]");
    if (!home) return;
    const place = Array.from(home.querySelectorAll(stops)).indexOf(event.target);
    last = { element: event.target, home: home.id, place: place, text: event.target.textContent };
  });
  let soon = 0;
  new MutationObserver(function () {
    tellLists();
    if (!last || last.element.isConnected) return;
    clearTimeout(soon);
    soon = setTimeout(restore, 50);
  }).observe(document.documentElement, {
    childList: true, subtree: true, attributes: true, attributeFilter: ["aria-controls"],
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
  // A field with a list is a combobox, and tells whether its list is open.
  function tellLists() {
    document.querySelectorAll("input[aria-haspopup='listbox']").forEach(function (each) {
      each.setAttribute("role", "combobox");
      each.setAttribute("aria-expanded", String(each.hasAttribute("aria-controls")));
    });
    document.querySelectorAll("[data-combobox-disabled='true']").forEach(function (each) {
      each.setAttribute("aria-disabled", "true");
    });
    // A list in which nothing is found is no list, but says so.
    document.querySelectorAll(".mantine-MultiSelect-options, .mantine-Select-options").forEach(
      function (each) {
        each.setAttribute("role", each.querySelector("[role='option']") ? "listbox" : "status");
      },
    );
  }
})();
