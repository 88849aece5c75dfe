// A multiple choice: a field to type in, a list to choose from, and what is chosen as buttons that
// remove it. After the combobox of the ARIA Authoring Practices: the focus stays in the field,
// aria-activedescendant names the option. The hidden select holds what is chosen.
// A box with a group of names (data-names) finds streets too, of which one is chosen alone, and the
// pages of the navigation. The search of the header (data-find) has the areas and streets of another
// box and chooses nothing: it goes to the page that its data-find names, or to a profile.
window.cspChoices = (function () {
  const none = -1, MOST = 8, LEAST_LETTERS = 2;
  function part(box, kind) { return box.querySelector(kind); }
  function make(tag, kind, text) {
    const made = document.createElement(tag);
    made.className = kind;
    made.textContent = text || "";
    return made;
  }
  function shown(box) { return Array.from(box.querySelectorAll("[role='option']")); }
  function isOpen(box) { return !part(box, ".list").hidden; }
  function isSearch(box) { return "find" in box.dataset; }
  function source(box) { return isSearch(box) ? document.getElementById(box.dataset.of) : box; }

  // The chosen as buttons; drawn anew only when they have changed.
  function showChosen(box) {
    const chosen = Array.from(part(box, "select").selectedOptions);
    const key = chosen.map(function (each) { return each.value; }).join();
    if (box.dataset.chosen === key) return;
    box.dataset.chosen = key;
    part(box, ".pills").replaceChildren(...chosen.map(function (option) {
      const pill = make("button", "pill", option.label);
      pill.type = "button";
      pill.value = option.value;
      pill.setAttribute("aria-label", "Remove " + option.label);
      return pill;
    }));
    const field = part(box, "input");
    field.placeholder = chosen.length ? "" : field.dataset.everything;
    part(box, ".clear").hidden = !chosen.length;
    if (isOpen(box)) list(box);
  }
  function option(box, each) {
    const made = make("div", "option", each.label);
    made.id = box.id + "-" + encodeURIComponent(each.value);
    made.chosen = each;
    made.setAttribute("role", "option");
    made.setAttribute("aria-selected", "false");
    return made;
  }
  // The names of streets are fetched once, when the box is first used.
  function fetchNames(box) {
    const group = part(source(box), "[data-names]");
    if (!group || box.names) return;
    box.names = [];
    box.coming = fetch(group.dataset.names).then(function (answer) {
      return answer.ok ? answer.json() : Promise.reject(answer.status);
    }).then(function (names) {
      box.names = names.map(function (name) { return { value: name, label: name, street: true }; });
      if (isOpen(box)) list(box);
    }).catch(function () { box.names = null; }).then(function () { box.coming = null; });
  }
  function pages() {
    return Array.from(document.querySelectorAll("[data-nav]")).map(function (link) {
      return { value: "page" + link.dataset.nav, label: link.textContent.trim(), link: link };
    });
  }
  // How well a name matches the text, lower is better: 0 if it is the whole name, or that without its
  // ward; 1 at the beginning of the name; 2 at the beginning of a word; 3 elsewhere.
  function rank(label, text) {
    const name = label.toLowerCase(), at = name.indexOf(text);
    if (at < 0) return none;
    if (name === text || name.replace(/, [^,]*$/, "") === text) return 0;
    return at === 0 ? 1 : /\w/.test(name[at - 1]) ? 3 : 2;
  }
  function byRank(one, other) { return one.rank - other.rank; }
  function groupsOf(box, text) {
    const groups = Array.from(source(box).querySelectorAll("optgroup:not([data-names])")).map(function (group) {
      const left = Array.from(group.children).filter(function (each) { return isSearch(box) || !each.selected; });
      return { label: group.label, options: left };
    });
    if (!part(source(box), "[data-names]") || text.length < LEAST_LETTERS) return groups;
    return groups.concat({ label: "Streets", options: box.names || [], most: MOST }, { label: "Pages", options: pages() });
  }
  // The options that are not chosen yet and match the typed text, in groups, best first.
  function list(box) {
    const text = part(box, "input").value.trim().toLowerCase();
    const groups = groupsOf(box, text).map(function (group) {
      const found = group.options.map(function (each) { return { each: each, rank: rank(each.label, text) }; })
        .filter(function (one) { return one.rank !== none; });
      if (text) found.sort(byRank);
      const best = found.slice(0, group.most).map(function (one) { return one.each; });
      return { label: group.label, found: best, rank: text && found.length ? found[0].rank : 0 };
    }).filter(function (group) { return group.found.length; }).sort(byRank).map(function (group, place) {
      const found = group.found;
      const made = make("div", "group"), label = make("div", "group-label", group.label);
      label.id = box.id + "-group-" + place;
      made.setAttribute("role", "group");
      made.setAttribute("aria-labelledby", label.id);
      made.append(label, ...found.map(function (each) { return option(box, each); }));
      return made;
    });
    const home = part(box, "[role='listbox']");
    home.replaceChildren(...groups);
    home.hidden = !groups.length;
    part(box, "[role='status']").hidden = groups.length > 0;
    if (part(box, ".hint")) part(box, ".hint").hidden = text.length >= LEAST_LETTERS;
    activate(box, text ? 0 : none);
  }
  function activate(box, place) {
    const field = part(box, "input");
    shown(box).forEach(function (each, at) {
      each.classList.toggle("active", at === place);
      if (at !== place) return;
      field.setAttribute("aria-activedescendant", each.id);
      each.scrollIntoView({ block: "nearest" });
    });
    if (place === none || !shown(box).length) field.removeAttribute("aria-activedescendant");
  }
  function active(box) {
    return shown(box).findIndex(function (each) { return each.classList.contains("active"); });
  }
  function open(box) {
    if (isOpen(box)) return;
    part(box, ".list").hidden = false;
    part(box, "input").setAttribute("aria-expanded", "true");
    list(box);
  }
  function close(box) {
    const field = part(box, "input");
    part(box, ".list").hidden = true;
    field.value = "";
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }
  // A street is chosen alone.
  function choose(box, values, selected, street) {
    const select = part(box, "select"), streets = part(box, "[data-names]");
    if (street) setStreet(select, values[0]);
    else if (streets && selected) streets.replaceChildren();
    Array.from(select.options).forEach(function (each) {
      if (each.parentElement === streets) each.selected = selected || !values.includes(each.value);
      else if (street) each.selected = false;
      else if (values.includes(each.value)) each.selected = selected;
    });
    part(box, "input").value = "";
    showChosen(box);
    part(box, "input").focus({ preventScroll: true });
    select.dispatchEvent(new Event("change", { bubbles: true }));
  }
  function setStreet(select, name) {
    select.querySelector("[data-names]").replaceChildren(...(name ? [new Option(name, name, true, true)] : []));
  }
  // A place has a profile, other areas and streets are shown on a map.
  function find(box, chosen) {
    const profiles = !chosen.street && chosen.parentElement.dataset.profiles;
    const area = profiles || chosen.street ? "" : chosen.value;
    const parts = { area: area, street: chosen.street ? chosen.value : "", drawn: "", page: "" };
    window.cspAddress.change(parts, profiles ? profiles + chosen.value : box.dataset.find);
    document.getElementById("main").focus({ preventScroll: true });
  }
  function take(box, chosen) {
    if (isSearch(box)) {
      close(box);
      return chosen.link ? chosen.link.click() : find(box, chosen);
    }
    if (!chosen.link) choose(box, [chosen.value], true, chosen.street);
    // More areas may be added to areas, but none to a street.
    if (chosen.link || chosen.street) close(box);
    if (chosen.link) chosen.link.click();
  }
  function takeActive(box) {
    const option = isOpen(box) && shown(box)[active(box)];
    if (option) take(box, option.chosen);
  }
  function values(box) {
    if (isSearch(box)) return [];
    return Array.from(part(box, "select").selectedOptions).map(function (each) { return each.value; });
  }

  function boxOf(event) { return event.target.closest && event.target.closest(".choice"); }
  document.addEventListener("click", function (event) {
    const box = boxOf(event);
    if (!box) return;
    const chosen = event.target.closest("[role='option']"), pill = event.target.closest(".pill");
    if (chosen) take(box, chosen.chosen);
    else if (pill) choose(box, [pill.value], false);
    else if (event.target.closest(".clear")) choose(box, values(box), false);
    else if (!event.target.closest(".list")) {
      part(box, "input").focus({ preventScroll: true });
      open(box);
    }
  });
  // The focus stays in the field while the list is used.
  document.addEventListener("mousedown", function (event) {
    if (event.target.closest && event.target.closest(".choice .list")) event.preventDefault();
  });
  document.addEventListener("focusout", function (event) {
    const box = boxOf(event);
    if (box && !box.contains(event.relatedTarget)) close(box);
  });
  document.addEventListener("focusin", function (event) {
    const box = boxOf(event);
    if (box) fetchNames(box);
  });
  document.addEventListener("input", function (event) {
    const box = boxOf(event);
    if (!box || !event.target.matches("[role='combobox']")) return;
    open(box);
    list(box);
  });
  const KEYS = {
    ArrowDown: function (box) { return move(box, 1); },
    ArrowUp: function (box) { return move(box, -1); },
    Enter: function (box) {
      // An exact name is taken even if it was typed before the names had arrived.
      if (box.coming) box.coming.then(function () { takeActive(box); });
      else takeActive(box);
      return true;
    },
    Escape: function (box) {
      const was = isOpen(box);
      close(box);
      return was;
    },
    Backspace: function (box) {
      const chosen = values(box);
      if (part(box, "input").value || !chosen.length) return false;
      choose(box, chosen.slice(-1), false);
      return true;
    },
  };
  function move(box, step) {
    const opened = !isOpen(box);
    open(box);
    const many = shown(box).length, from = active(box);
    if (opened && from !== none) return true;
    activate(box, from === none ? (step > 0 ? 0 : many - 1) : (from + step + many) % many);
    return true;
  }
  document.addEventListener("keydown", function (event) {
    const box = boxOf(event), act = KEYS[event.key];
    if (!box || !act || !event.target.matches("[role='combobox']") || event.isComposing) return;
    if (act(box)) event.preventDefault();
  });
  return { show: function () { document.querySelectorAll(".choice:not([data-find])").forEach(showChosen); }, setStreet: setStreet };
})();
