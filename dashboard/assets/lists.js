(function () {
  // A field with a list is a combobox, and tells whether its list is open.
  function tellLists() {
    document.querySelectorAll("input[aria-haspopup='listbox']").forEach(function (each) {
      each.setAttribute("role", "combobox");
      each.setAttribute("aria-expanded", String(each.hasAttribute("aria-controls")));
    });
    document.querySelectorAll("[data-combobox-disabled='true']").forEach(function (each) {
      each.setAttribute("aria-disabled", "true");
    });
    // A list in which nothing is found is no list, but says so.
    document.querySelectorAll(".mantine-MultiSelect-options, .mantine-Select-options").forEach(
      function (each) {
        each.setAttribute("role", each.querySelector("[role='option']") ? "listbox" : "status");
      },
    );
  }
  new MutationObserver(tellLists).observe(document.documentElement, {
    childList: true, subtree: true, attributes: true, attributeFilter: ["aria-controls"],
  });
})();
