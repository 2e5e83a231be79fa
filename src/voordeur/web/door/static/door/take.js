// "Begin de ronde op deze telefoon": takes the round along, so that it works from here on without network.
import { keepFrame } from "./frame.js";
import { begin, keepRound } from "./night.js";
import { ask, who } from "./sync.js";

const asked = document.querySelector("[data-take]");
const able = globalThis.crypto?.subtle && "serviceWorker" in navigator && globalThis.indexedDB && navigator.locks;

async function take() {
  await keepFrame(asked.dataset);
  const told = await who();
  const kept = await begin(told);
  await keepRound(kept, { ...(await ask(asked.dataset.take, {}, told.csrf)), asked: Date.now() });
  await navigator.serviceWorker.ready;
  // Asks the browser not to make room by throwing this away; it may refuse, and then little changes.
  await navigator.storage?.persist?.();
  location.assign(asked.dataset.go);
}

if (asked && !able) document.querySelector("[data-take-unable]").hidden = false;

if (asked && able) {
  const trouble = document.querySelector("[data-take-trouble]");
  asked.hidden = false;
  asked.addEventListener("click", async () => {
    asked.disabled = true;
    trouble.hidden = true;
    try {
      await take();
    } catch {
      trouble.hidden = false;
    }
    asked.disabled = false;
  });
}
