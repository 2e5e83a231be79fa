// Keys of the review: j the first candidate, 2 and up the others, n nobody of these, ? later, u take the last answer back.
// Plain buttons do the same. One press is one answer: a key that is held, or pressed twice, does not answer the next doubt.
(() => {
  let pressed = false;
  const typing = "input:not([type=checkbox], [type=radio]), textarea, select";
  window.addEventListener("pageshow", () => { pressed = false; });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest(typing)) return;
    if (document.querySelector("dialog[open]")) return;
    const button = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!button) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (event.repeat || pressed) return;
    pressed = true;
    button.click();
  }, true);
})();
