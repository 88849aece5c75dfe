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
        const within = link.pathname !== "/" && here.startsWith(link.pathname + "/");
        if (link.pathname === here) link.setAttribute("aria-current", "page");
        else if (within) link.setAttribute("aria-current", "true");
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
})();
