(function () {
  // The server fits a map to its usual height. In a meeting it is higher, and on a narrow screen its
  // width decides: see layouts/maps/maps.py.
  function sized(graph, meta, view) {
    const widest = Math.log2((graph.clientWidth * 0.9 * 360) / (512 * view.degreesWide));
    const high = view.zoom + Math.log2((graph.clientHeight || meta.height) / meta.height);
    return { center: view.center, zoom: Math.min(widest, high) };
  }
  function fit(graph, layout) {
    layout.map = Object.assign({}, layout.map, sized(graph, layout.meta, layout.meta.chosen || layout.meta.whole));
  }
  // A button takes the map back to the whole borough from anything else that it shows.
  function reset(graph, meta) {
    const map = graph._fullLayout.map && graph._fullLayout.map._subplot.map;
    const chart = graph.closest(".chart");
    if (!map || !meta || !chart) return;
    let button = chart.querySelector(".map-reset");
    if (!button) {
      button = document.createElement("button");
      button.type = "button";
      button.className = "map-reset";
      button.textContent = "Whole borough";
      button.addEventListener("click", function () {
        const whole = sized(graph, graph.mapMeta, graph.mapMeta.whole);
        window.Plotly.relayout(graph, { "map.center": whole.center, "map.zoom": whole.zoom });
        graph.resetMap.getCanvas().focus({ preventScroll: true });
      });
      chart.append(button);
    }
    function check() {
      if (!graph.isConnected || !graph.clientWidth) return;
      const whole = sized(graph, graph.mapMeta, graph.mapMeta.whole);
      const middle = map.project([whole.center.lon, whole.center.lat]), away = middle.dist(map.project(map.getCenter()));
      button.hidden = Math.abs(map.getZoom() - whole.zoom) < 0.05 && away < 5;
    }
    graph.mapMeta = meta;
    if (graph.resetMap !== map) map.on("moveend", check);
    graph.resetMap = map;
    check();
  }
  // On a touch screen one finger moves the page, two move the map; a finger that draws does only that.
  const TOUCH = window.matchMedia("(pointer: coarse)");
  window.shareTouch = function (graph, shared) {
    const map = graph._fullLayout.map && graph._fullLayout.map._subplot.map;
    if (!map || !TOUCH.matches || map.cooperativeGestures.isEnabled() === shared) return;
    map.cooperativeGestures[shared ? "enable" : "disable"]();
  };
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
  // A map keeps the user's view when an answer arrives. Plotly's uirevision does that, but Dash
  // redraws every graph after each zoom, and Plotly then no longer knows that the user set the view.
  let plotly, common;
  // The template of every chart comes with the page.
  function template() {
    const home = document.querySelector("[data-template]");
    return common || (common = home ? JSON.parse(home.dataset.template) : undefined);
  }
  Object.defineProperty(window, "Plotly", {
    configurable: true,
    get: function () { return plotly; },
    set: function (value) {
      plotly = value;
      const react = plotly.react;
      plotly.react = function (graph, figure) {
        const layout = figure && figure.layout;
        const same = layout && layout.map && graph._fullLayout && layout.uirevision === graph._fullLayout.uirevision;
        const held = same && !graph.fitAgain && graph._fullLayout.map;
        if (held) {
          const view = { center: held.center, zoom: held.zoom, bearing: held.bearing, pitch: held.pitch };
          layout.map = Object.assign({}, layout.map, view);
        }
        if (!held && layout && layout.map && layout.meta) {
          fit(graph, layout);
          graph.fitAgain = false;
        }
        if (layout && !layout.template) layout.template = template();
        if (window.fitNarrow) window.fitNarrow(graph, layout);
        // A page that is left while its chart is drawn no longer has the chart: no error.
        const drawn = react.apply(this, arguments).catch(function (error) {
          if (graph.isConnected) throw error;
        });
        // Screen readers are given the title, the sentence and the table; the chart's labels alone
        // would not be understood.
        drawn.then(function () {
          if (!graph.isConnected) return;
          graph.querySelectorAll(".main-svg").forEach(function (svg) { svg.setAttribute("aria-hidden", "true"); });
          if (!layout || !layout.map) return;
          window.shareTouch(graph, !layout.dragmode);
          link(graph);
          reset(graph, layout.meta);
          if (window.addStreets) window.addStreets(graph);
        });
        return drawn;
      };
    },
  });
})();
