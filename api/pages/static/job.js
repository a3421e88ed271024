// How far a job has come, as it happens: server-sent events instead of loading the page anew.
const report = document.querySelector("[data-job]");
const STATES = { waiting: "väntar", read: "inläst", unchanged: "oförändrad", failed: "kunde inte läsas" };

if (report && "EventSource" in window) {
  const bar = document.querySelector("progress");
  const said = document.querySelector("[data-said]");
  const source = new EventSource(`/api/jobs/${report.dataset.job}/events`);
  addEventListener("pagehide", () => source.close());
  const update = (event) => {
    const job = JSON.parse(event.data);
    bar.max = Math.max(job.total, 1);
    bar.value = job.done;
    said.textContent = `${job.done} av ${job.total} ${job.total === 1 ? "fil" : "filer"}`;
    job.files.forEach((file, i) => {
      const row = report.querySelectorAll("tbody tr")[i];
      if (!row) return;
      row.querySelector("[data-state]").textContent = STATES[file.state] ?? file.state;
      row.querySelector("[data-message]").textContent = file.message;
    });
    if (job.state === "done" || job.state === "failed") {
      source.close();
      location.reload(); // the finished page has the links
    }
  };
  for (const state of ["waiting", "running", "done", "failed"]) source.addEventListener(state, update);
  source.addEventListener("error", () => {
    source.close();
    setTimeout(() => location.reload(), 2000);
  });
}
