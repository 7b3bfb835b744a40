// Jobs: this browser remembers those it has seen under way, so that how they end is told on whichever page comes next;
// all its pages hear of one that is asked for, and read again what they show when one has ended.
(() => {
  "use strict";
  const one = (selector, within = document) => within.querySelector(selector);
  const place = `jobs${location.pathname.split("/").slice(0, 3).join("/")}`;
  const TOLD = 60000; // milliseconds that the end of a job is told
  const UNDER_WAY = 0;
  const CLOSED = -1;
  let seen = null; // jobs that had ended when this page was opened, or have ended since

  // By job: 0 while it is under way, then when its end was first told here, -1 when that was put away.
  function remembered() {
    try {
      return JSON.parse(localStorage.getItem(place)) || {};
    } catch {
      return {};
    }
  }

  function remember(jobs) {
    const now = Date.now();
    const kept = Object.entries(jobs).filter(([, at]) => at === UNDER_WAY || at === CLOSED || now - at < TOLD);
    try {
      localStorage.setItem(place, JSON.stringify(Object.fromEntries(kept.slice(-50))));
    } catch {
      // Without storage a job is told while it is under way, and a minute longer.
    }
  }

  document.addEventListener("htmx:configRequest", (event) => {
    if (!event.detail.elt.closest("#jobs")) return;
    const asked = event.detail.formData || event.detail.parameters;
    const known = new Set(new URLSearchParams(event.detail.path.split("?")[1]).getAll("run"));
    for (const [job, at] of Object.entries(remembered())) {
      if (event.detail.verb === "get" && at !== CLOSED && !known.has(job)) asked.append("run", job);
    }
  });

  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target.id !== "jobs") return;
    const jobs = remembered();
    const now = Date.now();
    const ended = [];
    for (const each of document.querySelectorAll("#jobs [data-job]")) {
      const { job } = each.dataset;
      if (!("over" in each.dataset)) jobs[job] = UNDER_WAY;
      else if (jobs[job] === CLOSED) each.remove();
      else {
        jobs[job] ||= now;
        ended.push(job);
      }
    }
    if (!one("#jobs [data-job]")) one("#jobs").replaceChildren();
    remember(jobs);
    const before = seen || new Set(ended);
    if (ended.some((job) => !before.has(job))) {
      if (one("#totals")) document.dispatchEvent(new Event("stale"));
      else readAgain();
    }
    seen = new Set([...before, ...ended]);
  });

  // Before it is taken away.
  document.addEventListener(
    "click",
    (event) => {
      const job = event.target.closest("#jobs [data-dismiss]")?.closest("[data-job]");
      if (job) remember({ ...remembered(), [job.dataset.job]: CLOSED });
    },
    true,
  );

  // Other pages of this browser

  const others = "BroadcastChannel" in window ? new BroadcastChannel(place) : null;
  let isTold = false;
  document.addEventListener("job", () => {
    if (!isTold) others?.postMessage("job");
  });
  function look() {
    isTold = true;
    htmx.trigger("#jobs", "job");
    isTold = false;
  }
  others?.addEventListener("message", look);
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) look();
  });

  // A page that is no list is read again as a whole, unless somebody is at it.

  const isBusy = () => one("dialog[open], .popover:popover-open, .record-form, main :is(input, textarea, select):focus, .unsaved, [aria-invalid=true]");

  async function readAgain() {
    const main = one("#main");
    if (one("#run") || isBusy()) return;
    const answer = await fetch(location.href, { credentials: "same-origin" }).catch(() => null);
    if (!answer?.ok || isBusy()) return;
    const fresh = one("#main", new DOMParser().parseFromString(await answer.text(), "text/html"));
    if (!fresh) return;
    const tops = [...main.querySelectorAll(".scroller, .whole-page")].map((each) => each.scrollTop);
    main.replaceChildren(...fresh.childNodes);
    htmx.process(main);
    [...main.querySelectorAll(".scroller, .whole-page")].forEach((each, at) => {
      each.scrollTop = tops[at] || 0;
    });
  }
  // Where there are rows to read again, those alone are: both at once would take the page from under them.
  document.addEventListener("stale", () => {
    if (!one("#grid[data-rows]")) readAgain();
  });
})();
