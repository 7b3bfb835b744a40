// Cells that are edited and rows that open, for pages that have them; it stands behind grid.js.
(() => {
  "use strict";
  const { one, all, rows, rowOf, moveTo, cursor } = window.unbilled;

  // Rows that open: a tree

  function expand(row, is) {
    const button = one("[data-expand]", row);
    if (!button || row.getAttribute("aria-expanded") === String(is)) return;
    row.setAttribute("aria-expanded", is);
    button.setAttribute("aria-expanded", is);
    if (is) htmx.trigger(button, "expand");
    for (const child of all(`#rows > tr[data-parent="${CSS.escape(row.dataset.id)}"]`)) {
      child.hidden = !is;
      if (!is && child.hasAttribute("aria-expanded")) expand(child, false);
    }
  }

  // Cells that are edited: enter and the arrows go along the column, escape takes back what was typed

  function cellBeside(cell, by) {
    const there = rows().filter((row) => !row.hidden && one(`.cell[name="${CSS.escape(cell.name)}"]`, row));
    const next = there[there.indexOf(cell.closest("tr")) + by];
    return next ? one(`.cell[name="${CSS.escape(cell.name)}"]`, next) : null;
  }

  function inCell(event) {
    const cell = event.target;
    const by = { Enter: event.shiftKey ? -1 : 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") {
      cell.value = cell.dataset.was ?? cell.defaultValue;
      cell.closest("tr").focus();
    } else if (event.key === "Enter" && cell.classList.contains("unsaved") && cell.value === cell.dataset.sent) {
      htmx.trigger(cell, "change"); // it was sent, and did not arrive
    } else if (by !== undefined && !(cell.tagName === "SELECT" && event.key !== "Enter")) {
      const next = cellBeside(cell, by);
      if (next) {
        moveTo(next.closest("tr"), false);
        next.focus();
        next.select?.();
      } else cell.blur();
    } else return;
    event.preventDefault();
  }

  document.addEventListener("focusin", (event) => {
    if (!event.target.matches(".cell")) return;
    event.target.dataset.was = event.target.value;
    const row = event.target.closest("tr[data-id]");
    if (row && row !== cursor()) moveTo(row, false);
  });
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (!event.target.matches(".cell")) return;
    event.target.classList.add("unsaved");
    event.target.dataset.sent = event.target.value;
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (!event.target.matches(".cell")) return;
    event.target.classList.toggle("unsaved", !event.detail.successful);
    event.target.setAttribute("aria-invalid", event.detail.xhr.status === 422);
  });
  // What was typed and then not confirmed in the dialog goes back to what is there.
  document.addEventListener("changed", () => all(".cell.unsaved").forEach((cell) => cell.classList.remove("unsaved")));
  document.addEventListener(
    "close",
    (event) => {
      if (event.target.id === "dialog" && one(".cell.unsaved")) document.dispatchEvent(new Event("stale"));
    },
    true,
  );
  window.addEventListener("beforeunload", (event) => {
    if (one(".cell.unsaved")) event.preventDefault();
  });

  document.addEventListener(
    "keydown",
    (event) => {
      if (event.target.matches?.(".cell")) inCell(event);
      else if ((event.key === "ArrowRight" || event.key === "ArrowLeft") && cursor()) {
        if (event.target.matches?.("input, select, textarea")) return;
        const row = cursor();
        const above = event.key === "ArrowLeft" && row.getAttribute("aria-expanded") !== "true" && rowOf(row.dataset.parent);
        if (above) moveTo(above);
        else if (row.hasAttribute("aria-expanded")) expand(row, event.key === "ArrowRight");
        else return;
        event.preventDefault();
      }
    },
    true,
  );
  document.addEventListener("click", (event) => {
    const opens = event.target.closest("[data-expand]");
    if (!opens) return;
    const parent = opens.closest("tr");
    moveTo(parent);
    expand(parent, parent.getAttribute("aria-expanded") !== "true");
  });
})();
