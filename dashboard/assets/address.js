// Addresses of ours: the dashboard may be served below a path of its host (serve --prefix).
window.cspAddress = (function () {
  // The order of the parts of a query string, as the server writes them; others come after.
  const ORDER = ["type", "area", "street", "drawn", "from", "to", "period"];
  function prefix() {
    const config = JSON.parse(document.getElementById("_dash-config").textContent);
    return config.requests_pathname_prefix.replace(/\/$/, "");
  }
  function rank(name) {
    const place = ORDER.indexOf(name);
    return place < 0 ? ORDER.length : place;
  }
  // Go to an address of ours without loading the page: Dash's Location hears of it.
  function go(href) {
    window.history.pushState({}, "", href);
    window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
  }
  function within(path) {
    const plain = path.replace(/\/$/, "");
    const ours = (plain + "/").startsWith(prefix() + "/");
    return (ours ? plain.slice(prefix().length) : plain) || "/";
  }
  function text(pairs) { return new URLSearchParams(pairs).toString().replaceAll("%2C", ","); }
  return {
    go: go,
    // The address without the host and without the meeting that it may be part of.
    here: function () {
      const asked = new URLSearchParams(window.location.search);
      ["present", "agenda", "item"].forEach(function (each) { asked.delete(each); });
      const query = text(asked);
      return within(window.location.pathname) + (query && "?" + query);
    },
    // An address such as "/exports" as the server is asked for it.
    below: function (address) { return prefix() + address; },
    // A path of the browser's without the prefix and without a slash at its end.
    within: within,
    // Change parts of the address, and the page if one is given: each part is a text or a list of
    // texts, empty for none.
    change: function (parts, page) {
      const asked = new URLSearchParams(window.location.search);
      Object.keys(parts).forEach(function (name) {
        asked.delete(name);
        [].concat(parts[name]).filter(Boolean).forEach(function (each) { asked.append(name, each); });
      });
      const pairs = Array.from(asked).sort(function (one, other) { return rank(one[0]) - rank(other[0]); });
      const query = text(pairs);
      const search = query && "?" + query;
      const path = page ? prefix() + page : window.location.pathname;
      if (path + search !== window.location.pathname + window.location.search) go(path + search);
    },
  };
})();
