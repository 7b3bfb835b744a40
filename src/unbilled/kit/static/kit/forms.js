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
    if (event.target.id !== "form" && event.detail.elt?.id !== "form") return;
    document.querySelector("#form [aria-invalid=true], #form .invalid input, #form [autofocus]")?.focus();
  });
  document.addEventListener("htmx:beforeRequest", () => {
    isTyped = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (isTyped) event.preventDefault();
  });
})();
