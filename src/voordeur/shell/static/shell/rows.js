// Keys for a list of work: "j" and "k" walk the rows, the keys on a row's buttons (data-key) carry it out.
(() => {
  const rows = () => [...document.querySelectorAll("[data-row]")];
  const first = (row) => row.querySelector("a, button");
  let at = null;

  document.addEventListener("focusin", (event) => { at = event.target.closest("[data-row]") ?? at; });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, dialog[open]")) return;
    if (event.key === "j" || event.key === "k") {
      const all = rows();
      const next = all[Math.max(0, Math.min(all.length - 1, all.indexOf(at) + (event.key === "j" ? 1 : -1)))];
      if (next) first(next)?.focus();
      return;
    }
    const button = at?.isConnected && at.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!button) return;
    event.preventDefault();
    at = at.nextElementSibling ?? at.previousElementSibling;
    button.click();
    if (at) first(at)?.focus();
  });
})();
