// A mistake's place is a link: it puts the cursor on that line of the text.
(() => {
  const field = document.querySelector("[data-lines]");
  if (!field) return;
  document.addEventListener("click", (event) => {
    const place = event.target.closest("[data-line]");
    if (!place) return;
    event.preventDefault();
    const rows = field.value.split("\n");
    const start = rows.slice(0, place.dataset.line - 1).reduce((sum, row) => sum + row.length + 1, 0);
    field.focus();
    field.setSelectionRange(start, start + (rows[place.dataset.line - 1] ?? "").length);
    field.scrollTop = (place.dataset.line - 4) * (field.scrollHeight / rows.length);
  });
})();
