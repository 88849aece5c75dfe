(function () {
  // A slider with data-param writes its value to the address, as a link would. While it moves only
  // the number beside it follows; the question is asked when it is let go, or at once by keyboard.
  const isOurs = function (event) { return event.target.matches && event.target.matches("input[data-param]"); };
  document.addEventListener("input", function (event) {
    if (!isOurs(event)) return;
    const text = event.target.value + " m";
    event.target.setAttribute("aria-valuetext", event.target.value + " metres");
    event.target.parentElement.querySelector("output").textContent = text;
  });
  let soon = 0;
  document.addEventListener("change", function (event) {
    if (!isOurs(event)) return;
    const field = event.target;
    clearTimeout(soon);
    soon = setTimeout(function () {
      const address = new URL(window.location.href);
      if (field.value === field.dataset.plain) address.searchParams.delete(field.dataset.param);
      else address.searchParams.set(field.dataset.param, field.value);
      window.history.pushState({}, "", address);
      window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
    }, 250);
  });
})();
