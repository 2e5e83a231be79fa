// Hands in what waits, in the order in which it was tapped. One tab at a time; sending twice would do no harm either.
import { keepRound, lock, night, roundsOf, tell } from "./night.js";
import { arrived, shaped, waiting } from "./outbox.js";
import { keyFrom, unseal } from "./seal.js";

const DOOR = new URL(location.pathname.replace(/\/deur\/.*$/, "/deur/"), location.origin);
const AT_ONCE = 40;

export class Gone extends Error {} // the server knows no session here
export class Offline extends Error {}

// Asks the office. Throws Offline without an answer, Gone where it sends us to the sign-in.
export async function ask(path, sent, csrf) {
  const how = { credentials: "same-origin", redirect: "manual", cache: "no-store", signal: AbortSignal.timeout(20_000) };
  if (csrf) Object.assign(how, { method: "POST", headers: { "X-CSRFToken": csrf, "Content-Type": "application/json" }, body: JSON.stringify(sent ?? {}) });
  let answer;
  try {
    answer = await fetch(new URL(path, DOOR), how);
  } catch {
    throw new Offline();
  }
  if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) throw new Gone();
  if (!answer.ok) throw new Offline(); // a server that is ill is as good as none: what waits goes on waiting
  return answer.json();
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

export const sync = () => navigator.locks.request("voordeur-inleveren", hand_in);

async function hand_in() {
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
  for (let at = 0; at < opened.length; at += AT_ONCE) await send(opened.slice(at, at + AT_ONCE), told, keys);
  tell("changed");
}

async function send(some, told, keys) {
  const { answers } = await ask("inleveren/", { sent: Date.now(), items: some.map((one) => one.item) }, told.csrf);
  const kept = await night();
  for (const { record, item } of some) {
    const answer = answers.find((one) => one.submission === item.submission);
    if (!answer || answer.state === "unreadable") continue;
    await arrived(record, item, answer, keys[record.night], kept?.night === record.night);
    if (kept && answer.door) await renew(kept, answer.door);
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
