// Tick everything on the page at once; what follows (give, print) works on what is ticked, also without this.
(() => {
  const all = document.querySelector("[data-pick-all]");
  if (!all) return;
  all.hidden = false;
  all.querySelector("input").addEventListener("change", (event) => {
    for (const box of document.querySelectorAll("[data-pick]")) box.checked = event.target.checked;
  });
})();
