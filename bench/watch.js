// Put into every measured page: notes when each thing on it last changed, the same way everywhere.
(() => {
  const seen = new Map();
  const known = new WeakSet();
  let pending = 0;
  const note = (what) => seen.set(what, performance.now());

  const plainFetch = window.fetch;
  window.fetch = async (...given) => {
    const dash = String((given[0] && given[0].url) || given[0]).includes("_dash-update-component");
    pending += dash;
    try {
      return await plainFetch(...given);
    } finally {
      pending -= dash;
      if (dash) note("answer");
    }
  };

  const named = (graph) => (graph._fullLayout && graph._fullLayout.map ? "map" : graph.dataset.bench);
  // Attaches itself to every chart, to the map's own canvas and to the ranking; again as they come.
  const attach = (ranking) => {
    let lines = 0;
    document.querySelectorAll(".js-plotly-plot").forEach((graph) => {
      const map = graph._fullLayout && graph._fullLayout.map && graph._fullLayout.map._subplot;
      if (!map) graph.dataset.bench = ["line", "ranking"][lines++] || "other";
      if (graph.on && !known.has(graph)) {
        known.add(graph);
        graph.on("plotly_afterplot", () => note(named(graph)));
      }
      if (map && map.map && !known.has(map.map)) {
        known.add(map.map);
        map.map.on("idle", () => note("map idle"));
      }
    });
    const list = ranking && document.querySelector(ranking);
    if (list && !known.has(list)) {
      known.add(list);
      const every = { childList: true, characterData: true, attributes: true, subtree: true };
      new MutationObserver(() => note("ranking")).observe(list, every);
    }
    if (!known.has(document.body)) {
      known.add(document.body);
      const every = { childList: true, characterData: true, attributes: true, subtree: true };
      new MutationObserver(() => note("page")).observe(document.body, every);
    }
  };

  const CHARTS = ["map", "line", "ranking"];
  // Runs one choice and waits until all three charts were redrawn and all has been quiet a while.
  const change = async (choose, ranking, quiet, limit) => {
    attach(ranking);
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 30)));
    seen.clear();
    performance.clearResourceTimings();
    const start = performance.now();
    choose();
    for (;;) {
      await new Promise((done) => setTimeout(done, 25));
      const now = performance.now();
      const last = Math.max(start, ...seen.values());
      const drawn = CHARTS.every((each) => seen.has(each));
      if (drawn && !pending && now - last > quiet) break;
      if (now - start > limit) throw new Error("not redrawn: " + [...seen.keys()].join(", "));
    }
    const after = (what) => (seen.has(what) ? seen.get(what) - start : 0);
    const sent = performance.getEntriesByType("resource").filter((each) => each.transferSize > 0);
    return {
      charts: Math.max(...[...CHARTS, "map idle"].map(after)),
      whole: Math.max(...[...seen.keys()].map(after)),
      bytes: sent.reduce((sum, each) => sum + each.decodedBodySize, 0),
      requests: sent.length,
      parts: Object.fromEntries([...seen.keys()].map((each) => [each, after(each)])),
    };
  };
  performance.setResourceTimingBufferSize(5000);
  window.bench = { attach, change };
})();
