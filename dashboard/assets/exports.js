(function () {
  // The menu of exports: a choice asks the server for a file, shows how far it is, and saves it.
  const STEP_MS = 400;
  const MOST_LOST = 10; // times in a row that no answer comes, while a proxy or network is away
  const LOST = "The export could not be made. Please try again.";
  const MADE = { pptx: "slides", docx: "document", xlsx: "workbook" };
  let current = null;
  const part = function (name) { return document.getElementById(name); };
  // Said once at the start and once at the end: the bar tells the rest to those who ask it.
  function say(text) {
    part("export-said").textContent = text;
    part("export-stop").hidden = !text;
  }
  function show(done, of) {
    const bar = part("export-bar");
    bar.hidden = false;
    bar.max = of;
    if (done || of > 1) bar.value = done;
    else bar.removeAttribute("value");
  }
  function end(text) {
    current = null;
    part("export-bar").hidden = true;
    part("export-stop").textContent = "Close";
    say(text);
  }
  function answer(response) {
    return response.json().catch(function () { return {}; }).then(function (progress) {
      if (!response.ok) throw Object.assign(new Error(progress.message || LOST), { answered: response.status < 500 });
      return progress;
    });
  }
  function save(progress) {
    const link = document.createElement("a");
    link.href = progress.file;
    link.download = progress.name;
    document.body.append(link);
    link.click();
    link.remove();
    end("Ready: " + progress.name + " was saved with your downloads.");
  }
  function follow(job) {
    if (current !== job) return;
    fetch(window.cspAddress.below("/exports/" + job.id), { cache: "no-store" }).then(answer).then(function (progress) {
      if (current !== job) return;
      job.lost = 0;
      if (progress.state === "done") return save(progress);
      if (progress.state === "failed") return end(progress.message || LOST);
      if (progress.state === "cancelled") return end("The export was stopped.");
      show(progress.done, progress.of);
      window.setTimeout(follow, STEP_MS, job);
    }).catch(function (error) {
      job.lost += 1;
      if (error.answered || job.lost > MOST_LOST) failed(job)(error);
      else window.setTimeout(follow, STEP_MS * job.lost, job);
    });
  }
  function failed(job) {
    return function (error) { if (current === job) end(error.answered === undefined ? LOST : error.message); };
  }
  function start(button) {
    if (current) stop();
    const job = { id: null, lost: 0 };
    current = job;
    const views = button.dataset.views
      ? JSON.parse(button.dataset.views)
      : [{ address: window.cspAddress.within(window.location.pathname) + window.location.search }];
    part("export-stop").textContent = "Stop";
    show(0, views.length);
    say("Making the " + MADE[button.dataset.export] + ".");
    fetch(window.cspAddress.below("/exports"), {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ kind: button.dataset.export, title: button.dataset.title || "", views: views }),
    }).then(answer).then(function (progress) {
      job.id = progress.id;
      if (current === job) follow(job);
      else fetch(window.cspAddress.below("/exports/" + job.id), { method: "DELETE" });
    }).catch(failed(job));
  }
  function close() {
    say("");
    document.querySelector("details.export > summary").focus();
  }
  function stop() {
    const job = current;
    if (!job) return;
    end("The export was stopped.");
    if (job.id) fetch(window.cspAddress.below("/exports/" + job.id), { method: "DELETE" });
  }
  document.addEventListener("click", function (event) {
    const button = event.target.closest && event.target.closest("button");
    if (!button) return;
    if (button.id === "export-stop") return current ? stop() : close();
    if (!button.dataset.export) return;
    const menu = button.closest("details");
    menu.open = false;
    menu.querySelector("summary").focus();
    if (button.dataset.export === "print") window.print();
    else start(button);
  });
})();
