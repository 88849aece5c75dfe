(function () {
  // Streets come when the data of a map has been drawn, so that nothing waits for them. The style of
  // the map says where they are and how they look: see layouts/maps/street_style.py.
  const OURS = "street-", TRACE = "plotly-trace-layer-", RINGS = "place-rings";
  function about(map) {
    const sheet = map.style && map.style.stylesheet;
    return sheet && sheet.metadata && sheet.metadata.streets;
  }
  // Above the fill of the areas and below all else of Plotly's: its first trace holds the areas.
  function ground(order) {
    const first = order.findIndex(function (id) { return id.startsWith(TRACE); });
    if (first < 0) return RINGS;
    return order.slice(first + 1).find(function (id) { return !id.startsWith(OURS); }) || RINGS;
  }
  // Whether they lie right above the fill, and their names above all traces.
  function inPlace(order) {
    const fill = order.findIndex(function (id) { return id.startsWith(TRACE); });
    const names = order.findIndex(function (id) { return id.startsWith(OURS) && id.endsWith("-names"); });
    const above = order.slice(names).some(function (id) { return id.startsWith(TRACE); });
    return fill >= 0 && names >= 0 && !above && order[fill + 1].startsWith(OURS);
  }
  function draw(map) {
    const streets = about(map);
    if (!streets) return;
    if (!map.getSource("streets")) {
      map.addSource("streets", { type: "geojson", data: streets.address, attribution: streets.credit, maxzoom: 16, tolerance: 0.5 });
    }
    const order = map.getLayersOrder(), under = ground(order);
    if (inPlace(order)) return;
    streets.layers.forEach(function (layer) {
      const before = layer.type === "symbol" ? RINGS : under;
      if (!map.getLayer(layer.id)) map.addLayer(Object.assign({ source: "streets" }, layer), before);
      else map.moveLayer(layer.id, before);
    });
  }
  const later = window.requestIdleCallback || function (run) { setTimeout(run, 50); };
  window.addStreets = function (graph) {
    later(function () {
      const map = graph.isConnected && graph._fullLayout.map && graph._fullLayout.map._subplot.map;
      if (map && map.isStyleLoaded && about(map)) draw(map);
    });
  };
})();
