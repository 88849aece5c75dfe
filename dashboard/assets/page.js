// The few things only the browser can do: page titles, where you are, focus, copying the link.
window.dash_clientside = window.dash_clientside || {};
(function () {
  let arrived = false;
  // The address without the host and without the meeting that it may be part of.
  function here() {
    const asked = new URLSearchParams(window.location.search);
    ["present", "agenda", "item"].forEach(function (each) { asked.delete(each); });
    const query = asked.toString().replaceAll("%2C", ",");
    return window.location.pathname + (query && "?" + query);
  }
  function copied(text, done, refused) {
    if (!navigator.clipboard) return refused;
    return navigator.clipboard.writeText(text).then(function () { return done; }, function () { return refused; });
  }
  window.dash_clientside.csp = {
    arrive: function (title) {
      if (!title) return window.dash_clientside.no_update;
      document.title = title;
      const here = window.location.pathname.replace(/\/$/, "") || "/";
      document.querySelectorAll("header nav a, footer nav a").forEach(function (link) {
        const within = link.pathname !== "/" && here.startsWith(link.pathname + "/");
        if (link.pathname === here) link.setAttribute("aria-current", "page");
        else if (within) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      });
      document.querySelectorAll("details.demo, details.saved, details.export").forEach(function (each) { each.open = false; });
      if (arrived) {
        // In a meeting the heading of the step has the focus: see meeting.js.
        const heading = document.getElementById("meeting-heading");
        (heading || document.getElementById("main")).focus({ preventScroll: true });
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
      return copied(href || window.location.href, "Link copied", "Copy the address from the browser's address bar");
    },
    // The lines that make the view on screen a saved one: see docs/sources.md. A JSON text is a TOML text.
    copyView: function () {
      const heading = document.querySelector("main .card h2") || document.querySelector("main h1");
      const title = heading ? heading.textContent.trim() : document.title;
      const lines = [
        "[[view]]",
        "agenda = " + JSON.stringify(document.getElementById("copy-view").dataset.agenda),
        "title = " + JSON.stringify(title),
        "address = " + JSON.stringify(here()),
      ];
      return copied(lines.join("\n") + "\n", "Lines copied: paste them into the settings file",
        "This browser does not let a page copy");
    },
  };
  // A small panel closes when you press Escape or go elsewhere.
  const small = "details.months[open], details.demo[open], details.saved[open], details.export[open]";
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    document.querySelectorAll(small).forEach(function (each) {
      if (!each.contains(document.activeElement)) return;
      each.open = false;
      each.querySelector("summary").focus();
    });
  });
  document.addEventListener("click", function (event) {
    // So does the menu of saved views once one is chosen, even on the page you are on.
    const chosen = event.target.closest && event.target.closest("details.saved a");
    if (chosen) {
      const menu = chosen.closest("details");
      setTimeout(function () { menu.open = false; menu.querySelector("summary").focus(); }, 0);
    }
    document.querySelectorAll(small).forEach(function (each) {
      // An entry of a list is gone by the time its click arrives here.
      const inList =
        !event.target.isConnected || event.target.closest("[data-portal], .mantine-Popover-dropdown");
      if (!each.contains(event.target) && !inList) each.open = false;
    });
  });
})();
