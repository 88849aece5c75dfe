(function () {
  // Lines bear their names at their end, where a phone has no room. There several lines have a
  // legend below, the names of limits go above them, and fewer months are named. Called with each
  // figure that is about to be drawn; the names are the notes that are shifted off the plot.
  const NARROW = 480;
  window.fitNarrow = function (graph, layout) {
    if (!layout || !layout.meta || !layout.meta.namesAtEnd || graph.clientWidth > NARROW) return;
    const above = { xanchor: "right", xshift: 0, yshift: 9, bgcolor: "rgba(255,255,255,.7)" };
    const several = layout.meta.namesAtEnd === "lines";
    layout.annotations = (layout.annotations || []).flatMap(function (note) {
      if (!note.xshift) return [note];
      return several ? [] : [Object.assign({}, note, above)];
    });
    layout.margin = Object.assign({}, layout.margin, { r: 8 });
    layout.xaxis = Object.assign({}, layout.xaxis, { tickangle: 0, nticks: 6 });
    if (several) Object.assign(layout, { showlegend: true, legend: { orientation: "h", y: -0.12, traceorder: "reversed" } });
  };
})();
