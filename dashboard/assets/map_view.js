(function () {
  // The server fits a map to its usual height. In a meeting it is higher, and on a narrow screen its
  // width decides: see layouts/maps.py.
  function fit(graph, layout) {
    const widest = Math.log2((graph.clientWidth * 0.9 * 360) / (512 * layout.meta.degreesWide));
    const high = layout.meta.zoom + Math.log2((graph.clientHeight || layout.meta.height) / layout.meta.height);
    layout.map = Object.assign({}, layout.map, { zoom: Math.min(widest, high) });
  }
  // Maps side by side move together: where one goes, the others of its row follow.
  let leading = null;
  function link(graph) {
    const row = graph.closest(".linked");
    const map = graph._fullLayout.map && graph._fullLayout.map._subplot.map;
    if (!row || !map || map === graph.linkedMap) return;
    graph.linkedMap = map;
    map.on("move", function () {
      if (leading) return;
      leading = graph;
      row.querySelectorAll(".js-plotly-plot").forEach(function (other) {
        if (other !== graph && other.linkedMap) other.linkedMap.jumpTo({ center: map.getCenter(), zoom: map.getZoom() });
      });
      leading = null;
    });
  }
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
        const held = !graph.fitAgain && graph._fullLayout && graph._fullLayout.map;
        const layout = figure && figure.layout;
        if (held && layout && layout.map && layout.uirevision === graph._fullLayout.uirevision) {
          const view = { center: held.center, zoom: held.zoom, bearing: held.bearing, pitch: held.pitch };
          layout.map = Object.assign({}, layout.map, view);
        }
        if (!held && layout && layout.map && layout.meta) {
          fit(graph, layout);
          graph.fitAgain = false;
        }
        if (window.fitNarrow) window.fitNarrow(graph, layout);
        // A page that is left while it draws has nothing to draw on any more: that is no error.
        const drawn = react.apply(this, arguments).catch(function (error) {
          if (graph.isConnected) throw error;
        });
        // Its title, its sentence and its table say what a chart shows: its loose words would not.
        drawn.then(function () {
          if (!graph.isConnected) return;
          graph.querySelectorAll(".main-svg").forEach(function (svg) { svg.setAttribute("aria-hidden", "true"); });
          if (layout && layout.map) link(graph);
        });
        return drawn;
      };
    },
  });
})();
