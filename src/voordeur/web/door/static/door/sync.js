// Hands in what waits, in the order in which it was tapped, and asks whether what is left is still owing. One tab at a time;
// sending twice would do no harm either.
import { keepRound, lock, night, roundsOf, tell } from "./night.js";
import { answered, shaped, waiting } from "./outbox.js";
import { keyFrom, unseal } from "./seal.js";

const DOOR = new URL(location.pathname.replace(/\/deur\/.*$/, "/deur/"), location.origin);
const AT_ONCE = 40;
const PATIENCE = 20_000; // milliseconds
export const STALE = 5 * 60_000; // milliseconds after which "still owing?" is asked again

export class Gone extends Error {} // the server knows no session here
export class Offline extends Error {}
export class Ill extends Offline {} // there is a server, and it could not: as good as none, what waits goes on waiting
export class Unknown extends Ill {} // it has no such thing, or none for this person

// Asks the office. Throws Offline without an answer, Gone where it sends us to the sign-in.
export async function ask(path, sent, csrf) {
  const how = { credentials: "same-origin", redirect: "manual", cache: "no-store", signal: AbortSignal.timeout(PATIENCE) };
  if (csrf) Object.assign(how, { method: "POST", headers: { "X-CSRFToken": csrf, "Content-Type": "application/json" }, body: JSON.stringify(sent ?? {}) });
  try {
    const answer = await fetch(new URL(path, DOOR), how);
    if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) throw new Gone();
    if (answer.status === 404) throw new Unknown();
    if (!answer.ok) throw new Ill();
    return await answer.json();
  } catch (trouble) {
    throw trouble instanceof Gone || trouble instanceof Ill ? trouble : new Offline();
  }
}

// Who is signed in. Another session than the one that took the rounds along may not read them: they are erased.
export async function who(nights = []) {
  try {
    const told = await ask(`wie/?${new URLSearchParams(nights.map((each) => ["nacht", each]))}`);
    const kept = await night();
    if (kept && kept.session !== told.session) await lock();
    return told;
  } catch (trouble) {
    if (trouble instanceof Gone) await lock();
    throw trouble;
  }
}

// A page that the phone put to sleep may hold the lock: whoever waits for it tries again later.
export const sync = () => navigator.locks.request("voordeur-inleveren", { signal: AbortSignal.timeout(2 * PATIENCE) }, handIn);

async function handIn() {
  const told = await who((await waiting()).map((record) => record.night).filter((each, at, every) => every.indexOf(each) === at));
  const mine = (await waiting()).filter((record) => record.person === told.person && told.keys[record.night]);
  const keys = Object.fromEntries(await Promise.all(Object.entries(told.keys).map(async ([of, key]) => [of, await keyFrom(key)])));
  const opened = [];
  for (const record of mine) {
    try {
      opened.push({ record, ...shaped(await unseal(keys[record.night], record)) });
    } catch {
      // Sealed with a key that the office no longer has: it stays here, for whoever mends that.
    }
  }
  try {
    for (let at = 0; at < opened.length; at += AT_ONCE) await send(opened.slice(at, at + AT_ONCE), told, keys);
    await renewOld(told);
  } finally {
    tell("changed");
  }
}

// One answer over which the office stumbles keeps no other from arriving: then each goes by itself.
async function send(some, told, keys) {
  try {
    await sendTogether(some, told, keys);
  } catch (trouble) {
    if (!(trouble instanceof Ill) || some.length === 1) throw trouble;
    let last;
    for (const one of some) await sendTogether([one], told, keys).catch((again) => (last = again));
    if (last) throw last;
  }
}

async function sendTogether(some, told, keys) {
  const { answers } = await ask("inleveren/", { sent: Date.now(), items: some.map((one) => one.item) }, told.csrf);
  const kept = await night();
  for (const { record, item } of some) {
    const answer = answers.find((one) => one.submission === item.submission);
    if (!answer) continue;
    await answered(record, item, answer, keys[record.night], kept?.night === record.night);
    if (kept && answer.door) await renew(kept, answer.door);
  }
}

// Rounds that were asked about some minutes ago: whole, so that nobody can read from it where a pair is (P25).
async function renewOld(told) {
  const kept = await night();
  if (!kept) return;
  for (const round of await roundsOf(kept)) {
    if (round.taken_away || Date.now() - round.asked < STALE) continue;
    try {
      await keepRound(kept, { ...(await ask(`${round.id}/meenemen/`, {}, told.csrf)), asked: Date.now() });
    } catch (trouble) {
      if (!(trouble instanceof Unknown)) throw trouble;
      // Planned anew, or given to others: what it held is theirs now.
      await keepRound(kept, { ...round, stops: [], taken_away: true, signed_off: true });
    }
  }
}

// A door as the office knows it now, in the round on this phone.
export async function renew(kept, door) {
  for (const round of await roundsOf(kept)) {
    const at = round.stops.findIndex((stop) => stop.id === door.id);
    if (at < 0) continue;
    round.stops[at] = { ...round.stops[at], ...door };
    await keepRound(kept, round);
  }
}
