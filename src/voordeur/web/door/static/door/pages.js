// Which page stands at an address, and with what. Pure: what the rounds are goes in, a template's name and its values come out.
import { lastQuestion } from "./answers.js";

const clock = (when) => new Date(when).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });

// [template, values, round, door] for an address "#round/stop/how/resident/what".
export function pageOf(where, rounds) {
  const [id, stop, ...rest] = where.slice(1).split("/");
  const round = rounds.find((one) => String(one.id) === id) ?? (rounds.length === 1 ? rounds[0] : null);
  if (!round) return ["t-rounds", { rounds, none: !rounds.length }];
  const door = round.stops.find((one) => String(one.id) === stop);
  return door ? [...ofDoor(round, door, ...rest), round, door] : ["t-round", ofRound(round), round];
}

const ofRound = (round) => ({
  ...round, going: round.next?.address, go: round.next?.place_on, open: round.stops.length && !round.signed_off,
  left: round.next && !round.signed_off, last: !round.next && !round.signed_off, asked_at: clock(round.asked),
  off: round.signed_off && !round.taken_away,
});

// Which page of a door. A "v" before the resident says that a mistake is being mended.
function ofDoor(round, door, how, resident = "", what) {
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
