// A door dragged to another place or another pair. Whoever has no pointer uses the buttons beside each door: they do the same.
(() => {
  const lists = [...document.querySelectorAll("[data-round]")];
  const EDGE = 60; // pixels from the window's edge within which the page moves along
  let held = null;

  const openOf = (list) => [...list.querySelectorAll("[data-stop]")].filter((row) => row !== held?.row);

  // The list under the pointer, and before which of its open doors a door would come.
  const spot = (x, y) => {
    const list = lists.find((one) => {
      const box = one.getBoundingClientRect();
      return x >= box.left && x <= box.right && y >= box.top - 20 && y <= box.bottom + 20;
    });
    if (!list) return null;
    const rows = openOf(list);
    const place = rows.findIndex((row) => {
      const box = row.getBoundingClientRect();
      return y < box.top + box.height / 2;
    });
    return { list, rows, place: place < 0 ? rows.length : place };
  };

  const mark = (at) => {
    for (const row of document.querySelectorAll(".visit-drop, .visit-drop-after")) row.classList.remove("visit-drop", "visit-drop-after");
    if (!at) return;
    if (at.place < at.rows.length) at.rows[at.place].classList.add("visit-drop");
    else at.rows.at(-1)?.classList.add("visit-drop-after");
  };

  const letGo = () => {
    mark(null);
    held?.row.classList.remove("visit-held");
    held = null;
  };

  const send = (row, at) => {
    const form = row.querySelector("form");
    for (const [name, value] of [["do", "to"], ["round", at.list.dataset.round], ["place", at.place]]) {
      const field = document.createElement("input");
      Object.assign(field, { type: "hidden", name, value });
      form.append(field);
    }
    form.submit();
  };

  const grip = (row) => {
    const handle = document.createElement("span");
    handle.className = "visit-grip vd-no-print";
    handle.setAttribute("aria-hidden", "true");
    handle.textContent = "⠿";
    row.querySelector(".visit-time").append(handle);
    handle.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      event.preventDefault();
      handle.setPointerCapture(event.pointerId);
      held = { row, from: row.closest("[data-round]") };
      row.classList.add("visit-held");
    });
    handle.addEventListener("pointermove", (event) => {
      if (held?.row !== row) return;
      if (event.clientY < EDGE) window.scrollBy(0, -12);
      if (event.clientY > window.innerHeight - EDGE) window.scrollBy(0, 12);
      mark(spot(event.clientX, event.clientY));
    });
    handle.addEventListener("pointerup", (event) => {
      if (held?.row !== row) return;
      const at = spot(event.clientX, event.clientY);
      const before = [...held.from.querySelectorAll("[data-stop]")].indexOf(row);
      const moved = at && !(at.list === held.from && at.place === before);
      letGo();
      if (moved) send(row, at);
    });
    handle.addEventListener("pointercancel", letGo);
  };

  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && held) letGo(); });
  for (const row of document.querySelectorAll("[data-stop]")) grip(row);
})();
