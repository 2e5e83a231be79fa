// The night: two keys and when they end. Without them the rounds on this phone are noise, and the results wait unread.
import { freshKey, keyFrom, seal, unseal } from "./seal.js";
import { all, get, put, together } from "./store.js";

const HEARD = new BroadcastChannel("voordeur-deur");

// Other tabs, and the worker, hear what changed; this one too, so that there is one way of hearing it.
export function tell(what) {
  HEARD.postMessage(what);
  globalThis.dispatchEvent(new CustomEvent("door", { detail: what }));
}
HEARD.onmessage = (message) => globalThis.dispatchEvent(new CustomEvent("door", { detail: message.data }));

// What lies in the way of reading goes; results that were not sent yet stay, sealed, until their own pair signs in again.
export async function lock() {
  await together(["keys", "rounds", "results"], (t) => {
    t.objectStore("keys").clear();
    t.objectStore("rounds").clear();
    const results = t.objectStore("results");
    results.openCursor().onsuccess = ({ target: { result: at } }) => {
      if (!at) return;
      if (at.value.state !== "waiting") at.delete();
      at.continue();
    };
  });
  tell("locked");
}

// The keys of this night, or nothing: a night that is over is erased at the first look.
export async function night() {
  const kept = await get("keys", "night");
  if (kept && Date.now() < kept.until) return kept;
  if (kept) await lock();
  return null;
}

// Begins the night for who is signed in (the answer of /wie/); the same session in the same night goes on with its keys.
export async function begin(who) {
  const kept = await night();
  if (kept?.session === who.session && kept.night === who.night) return kept;
  await lock();
  const begun = {
    name: "night", person: who.person, session: who.session, night: who.night, until: Date.now() + who.lasts,
    rounds: await freshKey(), results: await keyFrom(who.keys[who.night]),
  };
  await put("keys", begun);
  return begun;
}

export const keepRound = async (kept, round) => put("rounds", { id: round.id, ...(await seal(kept.rounds, round)) });

export async function roundsOf(kept) {
  const opened = await Promise.allSettled((await all("rounds")).map((record) => unseal(kept.rounds, record)));
  return opened.filter((one) => one.status === "fulfilled").map((one) => one.value);
}
