(function () {
  // Lines bear their names at their end, where a phone has no room. There several lines have a
  // legend below, the names of limits go above them, and fewer months are named. Called with each
  // figure that is about to be drawn; the names are the notes that are shifted off the plot.
  // A note on a month that would be cut at the edge ends there instead.
  const NARROW = 480, LETTER = 6.4, MARGINS = 56;
  function inside(graph, range) {
    return function (note) {
      if (typeof note.x !== "string" || note.xanchor !== "left" || !range) return note;
      const [first, last, at] = [range[0], range[1], note.x].map(Date.parse);
      const room = (graph.clientWidth - MARGINS) * (last - at) / (last - first);
      return note.text.length * LETTER <= room ? note : Object.assign({}, note, { xref: "paper", x: 1, xanchor: "right" });
    };
  }
  window.fitNarrow = function (graph, layout) {
    if (!layout || graph.clientWidth > NARROW) return;
    if (layout.annotations) layout.annotations = layout.annotations.map(inside(graph, layout.xaxis && layout.xaxis.range));
    if (!layout.meta || !layout.meta.namesAtEnd) return;
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
