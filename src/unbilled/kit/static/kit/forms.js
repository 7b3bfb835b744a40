// Forms: tables that grow as they are filled in, and a warning before what was typed is lost.
(() => {
  "use strict";
  let isTyped = false;

  document.addEventListener("input", (event) => {
    if (!event.target.closest(".record-form")) return;
    isTyped = true;
    const body = event.target.closest("table[data-grows] tbody");
    const last = body?.lastElementChild;
    if (!last || !last.contains(event.target)) return;
    const more = last.cloneNode(true);
    for (const each of more.querySelectorAll("input, select")) each.value = "";
    body.append(more);
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (![event.target, event.detail.elt].some((each) => each?.matches?.(".record-form"))) return;
    isTyped = true; // what came back refused, or tried, is still not saved
    document
      .querySelector(".record-form :is([aria-invalid=true], .invalid input, [autofocus])")
      ?.focus();
  });
  document.addEventListener("htmx:beforeRequest", () => {
    isTyped = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (isTyped) event.preventDefault();
  });
})();
