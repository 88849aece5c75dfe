(function () {
  // Lines bear their names at their end, where a phone has no room. There several lines have a
  // legend below, and the text under the chart gives the limits. Called with each figure that is
  // about to be drawn; the names are the notes that are shifted off the plot.
  // Where labels stand in a column at the right, the axis has fewer numbers and names are smaller.
  // A note on a month that would be cut at the edge ends there instead.
  const NARROW = 480, LETTER = 6.4, MARGINS = 56, LABEL = 54, NAME = 12;
  function inside(graph, range) {
    return function (note) {
      if (typeof note.x !== "string" || note.xanchor !== "left" || !range) return note;
      const [first, last, at] = [range[0], range[1], note.x].map(Date.parse);
      const room = (graph.clientWidth - MARGINS) * (last - at) / (last - first);
      return note.text.length * LETTER <= room ? note : Object.assign({}, note, { xref: "paper", x: 1, xanchor: "right" });
    };
  }
  // Of many months those are named that have a year below them, and each April.
  const MOST = 7;
  function fewer(axis) {
    if (!axis || !axis.ticktext || axis.ticktext.length <= MOST) return axis;
    const kept = axis.ticktext.map(function (text) { return /^Apr|<br>/.test(text); });
    const those = function (values) { return values.filter(function (_each, place) { return kept[place]; }); };
    return Object.assign({}, axis, { tickvals: those(axis.tickvals), ticktext: those(axis.ticktext) });
  }
  window.fitNarrow = function (graph, layout) {
    if (!layout || graph.clientWidth > NARROW) return;
    if (layout.annotations) layout.annotations = layout.annotations.map(inside(graph, layout.xaxis && layout.xaxis.range));
    // The foot of a map is for where its streets come from.
    if (layout.map) layout.annotations = (layout.annotations || []).map(function (note) {
      return Object.assign({}, note, { y: 1, yanchor: "top" });
    });
    if (layout.xaxis) layout.xaxis = fewer(layout.xaxis);
    if (layout.xaxis && layout.xaxis.type === "category") layout.xaxis = Object.assign({ nticks: MOST }, layout.xaxis);
    // Numbers below bars, and the first month beside the zero of the axis above it.
    const axis = layout.xaxis;
    if (axis && !axis.tickvals && axis.type !== "category") layout.xaxis = Object.assign({}, axis, { nticks: 3, tickangle: 0 });
    else if (axis && axis.tickvals) layout.xaxis = Object.assign({ ticklabelstandoff: 5 }, axis);
    if (!layout.meta) return;
    if (layout.meta.labelsAtEdge) {
      layout.margin = Object.assign({}, layout.margin, { r: LABEL });
      layout.xaxis = Object.assign({}, layout.xaxis, { tickangle: 0, nticks: 2 });
      layout.yaxis = Object.assign({}, layout.yaxis);
      layout.yaxis.tickfont = Object.assign({}, layout.yaxis.tickfont, { size: NAME });
    }
    if (!layout.meta.namesAtEnd) return;
    const several = layout.meta.namesAtEnd === "lines";
    layout.annotations = (layout.annotations || []).filter(function (note) { return !note.xshift; });
    layout.margin = Object.assign({}, layout.margin, { r: 8 });
    layout.xaxis = Object.assign({}, layout.xaxis, { tickangle: 0, nticks: 6 });
    if (several) Object.assign(layout, { showlegend: true, legend: { orientation: "h", y: -0.22, traceorder: "reversed" } });
  };
})();
