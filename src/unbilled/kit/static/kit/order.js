// Things in an order of their own: dragged by a grip, or moved by alt and an arrow where the focus is in one.
(() => {
  "use strict";
  let held = null;
  const orderOf = (list) => [...list.children].map((each) => each.dataset.item).join(",");

  document.addEventListener("dragstart", (event) => {
    const item = event.target.closest?.("[data-grip]")?.closest("[data-item]");
    if (!item) return;
    held = { item, list: item.parentElement, was: orderOf(item.parentElement) };
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", item.dataset.item);
    event.dataTransfer.setDragImage(item, 8, 8);
    item.classList.add("held");
  });
  document.addEventListener("dragover", (event) => {
    const over = event.target.closest?.("[data-item]");
    if (!held || over?.parentElement !== held.list) return;
    event.preventDefault();
    if (over === held.item) return;
    const box = over.getBoundingClientRect();
    over[event.clientY > box.top + box.height / 2 ? "after" : "before"](held.item);
  });
  document.addEventListener("drop", (event) => held && event.preventDefault());
  document.addEventListener("dragend", (event) => {
    if (!held) return;
    const { item, list, was } = held;
    held = null;
    item.classList.remove("held");
    const order = orderOf(list);
    if (event.dataTransfer.dropEffect === "none") list.append(...was.split(",").map((each) => [...list.children].find((one) => one.dataset.item === each)));
    else if (order !== was) {
      const form = document.getElementById(list.dataset.order);
      form.elements.order.value = order;
      form.requestSubmit();
    }
  });
  document.addEventListener("keydown", (event) => {
    const item = event.altKey && event.target.closest?.("[data-order] [data-item]");
    const button = item && item.querySelector(`[data-move="${CSS.escape(event.key)}"]`);
    if (!button) return;
    event.preventDefault();
    if (!button.disabled) button.click();
  });
})();
