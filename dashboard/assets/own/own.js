// What only this browser keeps: views by name, and the briefing that is being composed. The server
// knows nothing of either.
window.cspKept = (function () {
  // A browser may refuse to keep anything: then lists are empty and nothing is lost but that.
  function read(name, none) {
    try { return JSON.parse(window.localStorage.getItem(name)) || none; } catch (_refused) { return none; }
  }
  function write(name, value) {
    try { window.localStorage.setItem(name, JSON.stringify(value)); return true; } catch (_refused) { return false; }
  }
  const VIEWS = "csp-views", MOST = 50;
  // Views of this host only, whatever a script of another page of it has written.
  function views() {
    const kept = read(VIEWS, []);
    return Array.isArray(kept) ? kept.filter(function (each) {
      return each && typeof each.title === "string" && /^\/(?![/\\])/.test(each.address);
    }) : [];
  }
  function suggested() {
    const pills = Array.from(document.querySelectorAll("#filters .pill")).map(function (each) { return each.textContent; });
    const period = document.querySelector("#period").selectedOptions[0];
    const about = document.getElementById("ask").hidden ? [] : pills.concat(period ? period.label : []);
    return [document.title.split(" - ")[0]].concat(about).join(", ").slice(0, 80);
  }
  function row(view, place) {
    const item = document.createElement("li"), link = document.createElement("a"), button = document.createElement("button");
    link.dataset.link = "";
    link.href = window.cspAddress.below(view.address);
    link.textContent = view.title;
    button.type = "button";
    button.dataset.forget = place;
    button.textContent = "Remove";
    button.setAttribute("aria-label", "Remove " + view.title);
    item.append(link, button);
    return item;
  }
  function show() {
    document.getElementById("kept-views").replaceChildren(...views().map(row));
    document.getElementById("kept-name").value = suggested();
  }
  document.addEventListener("toggle", function (event) {
    if (event.target.matches("details.saved[open]")) show();
  }, true);
  document.addEventListener("submit", function (event) {
    if (event.target.id !== "keep-view") return;
    event.preventDefault();
    const title = document.getElementById("kept-name").value.trim() || suggested();
    const others = views().filter(function (each) { return each.title !== title; }).slice(1 - MOST);
    const kept = write(VIEWS, others.concat({ title: title, address: window.cspAddress.here() }));
    document.getElementById("copied").textContent = kept ? "View saved in this browser" : "This browser keeps nothing";
    show();
  });
  document.addEventListener("click", function (event) {
    const button = event.target.closest && event.target.closest("[data-forget]");
    if (!button) return;
    // The list is drawn anew: a click on what is gone must not close the menu.
    event.stopPropagation();
    write(VIEWS, views().filter(function (_each, place) { return place !== Number(button.dataset.forget); }));
    show();
    document.getElementById("kept-name").focus();
  }, true);
  return { read: read, write: write };
})();
(function () {
  // A briefing is composed by pressing "Brief" below charts. It is a text as in its address: see
  // data/model/meetings/briefing.py. Its page shows what the address says; this browser keeps the one that
  // is being composed.
  const KEPT = "csp-briefing", MOST = 6, LONGEST = 2500, BETWEEN = "|", PAGE = "/briefing";
  const FULL = "The briefing is too long for one address: shorten the comments";
  function items(text) {
    return (text || "").split(BETWEEN).filter(Boolean).map(function (each) {
      const [card, address, ...comment] = each.split(" ");
      return { card: card, address: address, comment: comment.join(" ") };
    });
  }
  function spelt(list) {
    return list.map(function (each) {
      return [each.card, each.address, each.comment].filter(Boolean).join(" ");
    }).join(BETWEEN);
  }
  function kept() {
    const text = window.cspKept.read(KEPT, "");
    return typeof text === "string" ? text : "";
  }
  function shown() { return new URLSearchParams(window.location.search).get("brief") || ""; }
  function place(list, card) {
    const address = window.cspAddress.here();
    return list.findIndex(function (each) { return each.card === card && each.address === address; });
  }
  function say(text) { document.getElementById("copied").textContent = text; }
  function toggle(card) {
    const list = items(kept()), at = place(list, card);
    if (at < 0 && list.length === MOST) return say("A briefing has at most " + MOST + " charts");
    if (at < 0) list.push({ card: card, address: window.cspAddress.here().replaceAll("|", "%7C"), comment: "" });
    else list.splice(at, 1);
    if (spelt(list).length > LONGEST) return say(FULL);
    const done = window.cspKept.write(KEPT, spelt(list));
    say(!done ? "This browser keeps nothing" : at < 0 ? "Put into the briefing" : "Taken out of the briefing");
    mark();
  }
  // Whether each chart of the page is in the briefing, and how many are.
  function mark() {
    const list = items(kept()), link = document.getElementById("briefing-link");
    if (!link) return;
    const text = list.length ? "Briefing (" + list.length + ")" : "Briefing";
    if (link.textContent !== text) link.textContent = text;
    document.querySelectorAll("[data-brief]").forEach(function (button) {
      button.setAttribute("aria-pressed", String(place(list, button.dataset.brief) >= 0));
    });
  }
  // On the page itself: another order, a comment. What this browser keeps follows only if it is the
  // briefing that is shown, so that one that was sent never replaces one's own.
  function change(act) {
    const was = shown(), list = items(was);
    act(list);
    const text = spelt(list);
    if (text.length > LONGEST) return say(FULL);
    if (!kept() || kept() === was) window.cspKept.write(KEPT, text);
    window.cspAddress.change({ brief: text });
  }
  document.addEventListener("click", function (event) {
    const button = event.target.closest && event.target.closest("[data-brief], [data-move], #briefing-link");
    if (!button) return;
    if (button.dataset.brief) return toggle(button.dataset.brief);
    if (button.id === "briefing-link") {
      button.href = window.cspAddress.below(PAGE) + (kept() && "?" + new URLSearchParams({ brief: kept() }));
      return;
    }
    const at = Number(button.dataset.item), by = Number(button.dataset.move);
    change(function (list) {
      const moved = list.splice(at, 1);
      if (by) list.splice(Math.max(0, at + by), 0, moved[0]);
    });
  }, true);
  document.addEventListener("change", function (event) {
    const field = event.target;
    if (!field.matches("[data-comment]")) return;
    const comment = field.value.replace(/[|\s]+/g, " ").trim();
    change(function (list) { list[Number(field.dataset.comment)].comment = comment; });
  });
  let soon = 0;
  function later() {
    clearTimeout(soon);
    soon = setTimeout(mark, 100);
  }
  ["popstate", "_dashprivate_pushstate", "storage"].forEach(function (name) { window.addEventListener(name, later); });
  new MutationObserver(later).observe(document.documentElement, { childList: true, subtree: true });
})();
(function () {
  // The guide of a first visit: see layouts/shell/guide.py. The page is marked with the step, and the
  // style shows the strip and what it is about; never in a meeting and never on paper.
  const KEPT = "csp-guide", root = document.documentElement;
  // Where a browser keeps nothing there is no guide: it would come back at every visit.
  const known = window.cspKept.read(KEPT, 0);
  if (!known && window.cspKept.write(KEPT, 0)) root.dataset.guide = "1";
  function close() {
    window.cspKept.write(KEPT, 1);
    delete root.dataset.guide;
    document.getElementById("main").focus({ preventScroll: true });
  }
  function next(strip) {
    const said = strip.querySelector("[data-steps]"), steps = JSON.parse(said.dataset.steps);
    const step = Number(root.dataset.guide) + 1;
    if (step > steps.length) return close();
    root.dataset.guide = String(step);
    said.textContent = step + " of " + steps.length + ". " + steps[step - 1];
    strip.querySelector("[data-guide-to='next']").textContent = step === steps.length ? "Done" : "Next";
  }
  document.addEventListener("click", function (event) {
    const button = event.target.closest && event.target.closest("[data-guide-to]");
    if (!button) return;
    if (button.dataset.guideTo === "next") next(button.closest("section"));
    else close();
  });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape" || !event.target.closest || !event.target.closest("#guide")) return;
    event.preventDefault();
    close();
  });
})();
