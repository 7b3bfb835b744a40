// The grid and the keys of the back office: a cursor, a selection with its sums, dialogs, toasts. No page needs more.
(() => {
  "use strict";
  const one = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const state = { cursor: null, anchor: null, chosen: new Map(), everything: false, busy: false, sent: null, before: "", found: null, enters: false };

  const token = () => one('meta[name="csrf-token"]')?.content;
  const made = (tag, facts) => Object.assign(document.createElement(tag), facts);

  // What is kept while the window is open; without storage it is not.
  function stored(name, value) {
    try {
      if (value === undefined) return sessionStorage.getItem(name);
      return value === null ? sessionStorage.removeItem(name) : sessionStorage.setItem(name, value);
    } catch {
      return null;
    }
  }

  // Rows and the cursor

  const rows = () => all("#rows > tr[data-id]:not([hidden])");
  const rowOf = (id) => rows().find((row) => row.dataset.id === id);
  const current = () => rowOf(state.cursor ?? "");
  const grid = () => one("#grid");
  const selectable = () => grid()?.hasAttribute("aria-multiselectable");

  function moveTo(row, focus = true) {
    for (const each of all("#rows > tr.cursor")) {
      each.classList.remove("cursor");
      each.tabIndex = -1;
    }
    if (!row) return;
    state.cursor = row.dataset.id;
    row.classList.add("cursor");
    row.tabIndex = 0;
    if (focus) row.focus({ preventScroll: true });
    const scroller = one("#scroller");
    if (!scroller) return;
    const head = 32;
    const below = one("#selection")?.hidden === false ? 64 : 8;
    const box = row.getBoundingClientRect();
    const room = scroller.getBoundingClientRect();
    if (box.top < room.top + head) scroller.scrollTop -= room.top + head - box.top;
    else if (box.bottom > room.bottom - below) scroller.scrollTop += box.bottom - room.bottom + below;
    if (!one("#aside")?.hidden) showAside(row);
  }

  function step(by, extend) {
    const there = rows();
    if (!there.length) return;
    const at = there.findIndex((row) => row.dataset.id === state.cursor);
    const next = there[at < 0 ? 0 : Math.min(Math.max(at + by, 0), there.length - 1)];
    if (extend && selectable()) {
      if (state.anchor === null) state.anchor = at < 0 ? next.dataset.id : state.cursor;
      moveTo(next);
      span(state.anchor, next.dataset.id);
    } else {
      state.anchor = null;
      moveTo(next);
    }
  }

  // What is chosen, and what it comes to: whole numbers of the smallest unit, so nothing is rounded

  const worthOf = (row) => {
    const { worth, currency, digits } = (one("td[data-worth]", row) ?? row).dataset;
    return { worth: BigInt(worth || 0), currency, digits: Number(digits || 0) };
  };

  function choose(row, is) {
    state.everything = false;
    if (is) state.chosen.set(row.dataset.id, worthOf(row));
    else state.chosen.delete(row.dataset.id);
  }

  function toggle(row) {
    if (state.everything) {
      for (const each of rows()) choose(each, true);
    }
    choose(row, !state.chosen.has(row.dataset.id));
    state.anchor = row.dataset.id;
    paint();
  }

  function span(from, to) {
    const there = rows();
    const ends = [from, to].map((id) => there.findIndex((row) => row.dataset.id === id)).sort((a, b) => a - b);
    for (const row of there.slice(Math.max(ends[0], 0), ends[1] + 1)) choose(row, true);
    paint();
  }

  function unselect() {
    state.chosen.clear();
    state.everything = false;
    state.anchor = null;
    paint();
  }

  function written(worth, digits) {
    const text = (worth < 0n ? -worth : worth).toString().padStart(digits + 1, "0");
    const whole = text.slice(0, text.length - digits).replace(/\B(?=(\d{3})+$)/g, ",");
    return `${worth < 0n ? "\u2212" : ""}${whole}${digits ? `.${text.slice(-digits)}` : ""}`;
  }

  function sums() {
    const found = new Map();
    for (const { worth, currency, digits } of state.chosen.values()) {
      if (!currency) continue;
      const before = found.get(currency) || { worth: 0n, digits };
      found.set(currency, { worth: before.worth + worth, digits });
    }
    return [...found].map(([currency, { worth, digits }]) => `${currency} ${written(worth, digits)}`).join(" · ");
  }

  const matching = () => one("#totals [data-count]");

  function paint() {
    const there = rows();
    let count = 0;
    for (const row of there) {
      const is = state.everything || state.chosen.has(row.dataset.id);
      if (is) count += 1;
      if (selectable()) row.setAttribute("aria-selected", is);
      const box = one(".pick input", row);
      if (box) box.checked = is;
    }
    const head = one("#pick-all");
    if (head) {
      head.checked = there.length > 0 && count === there.length;
      head.indeterminate = count > 0 && count < there.length;
    }
    const bar = one("#selection");
    if (!bar) return;
    const total = matching();
    const some = state.everything || state.chosen.size > 0;
    bar.hidden = !some;
    if (!some) return;
    const number = state.everything ? Number(total.dataset.count) : state.chosen.size;
    one("[data-selected]", bar).textContent = `${number.toLocaleString("en-US")} selected${state.everything ? " (all that match)" : ""}`;
    one("[data-selected-sums]", bar).textContent = state.everything ? total.dataset.said.replaceAll(", ", " · ") : sums();
    one("[data-select-all]", bar).hidden = state.everything || !total || Number(total.dataset.count) <= state.chosen.size;
  }

  function chooseEverything() {
    if (!selectable() || !matching()) return;
    state.chosen.clear();
    state.everything = true;
    paint();
  }

  // What is done with it

  const asItCame = (cell) => (cell.options ? [...cell.options].find((each) => each.selected)?.defaultSelected : cell.value === cell.defaultValue);

  function sent() {
    // What was typed into cells goes with the rows: identity, column and value of each that is not as it came.
    const cells = rows()
      .filter((row) => state.everything || state.chosen.has(row.dataset.id))
      .flatMap((row) => all(".cell[name]:not([hx-post])", row).filter((cell) => !asItCame(cell)).map((cell) => `${row.dataset.id} ${cell.name} ${cell.value}`));
    if (!state.everything) return { ids: [...state.chosen.keys()].join(","), cells };
    const { count, ...rest } = matching().dataset;
    const expected = Object.keys(rest).filter((name) => name.startsWith("expected")).map((name) => rest[name]);
    return { everything: "1", expected_count: count, expected_sums: expected, cells };
  }

  function key() {
    return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  function act(button) {
    if (state.busy) return;
    if (!state.everything && !state.chosen.size) {
      const row = current();
      if (!row) return;
      choose(row, true);
      paint();
    }
    const values = sent();
    if ("atOnce" in button.dataset) values.act_key = key();
    send({ address: `${button.dataset.action}?${grid().dataset.query}`, values });
  }

  // What was sent last is sent again as it was, with its key, where no answer came.
  function send(asked) {
    state.busy = true;
    state.sent = asked;
    htmx.ajax("POST", asked.address, { source: "#selection", target: "#dialog", swap: "innerHTML", values: asked.values }).finally(() => {
      state.busy = false;
    });
  }

  // Each request has a source of its own: of one source htmx lets the next wait, and says at once that it is done.
  function refresh() {
    const table = grid();
    if (!table?.dataset.rows) return; // a grid that is no list
    const count = Math.max(rows().length, 100);
    const top = one("#scroller").scrollTop;
    htmx.ajax("GET", `${table.dataset.rows}&again=${count}`, { source: "#grid", target: "#rows", swap: "innerHTML" }).then(() => {
      if (rows().length) one("#scroller").scrollTop = top;
      else htmx.ajax("GET", `${table.dataset.list}?${table.dataset.query}`, { source: "#list", target: "#list", swap: "innerHTML" });
    });
    if (one("#totals")) htmx.trigger("#totals", "refresh");
  }

  function settle() {
    // Rows have come or gone: what is not there any more is not chosen, and the cursor stays where it was.
    const there = new Map(rows().map((row) => [row.dataset.id, row]));
    if (!there.size) {
      unselect();
      return;
    }
    if (state.everything) state.everything = Boolean(matching());
    for (const [id] of state.chosen) {
      if (there.has(id)) state.chosen.set(id, worthOf(there.get(id)));
      else state.chosen.delete(id);
    }
    const row = there.get(state.cursor ?? "");
    if (row) moveTo(row, document.activeElement === document.body);
    else if (rows()[0]) rows()[0].tabIndex = 0;
    paint();
    watch();
  }

  const seen = new IntersectionObserver(
    (found) => {
      for (const { isIntersecting, target } of found) if (isIntersecting) htmx.trigger(target, "near");
    },
    { rootMargin: "900px" },
  );

  function watch() {
    seen.disconnect();
    const more = one("#more");
    if (more) seen.observe(more);
  }

  // The aside

  function showAside(row) {
    const aside = one("#aside");
    if (!aside || !row || !grid()) return;
    aside.hidden = false;
    htmx.ajax("GET", `${grid().dataset.list}row/${encodeURIComponent(row.dataset.id)}/`, { source: "#aside", target: "#aside", swap: "innerHTML" });
  }

  function toggleAside() {
    const aside = one("#aside");
    if (!aside) return;
    if (aside.hidden) showAside(current() || rows()[0]);
    else aside.hidden = true;
  }

  function open(row) {
    const cell = one(".cell", row);
    if (cell) {
      cell.focus();
      cell.select?.();
    } else if (row.dataset.opens) location.assign(row.dataset.opens);
    else if (selectable()) toggleAside();
    else one("td a[href]", row)?.click();
  }

  // Toasts and dialogs

  function toast({ text, link, label, bad, again }) {
    const box = made("div", { className: bad ? "toast bad" : "toast" });
    box.append(made("span", { textContent: text }));
    if (link) box.append(made("a", { href: link, textContent: label || "Show" }));
    if (again) {
      const retry = made("button", { type: "button", className: "link-button", textContent: "Retry" });
      retry.addEventListener("click", () => {
        box.remove();
        again();
      });
      box.append(retry);
    }
    one("#toasts").append(box);
    setTimeout(() => box.remove(), bad ? 15000 : 7000);
  }

  function close(dialog) {
    if (dialog.open) dialog.close();
  }

  document.addEventListener("toast", (event) => toast(event.detail));
  // What is said on the page that comes next.
  document.addEventListener("later", (event) => stored("toast", event.detail.text));
  const before = stored("toast");
  if (before) toast({ text: before });
  stored("toast", null);
  document.addEventListener("changed", () => {
    close(one("#dialog"));
    refresh();
  });
  document.addEventListener("stale", refresh);
  document.addEventListener("htmx:configRequest", (event) => {
    const { verb, headers, parameters, formData } = event.detail;
    if (verb === "get") {
      const given = formData || parameters;
      for (const name of new Set([...given.keys()])) {
        const texts = given.getAll(name).filter((text) => text !== "");
        given.delete(name);
        for (const text of texts) given.append(name, text);
      }
    } else if (token()) headers["X-CSRFToken"] = token();
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    const { target } = event.detail;
    if (target.id === "dialog" && target.childElementCount && !target.open) target.showModal();
    if (target.id === "palette-found") {
      state.found = event.detail.requestConfig.parameters.q;
      if (state.enters && state.found === one("#palette-sought").value) one("[aria-selected=true]", target)?.click();
    }
    if (target.id === "totals") {
      const total = matching();
      if (total && grid()) grid().setAttribute("aria-rowcount", Number(total.dataset.count) + 1);
      paint();
    }
    if (target.id === "list") {
      state.everything = false;
      state.chosen.clear();
      for (const each of all(".popover:popover-open")) each.hidePopover();
      const query = grid()?.dataset.query;
      if (query !== undefined) {
        for (const each of all("[data-file]")) each.href = `${each.pathname}?${query}`;
        for (const each of all("[data-query-now]")) each.value = query;
      }
      density();
    }
    if (target.id === "list" || target.id === "rows" || target.id === "more") settle();
  });
  // What was sent and did not arrive is sent again as it was: a dialog keeps its key, so nothing is done twice.
  function failed(text, elt) {
    if (elt?.closest("[data-polls]")) return; // asked again by itself
    const happens = [
      ["form[hx-post], form[hx-get]", "submit"],
      [".cell[hx-post]", "change"],
      ["#totals", "refresh"],
      ["#search", "search"],
      ["a[hx-get], button[hx-get], button[hx-post]", "click"],
    ].find(([place]) => elt?.matches(place))?.[1];
    const once = { selection: () => send(state.sent), grid: refresh, list: refresh, aside: () => showAside(current()) }[elt?.id];
    const again = once || (happens && (() => elt.isConnected && htmx.trigger(elt, happens)));
    toast({ text, bad: true, again });
  }

  document.addEventListener("htmx:sendError", (event) => failed("The server does not answer. Nothing was done; try again.", event.detail.elt));
  document.addEventListener("htmx:responseError", (event) => {
    const reference = event.detail.xhr.getResponseHeader("X-Reference");
    failed(`That did not work (${event.detail.xhr.status}${reference ? `, ${reference}` : ""}). Nothing was done; try again.`, event.detail.elt);
  });
  document.addEventListener(
    "close",
    (event) => {
      if (event.target.id !== "dialog") return;
      event.target.replaceChildren();
      current()?.focus({ preventScroll: true });
    },
    true,
  );

  // The mouse

  document.addEventListener("click", (event) => {
    const { target } = event;
    const button = target.closest("[data-action]");
    if (button) return act(button);
    if (target.closest("[data-close]")) return close(target.closest("dialog"));
    if (target.closest("[data-unselect]")) return unselect();
    const gone = target.closest("[data-dismiss]");
    if (gone) return one(gone.dataset.dismiss)?.remove();
    if (target.closest("[data-select-all]")) return chooseEverything();
    if (target.closest("[data-clear]")) return clear(target.closest("form"));
    const opener = target.closest("[data-open]");
    if (opener) return opener.dataset.open === "palette" ? openPalette() : openKeys();
    const wanted = target.closest("[data-density]");
    if (wanted && wanted.tagName === "BUTTON") return density(wanted.dataset.density);
    if (target.id === "pick-all") {
      for (const row of rows()) choose(row, target.checked);
      return paint();
    }
    const row = target.closest("#rows > tr[data-id]");
    if (!row || target.closest("a, button, .cell, select")) return undefined;
    const is = target.closest(".pick");
    if (event.shiftKey && selectable()) {
      const from = state.anchor ?? state.cursor ?? row.dataset.id;
      moveTo(row);
      state.anchor = from;
      return span(from, row.dataset.id);
    }
    moveTo(row);
    if (is || event.ctrlKey || event.metaKey) toggle(row);
    return undefined;
  });
  document.addEventListener("mousedown", (event) => {
    if (event.shiftKey && event.target.closest("#rows")) event.preventDefault();
  });
  document.addEventListener("dblclick", (event) => {
    const row = event.target.closest("#rows > tr[data-id]");
    if (row && !event.target.closest("a, button, input, select")) open(row);
  });

  function clear(form) {
    for (const each of form.elements) {
      if (each.type === "checkbox" || each.type === "radio") each.checked = each.type === "radio" && each.value === "";
      else if (each.type === "text" || each.type === "search") each.value = "";
    }
  }

  // The keys

  const typing = (target) => target.matches?.("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");
  const visible = (each) => each.checkVisibility?.() !== false;

  // What somebody prefers is theirs on every machine.
  const root = document.documentElement;
  function prefer(name, value) {
    root.dataset[name] = value;
    if (!root.dataset.prefers || !token()) return;
    const body = new URLSearchParams({ name, value, act_key: key() });
    fetch(root.dataset.prefers, { method: "POST", headers: { "X-CSRFToken": token() }, body }).catch(() => {}); // it holds for this page
  }

  const single = () => root.dataset.keys !== "off";

  function openKeys() {
    const dialog = one("#keys");
    const list = one("[data-shortcuts]", dialog);
    list.replaceChildren();
    for (const each of all("[data-key], [data-go]")) {
      const said = (each.title || each.getAttribute("aria-label") || each.textContent).trim().replace(/\s+\S$/, "");
      const keyed = each.dataset.go ? `g ${each.dataset.go}` : each.dataset.key;
      if (!each.dataset.go && !each.dataset.action && !("listed" in each.dataset)) continue;
      const term = made("dt");
      for (const letter of keyed.split(" ")) term.append(made("kbd", { textContent: letter }), " ");
      list.append(term, made("dd", { textContent: said.replace("…", "") }));
    }
    one("[data-single-keys]", dialog).checked = single();
    if (!dialog.open) dialog.showModal();
  }

  // The palette

  function openPalette() {
    const palette = one("#palette");
    if (!palette || palette.open) return;
    state.enters = false;
    palette.showModal();
    one("input", palette).select();
    htmx.trigger("#palette-sought", "sought");
  }

  function inPalette(event) {
    const found = all("#palette [role=option]");
    const at = found.findIndex((each) => each.getAttribute("aria-selected") === "true");
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    state.enters = event.key === "Enter" && event.target.value !== state.found;
    if (state.enters) htmx.trigger(event.target, "sought"); // what is shown does not answer yet what is typed
    else if (event.key === "Enter") found[at]?.click();
    else if (by && found.length) {
      const next = found[(at + by + found.length) % found.length];
      found[at]?.setAttribute("aria-selected", "false");
      next.setAttribute("aria-selected", "true");
      next.scrollIntoView({ block: "nearest" });
      event.target.setAttribute("aria-activedescendant", next.id);
    } else return;
    event.preventDefault();
  }

  function press(letter) {
    if (state.before === "g") {
      state.before = "";
      const link = one(`[data-go="${CSS.escape(letter)}"]`);
      if (link) link.click();
      return Boolean(link);
    }
    const control = all(`[data-key="${CSS.escape(letter)}"]`).find((each) => each.dataset.action || visible(each));
    if (!control) return false;
    if ("focus" in control.dataset) {
      control.focus();
      control.select?.();
    } else control.click();
    return true;
  }

  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-single-keys]")) prefer("keys", event.target.checked ? "on" : "off");
  });

  document.addEventListener("keydown", (event) => {
    const { target } = event;
    const command = event.ctrlKey || event.metaKey;
    if (command && event.key === "k") {
      openPalette();
      event.preventDefault();
      return;
    }
    if (target.id === "palette-sought") {
      inPalette(event);
      return;
    }
    if (event.defaultPrevented || target.matches?.(".cell") || one("dialog[open]") || one(".popover:popover-open")) return;
    if (event.key === "Escape") {
      if (typing(target)) {
        event.preventDefault(); // or the browser would empty the search that somebody only leaves
        target.blur();
        current()?.focus();
      } else if (one("#aside") && !one("#aside").hidden) one("#aside").hidden = true;
      else unselect();
      return;
    }
    if (typing(target)) return;
    const inGrid = Boolean(grid());
    if (command && event.key === "a" && inGrid && selectable()) {
      for (const row of rows()) choose(row, true);
      paint();
      event.preventDefault();
      return;
    }
    if (command || event.altKey) return;
    const onControl = target.closest?.("a, button, summary, input");
    const moves = {
      ArrowDown: () => step(1, event.shiftKey),
      ArrowUp: () => step(-1, event.shiftKey),
      PageDown: () => step(20, event.shiftKey),
      PageUp: () => step(-20, event.shiftKey),
      Home: () => step(-1e6, event.shiftKey),
      End: () => step(1e6, event.shiftKey),
    };
    if (inGrid && moves[event.key] && !target.closest?.(".sidebar, .tabs")) {
      moves[event.key]();
      event.preventDefault();
      return;
    }
    const row = current();
    if (inGrid && row && event.key === "Enter" && !onControl) {
      open(row);
      event.preventDefault();
      return;
    }
    if (inGrid && row && event.key === " " && !onControl && selectable()) {
      toggle(row);
      event.preventDefault();
      return;
    }
    if ((event.key.length !== 1 && event.key !== "Backspace") || event.key === " " || !single()) return;
    const letter = event.key;
    const lower = letter.toLowerCase();
    if (state.before !== "g" && inGrid && (lower === "j" || lower === "k")) step(lower === "j" ? 1 : -1, event.shiftKey);
    else if (state.before !== "g" && inGrid && letter === "x" && row && selectable()) toggle(row);
    else if (letter === "*" && inGrid) chooseEverything();
    else if (letter === "]") toggleAside();
    else if (state.before !== "g" && letter === "v" && one(".tabs a")) one(".tabs a").focus();
    else if (state.before !== "g" && letter === "g") {
      state.before = "g";
      setTimeout(() => {
        state.before = "";
      }, 1200);
    } else if (!press(letter)) return;
    event.preventDefault();
  });

  // Row height

  function density(wanted) {
    if (wanted) prefer("density", wanted);
    for (const each of all("button[data-density]")) each.setAttribute("aria-pressed", each.dataset.density === root.dataset.density);
  }

  // The side bar stays where it was scrolled to, with the place where somebody is in sight

  function showPlace() {
    const places = one(".sidebar .places");
    if (!places) return;
    places.scrollTop = Number(stored("places"));
    places.addEventListener("scroll", () => stored("places", places.scrollTop), { passive: true });
    one("[aria-current]", places)?.scrollIntoView({ block: "nearest" });
  }

  showPlace();
  density();
  for (const row of rows()) if (row.getAttribute("aria-selected") === "true") choose(row, true);
  settle();
  window.unbilled = { one, all, rows, rowOf, moveTo, toast, cursor: current };
})();
