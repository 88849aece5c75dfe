// The dashboard's own addresses: it may be served below a path of its host (serve --prefix).
window.cspAddress = (function () {
  // The order in which the server writes the parameters of a query string; unknown ones follow.
  const ORDER = ["type", "area", "street", "drawn", "from", "to", "period"];
  function prefix() {
    const config = JSON.parse(document.getElementById("_dash-config").textContent);
    return config.requests_pathname_prefix.replace(/\/$/, "");
  }
  function rank(name) {
    const place = ORDER.indexOf(name);
    return place < 0 ? ORDER.length : place;
  }
  // Go to an address of the dashboard without loading the page; the event tells Dash's Location.
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
    // An address such as "/exports" with the prefix, as it is requested from the server.
    below: function (address) { return prefix() + address; },
    // The browser's path without the prefix and without a slash at its end.
    within: within,
    // Change parameters of the address, and the page if one is given: each value is a text or a list
    // of texts; an empty one removes the parameter.
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
