(function () {
  // The months of the street points on Hotspots: a button fetches where incidents were in each month
  // (dashboard/map_routes.py), and a slider or Play then shows one month at a time.
  const STEP_MS = 1100, ARRAYS = ["lon", "lat", "text", "customdata"];
  const CALM = window.matchMedia("(prefers-reduced-motion: reduce)");
  let open = null;
  function number(n, noun) { return n.toLocaleString("en-GB") + " " + noun + (n === 1 ? "" : "s"); }
  // The position of the trace of street points.
  function circles(graph) {
    return graph.data.findIndex(function (each) { return each.type === "scattermap" && each.mode === "markers"; });
  }
  // The arrays of that trace, with the points of one month only.
  function within(month) {
    const few = {};
    ARRAYS.forEach(function (name) { few[name] = month.at.map(function (at) { return open.all[name][at]; }); });
    few.text = few.text.map(function (text, i) { return text + ", " + month.n[i].toLocaleString("en-GB") + " in " + month.label; });
    few.size = month.n.map(function (n) { return open.sizes[n]; });
    return few;
  }
  function draw(arrays) {
    const changed = { "marker.size": [arrays.size] };
    ARRAYS.forEach(function (name) { changed[name] = [arrays[name]]; });
    if (open.graph.isConnected) window.Plotly.restyle(open.graph, changed, [circles(open.graph)]);
  }
  function show(place) {
    const month = open.months[place], range = open.box.querySelector("input");
    const total = month.n.reduce(function (one, other) { return one + other; }, 0);
    const words = month.label + ": " + number(total, "incident") + " at " + number(month.at.length, "street point");
    range.value = place;
    range.setAttribute("aria-valuetext", words);
    open.box.querySelector("output").textContent = words;
    draw(within(month));
  }
  function pause() {
    clearInterval(open.playing);
    open.playing = 0;
    const button = open.box.querySelector("button");
    if (button) button.textContent = "Play";
    open.box.querySelector("output").setAttribute("aria-live", "polite");
  }
  function play() {
    if (open.playing) return pause();
    const range = open.box.querySelector("input"), last = open.months.length - 1;
    open.box.querySelector("button").textContent = "Pause";
    // A month each second is too much to read aloud.
    open.box.querySelector("output").setAttribute("aria-live", "off");
    if (Number(range.value) === last) show(0);
    open.playing = setInterval(function () {
      if (!open.graph.isConnected) return close();
      show(Number(range.value) + 1);
      if (Number(range.value) === last) pause();
    }, STEP_MS);
  }
  function close() {
    if (!open) return;
    pause();
    draw(open.all);
    open.box.remove();
    open.button.setAttribute("aria-expanded", "false");
    open = null;
  }
  function controls(last) {
    const box = document.createElement("div"), label = document.createElement("label"), range = document.createElement("input");
    box.className = "slider months-of-map";
    label.htmlFor = range.id = "month-of-map";
    label.textContent = "Month";
    Object.assign(range, { type: "range", min: 0, max: last });
    range.addEventListener("input", function () {
      pause();
      show(Number(range.value));
    });
    box.append(label, range);
    if (!CALM.matches) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "draw";
      button.textContent = "Play";
      button.addEventListener("click", play);
      box.append(button);
    }
    box.append(document.createElement("output"));
    return box;
  }
  function start(button, search, graph, answer) {
    const trace = graph.data[circles(graph)];
    // Another question may have come meanwhile, or a second press.
    if (open || !button.isConnected || search !== window.location.search || !trace) return;
    const all = { size: trace.marker.size };
    ARRAYS.forEach(function (name) { all[name] = trace[name]; });
    open = {
      button: button, graph: graph, all: all, months: answer.months, sizes: answer.sizes,
      playing: 0, box: controls(answer.months.length - 1),
    };
    button.setAttribute("aria-expanded", "true");
    button.closest(".map-tools").append(open.box);
    show(0);
    open.box.querySelector("input").focus({ preventScroll: true });
  }
  document.addEventListener("click", function (event) {
    const button = event.target.closest && event.target.closest("[data-months]");
    if (!button) return;
    if (open) return close();
    const search = window.location.search, graph = button.closest("section.card").querySelector(".js-plotly-plot");
    fetch(button.dataset.months + search)
      .then(function (answer) { return answer.ok ? answer.json() : Promise.reject(answer.status); })
      .then(function (answer) { start(button, search, graph, answer); })
      .catch(function () { document.getElementById("copied").textContent = "The months could not be fetched: reload the page"; });
  });
  ["popstate", "_dashprivate_pushstate"].forEach(function (name) { window.addEventListener(name, close); });
})();
