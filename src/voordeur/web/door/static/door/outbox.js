// What was tapped and has to arrive. A record is on the disk before a screen calls it safe, and goes only when it arrived.
import { seal, unseal } from "./seal.js";
import { all, put, remove } from "./store.js";

export async function keep(kept, item) {
  const sealed = await seal(kept.results, item);
  await put("results", { person: kept.person, night: kept.night, state: "waiting", ...sealed });
}

export const waiting = async () => (await all("results")).filter((record) => record.state === "waiting");

// Everything that this night's key opens, oldest first: { record, item, answer }.
export async function tapped(kept) {
  const mine = (await all("results")).filter((record) => record.person === kept.person && record.night === kept.night);
  const opened = await Promise.allSettled(mine.map(async (record) => ({ record, ...shaped(await unseal(kept.results, record)) })));
  return opened.filter((one) => one.status === "fulfilled").map((one) => one.value);
}

// The office answered. What arrived can still be read tonight, and without tonight's keys nothing of it stays; what the office
// could not read goes on waiting here, with what it said.
export async function answered(record, item, answer, key, stays) {
  const state = answer.state === "unreadable" ? "waiting" : "arrived";
  if (state === "arrived" && !stays) return remove("results", record.seq);
  return put("results", { ...record, state, ...(await seal(key, { item, answer })) });
}

export const shaped = (opened) => (opened.item ? opened : { item: opened, answer: null });
