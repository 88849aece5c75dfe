// The few things only the browser can do: page titles, where you are, focus, copying the link.
window.dash_clientside = window.dash_clientside || {};
(function () {
  let arrived = false;
  function copied(text, done, refused) {
    if (!navigator.clipboard) return refused;
    return navigator.clipboard.writeText(text).then(function () { return done; }, function () { return refused; });
  }
  window.dash_clientside.csp = {
    arrive: function (title) {
      if (!title) return window.dash_clientside.no_update;
      document.title = title;
      const here = window.cspAddress.within(window.location.pathname);
      document.querySelectorAll("header nav a, footer nav a").forEach(function (link) {
        const to = window.cspAddress.within(link.pathname);
        const within = to !== "/" && here.startsWith(to + "/");
        if (to === here) link.setAttribute("aria-current", "page");
        else if (within) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      });
      document.querySelectorAll("details.menu[open]").forEach(function (each) { each.open = false; });
      closeMenus();
      if (arrived) {
        // In a meeting the heading of the step has the focus: see meeting.js.
        const heading = document.getElementById("meeting-heading");
        (heading || document.getElementById("main")).focus({ preventScroll: true });
        window.scrollTo(0, 0);
      }
      const card = arrived ? null : document.getElementById(window.location.hash.slice(1));
      if (card && card.matches("section.card")) card.scrollIntoView();
      arrived = true;
      return window.dash_clientside.no_update;
    },
  };
  function copyLink() {
    return copied(window.location.href, "Link copied", "Copy the address from the browser's address bar");
  }
  // The lines that make the view on screen a saved one: see docs/sources.md. A JSON text is a TOML text.
  function copyView(button) {
    const heading = document.querySelector("main .card h2") || document.querySelector("main h1");
    const title = heading ? heading.textContent.trim() : document.title;
    const lines = [
      "[[view]]",
      "agenda = " + JSON.stringify(button.dataset.agenda),
      "title = " + JSON.stringify(title),
      "address = " + JSON.stringify(window.cspAddress.here()),
    ];
    return copied(lines.join("\n") + "\n", "Lines copied: paste them into the settings file",
      "This browser does not let a page copy");
  }
  // The search, and the buttons of a phone: the filters stay open until they are closed, menus until
  // you go elsewhere.
  const MENUS = "[aria-expanded='true']:is(#menu-button, #tools-button, #find-button)";
  function toggle(button) {
    button.setAttribute("aria-expanded", String(button.getAttribute("aria-expanded") !== "true"));
  }
  function openSearch(button) {
    toggle(button);
    document.getElementById("find-text").focus();
  }
  function closeMenus() { document.querySelectorAll(MENUS).forEach(toggle); }
  window.addEventListener("_dashprivate_pushstate", closeMenus);
  const BUTTONS = {
    "copy-link": copyLink, "copy-view": copyView,
    "filters-button": toggle, "menu-button": toggle, "tools-button": toggle, "find-button": openSearch,
    "contents-button": toggle,
  };
  document.addEventListener("click", function (event) {
    const button = event.target.closest && event.target.closest("button[id]");
    const act = button && BUTTONS[button.id];
    const said = act && act(button);
    if (said) Promise.resolve(said).then(function (text) { document.getElementById("copied").textContent = text; });
  });

  // A menu closes when you press Escape or go elsewhere.
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    const open = document.querySelectorAll("details.menu[open]");
    open.forEach(function (each) {
      const within = each.contains(document.activeElement);
      each.open = false;
      if (within) each.querySelector("summary").focus();
    });
    if (!open.length) document.querySelectorAll(MENUS).forEach(function (each) { toggle(each); each.focus(); });
  });
  document.addEventListener("click", function (event) {
    // So does the menu of saved views once one is chosen, even on the page you are on.
    const chosen = event.target.closest && event.target.closest("details.saved a[href]");
    if (chosen) {
      const menu = chosen.closest("details");
      setTimeout(function () { menu.open = false; menu.querySelector("summary").focus(); }, 0);
    }
    document.querySelectorAll("details.menu[open]").forEach(function (each) {
      if (!each.contains(event.target)) each.open = false;
    });
    document.querySelectorAll(MENUS).forEach(function (each) {
      const menu = document.getElementById(each.getAttribute("aria-controls"));
      if (!each.contains(event.target) && !menu.contains(event.target)) toggle(each);
    });
  });
})();
