(function () {
  // A button with data-draw lets you draw an area on the map of its card: a box, or around. What
  // was drawn reaches the server as the graph's selection (see callbacks/state.py); here the map
  // only changes hands, and gives back when it is done or you press Escape.
  let drawing = null;
  function stop() {
    if (!drawing) return;
    const graph = drawing.graph;
    drawing.button.setAttribute("aria-pressed", "false");
    drawing = null;
    window.Plotly.restyle(graph, { selectedpoints: [null] });
    window.Plotly.relayout(graph, { dragmode: false, selections: [] });
  }
  document.addEventListener("click", function (event) {
    const button = event.target.closest && event.target.closest("button[data-draw]");
    if (!button) return;
    const again = drawing && drawing.button === button;
    stop();
    if (again) return;
    const graph = button.closest("section.card").querySelector(".js-plotly-plot");
    drawing = { button: button, graph: graph };
    button.setAttribute("aria-pressed", "true");
    window.Plotly.relayout(graph, { dragmode: button.dataset.draw, selectdirection: "d" });
    graph.removeListener("plotly_selected", stopSoon);
    graph.on("plotly_selected", stopSoon);
  });
  // After Dash has heard of it too.
  function stopSoon() { setTimeout(stop, 0); }
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") stop();
  });
})();
