(function () {
  // A table that is wider than a phone becomes cards: a row each, its verdict first.
  // A long one stays a table that scrolls sideways and says so: as cards it would be many screens high.
  const PHONE = window.matchMedia("(max-width: 760px)"), MOST = 120;
  const VERDICTS = ["Verdict", "On the year before"];
  const ROLES = { table: "table", thead: "rowgroup", tbody: "rowgroup", tr: "row", td: "cell" };
  function cards(table) {
    if (!PHONE.matches || table.matches(".as-cards") || !table.tHead) return;
    if (table.scrollWidth <= table.parentElement.clientWidth + 1) return;
    const named = Array.from(table.tHead.rows[0].cells), lines = table.rows.length * named.length;
    const heads = named.map(function (each) { return each.textContent.trim(); });
    const long = lines > MOST || table.matches(".shaded");
    table.classList.add(long ? "sideways" : "as-cards");
    if (long) return;
    Object.keys(ROLES).forEach(function (tag) {
      [table].concat(Array.from(table.querySelectorAll(tag))).filter(function (each) { return each.matches(tag); })
        .forEach(function (each) { each.setAttribute("role", ROLES[tag]); });
    });
    Array.from(table.tBodies).flatMap(function (body) { return Array.from(body.rows); }).forEach(function (row) {
      Array.from(row.cells).forEach(function (cell, place) {
        if (cell.matches("th")) cell.setAttribute("role", "rowheader");
        else cell.dataset.label = heads[place] || "";
        cell.classList.toggle("verdict", VERDICTS.some(function (each) { return heads[place].startsWith(each); }));
      });
    });
    named.forEach(function (head, place) {
      head.setAttribute("role", "columnheader");
      explain(head, table.tBodies[0].rows[0].cells[place]);
    });
  }
  // The heads are hidden: a term that is explained in one is explained in the first card.
  function explain(head, cell) {
    if (!head.querySelector(".term") || cell.matches("th")) return;
    const label = document.createElement("span");
    label.className = "label";
    label.append.apply(label, Array.from(head.cloneNode(true).childNodes));
    delete cell.dataset.label;
    cell.prepend(label);
  }
  // A table has no width until its part of the page is shown.
  const shown = new ResizeObserver(function (entries) {
    entries.forEach(function (entry) {
      if (!entry.target.offsetWidth) return;
      shown.unobserve(entry.target);
      cards(entry.target);
    });
  });
  // Called with what is new on the page.
  window.fitTables = function (home) {
    home.querySelectorAll("table.numbers").forEach(function (each) { shown.observe(each); });
  };
})();
