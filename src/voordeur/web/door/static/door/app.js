// The door's screens on the phone. The address behind "#" says where: round/stop/how/resident/what; nothing personal in it.
import { standing } from "./answers.js";
import { fill } from "./filling.js";
import { keepFrame } from "./frame.js";
import { begin, keepRound, lock, night, roundsOf } from "./night.js";
import { keep, tapped, waiting } from "./outbox.js";
import { pageOf } from "./pages.js";
import { beingPressed, show } from "./showing.js";
import { Gone, Offline, STALE, ask, renew, sync, who } from "./sync.js";

const main = document.querySelector("main");
const bar = document.querySelector("[data-bar]");
let busy = false;
let gone = false;
let unasked = false; // whether the last asking found no network
let drawing = 0;
let shown; // what the page in sight was made of

async function known() {
  const kept = await night();
  if (!kept) return { kept: null, rounds: [] };
  const done = await tapped(kept);
  return { kept, rounds: (await roundsOf(kept)).map((round) => standing(round, done)) };
}

async function draw() {
  const mine = ++drawing;
  const { kept, rounds } = await known();
  const waits = (await waiting()).length;
  await beingPressed();
  if (mine !== drawing) return; // a later drawing knows more
  show(bar, fill("t-bar", { waits: waits ? String(waits) : "", none: !waits, offline: !navigator.onLine, sends: waits && navigator.onLine, gone: gone && waits }));
  const where = location.hash;
  // What arrives meanwhile never wipes what somebody is typing.
  if (kept && shown?.where === where && main.querySelector("[data-kind=result]")) return;
  const [name, values, round, door] = kept ? pageOf(where, rounds) : ["t-locked", { waits: waits ? String(waits) : "" }];
  document.documentElement.classList.toggle("vd-night", Boolean(round?.evening));
  const opened = shown?.where === where ? [...main.querySelectorAll("details")].map((each) => each.open) : [];
  if (!show(main, fill(name, { ...values, unasked }))) return;
  main.querySelectorAll("details").forEach((each, at) => (each.open = opened[at] ?? false));
  shown = { where, kept, round, door };
  document.title = `${main.querySelector("h1")?.textContent ?? ""} – Voordeur`;
}

// What a thumb said, of the page as it stood before that thumb: a colleague's answer of a second ago is not what it mends.
async function save(form, button) {
  const { kept, round, door } = shown;
  const answers = Object.fromEntries([...new FormData(form, button)].filter(([, value]) => value !== ""));
  const item = { kind: form.dataset.kind, submission: crypto.randomUUID(), round: round.id, tapped: Date.now(), as_of: door?.as_of ?? round.as_of };
  if (item.kind === "sign_off") item.pass = round.stops[0].pass;
  else Object.assign(item, { stop: door.id, pass: door.pass, replaces: door.done?.submission || null, answers });
  await keep(kept, item);
  return item.kind === "sign_off" ? `#${round.id}` : `#${round.id}/${door.id}/klaar`;
}

main.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (busy) return;
  busy = true;
  main.querySelector("[data-not-kept]")?.remove();
  try {
    const go = await save(event.target, event.submitter);
    if (location.hash === go) {
      await draw();
      scrollTo(0, 0);
    } else location.hash = go;
    hand_in();
  } catch {
    main.querySelector("h1").after(fill("t-not-kept", {}));
    scrollTo(0, 0);
  } finally {
    busy = false;
  }
});

// Sends what waits; without network it waits for the browser, which may do it with this page closed.
async function hand_in() {
  try {
    await sync();
    gone = false;
  } catch (trouble) {
    gone = trouble instanceof Gone;
    if (trouble instanceof Offline) (await navigator.serviceWorker?.ready)?.sync?.register("inleveren").catch(() => {});
  }
  await draw();
}

// A round that was last asked about some minutes ago is asked about again before a door is rung (P26).
async function freshen() {
  const kept = await night();
  if (!kept || !navigator.onLine) return;
  if ((await roundsOf(kept)).some((round) => Date.now() - round.asked > STALE)) await hand_in();
}

const DO = {
  // Still owing? One door, or a whole round, asked anew. A round that is taken along anew loses nothing that was tapped.
  async still() {
    const { round, door } = shown;
    if (door) return renew(shown.kept, { ...(await ask(`${round.id}/${door.id}/nog/`)), asked: Date.now() });
    const told = await who();
    return keepRound(await begin(told), { ...(await ask(`${round.id}/meenemen/`, {}, told.csrf)), asked: Date.now() });
  },
  send: hand_in,
  async erase() {
    await lock();
    location.hash = "";
  },
};

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-do]");
  if (!button || button.disabled) return;
  button.disabled = true;
  try {
    await DO[button.dataset.do]();
    unasked = false;
  } catch (trouble) {
    gone ||= trouble instanceof Gone;
    unasked = true;
  }
  button.disabled = false;
  await draw();
});

addEventListener("hashchange", async () => {
  unasked = false;
  await draw();
  main.focus();
  scrollTo(0, 0);
  await freshen();
});
addEventListener("door", draw);
addEventListener("online", hand_in);
addEventListener("offline", draw);
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && hand_in());
addEventListener("pageshow", (event) => event.persisted && hand_in());
setInterval(async () => (await waiting()).length && hand_in(), 60_000);

if (navigator.serviceWorker) keepFrame(document.documentElement.dataset).catch(() => {});
await draw();
await hand_in();
