(function () {
  // The filters. A field that is used changes its part of the address; the server's answer to an
  // address (data-state, see callbacks/state.py) sets every field and the links that carry it.
  const MONTHS = { from: "", to: "" };
  function fields() { return document.querySelectorAll("#filters [data-field]"); }
  function field(name) { return document.querySelector("#filters [data-field='" + name + "']"); }
  function spelt(input) {
    if (input.multiple) return Array.from(input.selectedOptions).map(function (each) { return each.value; });
    const plain = input.closest("[data-plain]");
    return plain && plain.dataset.plain === input.value ? "" : input.value;
  }
  function parts(input) {
    const name = input.dataset.field;
    if (name in MONTHS) return { from: field("from").value, to: field("to").value, period: "" };
    const wanted = { [name]: spelt(input) };
    if (name === "period") return Object.assign(wanted, MONTHS);
    return name === "area" ? Object.assign(wanted, places(input)) : wanted;
  }
  // Areas by their ids, or one street by its name: see choices.js. Either takes the place of a drawn area.
  function places(input) {
    const named = input.querySelector("[data-names] option:checked");
    const street = named ? named.value : "";
    return { area: spelt(input).filter(function (each) { return each !== street; }), street: street, drawn: "" };
  }
  document.addEventListener("change", function (event) {
    const input = event.target;
    if (!input.matches("#filters [data-field]")) return;
    window.cspAddress.change(Object.assign(parts(input), { page: "" }));
  });
  document.addEventListener("submit", function (event) {
    if (event.target.id === "filters") event.preventDefault();
  });

  function set(input, value) {
    if (input.type === "radio") input.checked = input.value === value;
    else if (!input.multiple) input.value = value;
    else Array.from(input.options).forEach(function (each) { each.selected = value.includes(each.value); });
  }
  function show(state) {
    fields().forEach(function (input) { set(input, state.fields[input.dataset.field]); });
    window.cspChoices.setStreet(field("area"), state.fields.street);
    window.cspChoices.show();
    document.querySelector(".measure").hidden = state.hidden.includes("measure");
    ["areas", "crime"].forEach(function (field) {
      document.getElementById(field).hidden = state.hidden.includes(field);
    });
    document.querySelectorAll("[data-nav]").forEach(function (link) {
      link.setAttribute("href", link.dataset.nav + state.query);
    });
    document.getElementById("records-link").setAttribute("href", state.records);
    document.getElementById("present").setAttribute("href", state.present);
    document.getElementById("filters-button").textContent = state.filters;
  }
  new MutationObserver(function (records) {
    const state = records[records.length - 1].target.dataset.state;
    if (state) show(JSON.parse(state));
  }).observe(document.documentElement, { attributes: true, attributeFilter: ["data-state"], subtree: true });
})();
