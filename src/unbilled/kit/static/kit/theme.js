// The theme: the system's unless chosen. Set before the first paint, kept in this browser.
(() => {
  "use strict";
  const order = ["system", "light", "dark"];
  const root = document.documentElement;
  const stored = () => {
    try {
      return localStorage.getItem("theme") || "system";
    } catch {
      return "system";
    }
  };
  const show = (theme) => {
    if (theme === "system") root.removeAttribute("data-theme");
    else root.setAttribute("data-theme", theme);
    for (const name of document.querySelectorAll("[data-theme-name]")) name.textContent = theme;
  };
  show(stored());
  document.addEventListener("DOMContentLoaded", () => {
    show(stored());
    document.querySelector("[data-theme-switch]").addEventListener("click", () => {
      const next = order[(order.indexOf(stored()) + 1) % order.length];
      try {
        localStorage.setItem("theme", next);
      } catch {
        // Without storage the choice holds for this page.
      }
      show(next);
    });
  });
})();
