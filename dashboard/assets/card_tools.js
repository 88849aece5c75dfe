(function () {
  // What can be done with a card: its picture, its data, a link to it; see layouts/base/panels.py.
  const SAID_MS = 2500;
  function picture(card) {
    const month = card.querySelector(".months-of-map output");
    const title = card.querySelector("h2").textContent.trim() + (month ? ", " + month.textContent.split(":")[0] : "");
    window.Plotly.downloadImage(card.querySelector(".js-plotly-plot"), { format: "png", scale: 2, filename: title });
  }
  function link(card, button) {
    const address = window.location.href.replace(/#.*$/, "") + "#" + card.id;
    const said = navigator.clipboard ? navigator.clipboard.writeText(address) : Promise.reject();
    said.then(function () { return "Copied"; }, function () { return "Not copied"; }).then(function (text) {
      document.getElementById("copied").textContent = text === "Copied" ? "Link to the chart copied" : "";
      button.textContent = text;
      setTimeout(function () { button.textContent = "Link"; }, SAID_MS);
    });
  }
  const ACTS = { picture: picture, link: link };
  document.addEventListener("click", function (event) {
    const button = event.target.closest && event.target.closest("[data-card]");
    const act = button && ACTS[button.dataset.card];
    if (act) act(button.closest("section.card"), button);
  });
  // The file has the filters of the moment at which it is asked for.
  function ask(event) {
    const file = event.target.closest && event.target.closest("a[data-card='data']");
    if (file) file.setAttribute("href", file.getAttribute("href").replace(/\?.*$/, "") + window.location.search);
  }
  ["pointerover", "focusin", "click"].forEach(function (name) { document.addEventListener(name, ask, true); });
})();
