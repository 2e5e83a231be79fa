// Keys for every page: "/" searches, "g v" goes to today, "g i" to who calls, "?" shows all keys. Nothing happens while somebody types.
(() => {
  const typing = (target) => target.closest("input, textarea, select, [contenteditable]");
  let before = "";

  const showKeys = (event) => {
    const dialog = document.getElementById("toetsen");
    if (!dialog) return;
    event.preventDefault();
    dialog.showModal();
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const pressed = before + event.key;
    before = event.key === "g" ? "g" : "";
    if (event.key === "/") {
      const search = document.getElementById("zoek");
      if (search) { event.preventDefault(); search.focus(); }
    } else if (event.key === "?") {
      showKeys(event);
    } else if (pressed.length === 2) {
      document.querySelector(`[data-go="${CSS.escape(event.key)}"]`)?.click();
    }
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-keys]")) showKeys(event);
    if (event.target.closest("[data-print]")) window.print();
    if (event.target.id === "toetsen") event.target.close();
  });

  // The chosen page stands in sight where the navigation is wider than the phone.
  document.querySelector(".vd-nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
})();
