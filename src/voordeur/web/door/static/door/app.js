// The door's screens on the phone. The address behind "#" says where: round/stop/how/resident/what; nothing personal in it.
import { lastQuestion, standing } from "./answers.js";
import { fill } from "./filling.js";
import { begin, keepRound, lock, night, roundsOf } from "./night.js";
import { keep, tapped, waiting } from "./outbox.js";
import { Gone, Offline, ask, renew, sync, who } from "./sync.js";

const main = document.querySelector("main");
const bar = document.querySelector("[data-bar]");
let busy = false;
let gone = false;
let drawing = 0;
let shown;

const clock = (when) => new Date(when).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });

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
  if (mine !== drawing) return; // a later drawing knows more
  bar.replaceChildren(fill("t-bar", { waits: waits ? String(waits) : "", none: !waits, offline: !navigator.onLine, gone: gone && waits }));
  const [id, stop, how, resident, what] = location.hash.slice(1).split("/");
  const round = rounds.find((one) => String(one.id) === id) ?? (rounds.length === 1 ? rounds[0] : null);
  document.documentElement.classList.toggle("vd-night", Boolean(round?.evening));
  const door = round?.stops.find((one) => String(one.id) === stop);
  const [name, values] = !kept ? ["t-locked", { waits: waits ? String(waits) : "" }]
    : !round ? ["t-rounds", { rounds, none: !rounds.length }]
    : !door ? ["t-round", ofRound(round)]
    : page(round, door, how, resident, what);
  // What arrives meanwhile never wipes what somebody is typing, and closes nothing that was opened.
  const same = kept && shown === location.hash;
  if (same && main.querySelector("[data-kind=result]")) return;
  const opened = same ? [...main.querySelectorAll("details")].map((each) => each.open) : [];
  main.replaceChildren(fill(name, values));
  main.querySelectorAll("details").forEach((each, at) => (each.open = opened[at] ?? false));
  shown = kept ? location.hash : undefined;
  document.title = `${main.querySelector("h1")?.textContent ?? ""} – Voordeur`;
  for (const form of main.querySelectorAll("form")) form.addEventListener("submit", (event) => save(event, { kept, round, door }));
}

const ofRound = (round) => ({
  ...round, going: round.next?.address, go: round.next?.place_on, all_done: !round.next, open: !round.signed_off,
  left: round.next && !round.signed_off, last: !round.next && !round.signed_off, asked_at: clock(round.asked),
});

// Which page of a door, and with what. A "v" before the resident says that a mistake is being mended.
function page(round, door, how, resident = "", what) {
  const mend = how === "verbeter" || resident.startsWith("v");
  const common = { ...door, round: String(round.id), back: door.place_on, last: !round.next && !round.signed_off };
  if (how === "klaar") return ["t-ready", { ...common, going: round.next?.address, go: round.next?.place_on }];
  if (!how || how === "verbeter" || (door.done && !mend)) return ["t-door", { ...common, ...atTheDoor(round, door, mend) }];
  if (!what) return ["t-what", { ...common, ...whichResult(round, door, how, resident) }];
  return [`t-${lastQuestion(what)}`, { ...common, ...theRest(round, how, resident.replace("v", ""), what) }];
}

function atTheDoor(round, door, mend) {
  const at = door.place_on;
  const mark = mend ? "v" : "";
  const whom = (person) => (door.people.length > 1 ? person.name : "");
  return {
    mend, done: mend ? null : door.done, shown: (door.open || mend || !door.done) && !round.signed_off,
    mendable: door.done && !mend && !round.signed_off, mend_go: `${at}/verbeter`,
    nobody: `${at}/niemand/${mark}/nobody`, opens: `${at}/open/${mark}`,
    people: door.people.map((person) => ({ ...person, whom: whom(person), go: `${at}/gesproken/${mark}${person.id}` })),
    sayings: round.sayings.talked, asked_at: clock(door.asked ?? round.asked), where: `${door.address}, ${door.place}`,
  };
}

const whichResult = (round, door, how, resident) => ({
  opens: how === "open", talks: how === "gesproken",
  choices: round.choices[how].map(([code, label]) => ({ label, go: `${door.place_on}/${how}/${resident}/${code}` })),
});

function theRest(round, how, resident, what) {
  const spoke = how === "gesproken";
  return {
    what, label: round.choices[how]?.find(([code]) => code === what)?.[1], spoke: spoke ? resident : "",
    language: what === "language", nobody: what === "nobody",
    // What is said to the resident stands on the door's first page: after the talk it comes too late.
    sayings: spoke && what !== "language" ? [] : round.sayings[what],
  };
}

async function save(event, { kept, round, door }) {
  event.preventDefault();
  if (busy) return;
  const form = event.target;
  const answers = Object.fromEntries([...new FormData(form, event.submitter)].filter(([, value]) => value !== ""));
  const item = { kind: form.dataset.kind, submission: crypto.randomUUID(), round: round.id, tapped: Date.now(), as_of: door?.as_of ?? round.as_of };
  if (item.kind === "sign_off") item.pass = round.stops[0]?.pass;
  else Object.assign(item, { stop: door.id, pass: door.pass, replaces: door.done?.submission || null, answers });
  busy = true;
  try {
    await keep(kept, item);
    hand_in();
    location.hash = item.kind === "sign_off" ? `#${round.id}` : `#${round.id}/${door.id}/klaar`;
  } catch {
    main.querySelector("h1").after(fill("t-not-kept", {}));
    return;
  } finally {
    busy = false;
  }
  await draw();
}

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

const DO = {
  // Still owing? One door, or a whole round, asked anew. A round that is taken along anew loses nothing that was tapped.
  async still(button) {
    const [id, stop] = location.hash.slice(1).split("/");
    const { kept, rounds } = await known();
    const round = rounds.find((one) => String(one.id) === id) ?? rounds[0];
    if (stop) await renew(kept, { ...(await ask(`${round.id}/${stop}/nog/`)), asked: Date.now() });
    else {
      const told = await who();
      await keepRound(await begin(told), { ...(await ask(`${round.id}/meenemen/`, {}, told.csrf)), asked: Date.now() });
    }
    button.blur();
  },
  send: hand_in,
  async erase() {
    await lock();
    location.hash = "";
  },
};

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-do]");
  if (!button || busy) return;
  button.disabled = true;
  try {
    await DO[button.dataset.do](button);
    await draw();
  } catch (trouble) {
    gone ||= trouble instanceof Gone;
    await draw();
    main.querySelector("[data-no-network]")?.removeAttribute("hidden");
  }
});

addEventListener("hashchange", async () => {
  await draw();
  main.focus();
  scrollTo(0, 0);
});
addEventListener("door", draw);
addEventListener("online", hand_in);
addEventListener("offline", draw);
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && hand_in());
addEventListener("pageshow", draw);
setInterval(async () => (await waiting()).length && hand_in(), 60_000);

const { worker, scope } = document.documentElement.dataset;
navigator.serviceWorker?.register(worker, { type: "module", scope, updateViaCache: "none" }).catch(() => {});
await draw();
await hand_in();
