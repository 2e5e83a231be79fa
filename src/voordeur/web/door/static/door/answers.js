// A round as it stands now: what the office told, with what was tapped on this phone laid over it.
const LAST = { talked: "talked", refused: "refused", come_back: "come_back", moved: "plain", unsafe: "plain", representative: "plain" };

export const lastQuestion = (what) => LAST[what] ?? "card";

export function standing(round, tapped) {
  const label = Object.fromEntries(Object.values(round.choices).flat());
  const stops = round.stops.map((stop, at) => {
    const own = tapped.filter(({ item }) => item.kind === "result" && item.stop === stop.id);
    const last = own.at(-1);
    const held = last?.answer?.state === "held";
    const waits = last?.record.state === "waiting";
    // What was tapped and did not arrive yet stands first; after that what the office counts, which somebody may have mended.
    const mine = last && { said: label[last.item.answers.result], by: "", submission: last.item.submission };
    const done = mine && (waits || !stop.done) ? mine : stop.done;
    const open = !done && !stop.no_more;
    return {
      ...stop, done, open, number: at + 1, place_on: `${round.id}/${stop.id}`, waits,
      came: last && !waits && !held, held, answer: last?.answer ?? null,
      by: done && done.submission !== mine?.submission ? done.by : "",
      skip: !done && stop.no_more,
      state: done?.said ?? (stop.no_more || ""),
      // Held, or not understood: what the office said of it.
      conflict: last?.answer?.said ? [last.answer.said] : [], meanwhile: last?.answer?.meanwhile ?? [],
      // Without network: what the working method was asked at taking along.
      upcoming: last?.answer?.next ?? (waits && stop.after?.[last.item.answers.result + (last.item.answers.card ? "+card" : "")]) ?? "", mended: last?.answer?.mended ?? "",
    };
  });
  const off = tapped.find(({ item }) => item.kind === "sign_off" && item.round === round.id);
  const next = stops.find((stop) => stop.open);
  return { ...round, stops, next, signed_off: round.signed_off || Boolean(off), off_waits: off?.record.state === "waiting" };
}
