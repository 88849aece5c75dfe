(function () {
  // The server fits a map to its height. On a narrow screen its width decides: see layouts/maps.py.
  function fitWidth(graph, layout) {
    const widest = Math.log2((graph.clientWidth * 0.9 * 360) / (512 * layout.meta.degreesWide));
    if (widest < layout.map.zoom) layout.map = Object.assign({}, layout.map, { zoom: widest });
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
        const held = graph._fullLayout && graph._fullLayout.map;
        const layout = figure && figure.layout;
        if (held && layout && layout.map && layout.uirevision === graph._fullLayout.uirevision) {
          const view = { center: held.center, zoom: held.zoom, bearing: held.bearing, pitch: held.pitch };
          layout.map = Object.assign({}, layout.map, view);
        }
        if (!held && layout && layout.map && layout.meta) fitWidth(graph, layout);
        return react.apply(this, arguments);
      };
    },
  });
})();
