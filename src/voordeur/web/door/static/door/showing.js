// Puts a page in its place: only when it looks otherwise than what stands there, and never under a thumb that is pressing.
// A tap that begins on one element and ends on the one that took its place is no tap at all, and what was read aloud once
// is not read aloud again.
const LIFTED = 120; // milliseconds: where no click follows within this, none will
const looks = new WeakMap();
let pressed = null;

export function show(place, made) {
  const look = new XMLSerializer().serializeToString(made);
  if (looks.get(place) === look) return false;
  looks.set(place, look);
  place.replaceChildren(made);
  return true;
}

// Resolves when no thumb is down.
export const beingPressed = async () => pressed?.promise;

function lift() {
  pressed?.release();
  pressed = null;
}

addEventListener("pointerdown", () => {
  lift();
  pressed = {};
  pressed.promise = new Promise((release) => (pressed.release = release));
}, true);
addEventListener("click", lift, true);
for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => setTimeout(lift, LIFTED), true);
