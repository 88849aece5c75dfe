(function () {
  // When the page goes to a printer. A live map prints blank, as its picture is gone once it has
  // been shown: the same map is fetched as a drawing. Waiting for it is meant: the print does not.
  function maps() {
    document.querySelectorAll("[data-print-map]").forEach(function (paper) {
      if (paper.firstChild || !paper.parentElement.offsetParent) return;
      const graph = paper.parentElement.querySelector(".js-plotly-plot");
      // A card of a briefing may hold a chart, which is a drawing already.
      if (graph && graph._fullLayout && !graph._fullLayout.map) return;
      const request = new XMLHttpRequest();
      request.open("GET", paper.dataset.printMap + window.location.search, false);
      request.send();
      paper.innerHTML = request.status === 200 ? request.responseText : "";
    });
  }
  // Other charts are drawings already, but of a fixed size: with a view box they fit their card.
  // One whose card is small on paper is first drawn small, so that its words stay legible.
  function charts() {
    document.querySelectorAll(".js-plotly-plot").forEach(function (graph) {
      const size = graph.closest("[data-paper]");
      if (size) {
        const [width, height] = size.dataset.paper.split(" ").map(Number);
        window.Plotly.relayout(graph, { width: width, height: height });
      }
      graph.querySelectorAll(".main-svg").forEach(function (svg) {
        svg.setAttribute("viewBox", "0 0 " + svg.getAttribute("width") + " " + svg.getAttribute("height"));
      });
    });
  }
  let ready = false;
  function draw() {
    if (ready) return;
    ready = true;
    maps();
    charts();
  }
  function wipe() {
    ready = false;
    document.querySelectorAll("[data-print-map]").forEach(function (paper) { paper.replaceChildren(); });
    document.querySelectorAll(".main-svg").forEach(function (svg) { svg.removeAttribute("viewBox"); });
    document.querySelectorAll("[data-paper] .js-plotly-plot").forEach(function (graph) {
      window.Plotly.relayout(graph, { width: null, height: null, autosize: true });
    });
  }
  window.addEventListener("beforeprint", draw);
  window.addEventListener("afterprint", wipe);
  window.matchMedia("print").addEventListener("change", function (event) {
    (event.matches ? draw : wipe)();
  });
})();
