(function () {
  // A button with data-draw lets you draw an area on the map of its card: a box or an outline. The
  // drawn area reaches the server as the graph's selection (see callbacks/state.py). This script
  // switches the map to drawing, and back to moving when the area is done or you press Escape.
  let drawing = null;
  function stop() {
    if (!drawing) return;
    const was = drawing;
    drawing = null;
    was.button.setAttribute("aria-pressed", "false");
    if (was.box) was.box.remove();
    window.shareTouch(was.graph, true);
    window.Plotly.restyle(was.graph, { selectedpoints: [null] });
    window.Plotly.relayout(was.graph, { dragmode: false, selections: [] });
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
    window.shareTouch(graph, false);
    window.Plotly.relayout(graph, { dragmode: button.dataset.draw, selectdirection: "d" });
    graph.removeListener("plotly_selected", stopSoon);
    graph.on("plotly_selected", stopSoon);
    if (button.dataset.draw === "select") {
      drawing.box = laid(graph);
      if (event.detail === 0) drawing.box.querySelector("button").focus({ preventScroll: true });
    }
  });
  // After Dash's own listener for the same event.
  function stopSoon() { setTimeout(stop, 0); }
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape" || !drawing) return;
    if (drawing.box && drawing.box.contains(event.target)) drawing.button.focus({ preventScroll: true });
    stop();
  });

  // Without dragging: a box is on the map from the start, and buttons move and size it.
  const STEP = 16, LEAST = 24;
  const WAYS = {
    ArrowLeft: ["←", "Move the box left", -1, 0, 0],
    ArrowUp: ["↑", "Move the box up", 0, -1, 0],
    ArrowDown: ["↓", "Move the box down", 0, 1, 0],
    ArrowRight: ["→", "Move the box right", 1, 0, 0],
    "-": ["−", "Make the box smaller", 0, 0, -1],
    "+": ["+", "Make the box larger", 0, 0, 1],
  };
  function laid(graph) {
    const over = document.createElement("div"), frame = document.createElement("div");
    const tools = document.createElement("div"), size = document.createElement("p");
    const wide = graph.clientWidth, high = graph.clientHeight, map = graph._fullLayout.map._subplot.map;
    const side = Math.min(wide, high) / 4;
    const at = { x: wide / 2, y: high / 2, wide: side, high: side * 0.75 };
    over.className = "box-over";
    frame.className = "box-frame";
    tools.className = "box-tools";
    tools.setAttribute("role", "group");
    tools.setAttribute("aria-label", "Box on the map");
    size.setAttribute("role", "status");
    function corners() {
      const west = at.x - at.wide / 2, north = at.y - at.high / 2;
      return [map.unproject([west, north]), map.unproject([west + at.wide, north + at.high])];
    }
    function show() {
      if (!over.isConnected) return map.off("move", show);
      const [from, to] = corners();
      const across = from.distanceTo({ lng: to.lng, lat: from.lat }), down = from.distanceTo({ lng: from.lng, lat: to.lat });
      Object.assign(frame.style, {
        left: at.x - at.wide / 2 + "px", top: at.y - at.high / 2 + "px", width: at.wide + "px", height: at.high + "px",
      });
      size.textContent = kilometres(across) + " by " + kilometres(down) + " km";
    }
    function change(way) {
      const [, , right, down, larger] = WAYS[way];
      const grown = Math.max(LEAST, Math.min(wide, high, at.wide + larger * STEP * 2));
      Object.assign(at, { wide: grown, high: grown * 0.75 });
      at.x = Math.max(at.wide / 2, Math.min(wide - at.wide / 2, at.x + right * STEP));
      at.y = Math.max(at.high / 2, Math.min(high - at.high / 2, at.y + down * STEP));
      show();
    }
    Object.keys(WAYS).forEach(function (way) {
      tools.append(button(WAYS[way][0], WAYS[way][1], function () { change(way); }));
    });
    tools.append(button("Use this box", "", function () {
      const [from, to] = corners();
      drawing.button.focus({ preventScroll: true });
      graph.emit("plotly_selected", { points: [], range: { map: [[from.lng, from.lat], [to.lng, to.lat]] } });
    }), size);
    tools.addEventListener("keydown", function (event) {
      const way = event.key === "=" ? "+" : event.key;
      if (!WAYS[way] || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      change(way);
    });
    map.on("move", show);
    over.append(frame, tools);
    graph.closest(".chart").append(over);
    show();
    return over;
  }
  function button(text, name, press) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    if (name) made.setAttribute("aria-label", name);
    made.addEventListener("click", press);
    return made;
  }
  function kilometres(metres) { return (metres / 1000).toFixed(metres < 950 ? 2 : 1); }
})();
