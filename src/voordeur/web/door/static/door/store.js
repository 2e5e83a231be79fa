// The phone's own database: three small cupboards. What lies in them is sealed before it comes here (seal.js).
const NAME = "voordeur-deur";
const CUPBOARDS = {
  keys: { keyPath: "name" }, // the night's two keys, which nobody can take out
  rounds: { keyPath: "id" }, // what may be read tonight
  results: { keyPath: "seq", autoIncrement: true }, // what was tapped, in order
};

let opened;

function open() {
  opened ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => {
      for (const [name, how] of Object.entries(CUPBOARDS)) asked.result.createObjectStore(name, how);
    };
    asked.onsuccess = () => {
      // Another tab that erases or upgrades must not wait for this one; the next use opens it anew.
      asked.result.onversionchange = () => { asked.result.close(); opened = undefined; };
      asked.result.onclose = () => { opened = undefined; };
      resolve(asked.result);
    };
    asked.onerror = () => { opened = undefined; reject(asked.error); };
  });
  return opened;
}

// Resolves when the transaction is on the disk, not when the request is answered: a battery may die in between.
async function during(cupboards, mode, work) {
  const database = await open();
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(cupboards, mode, { durability: "strict" });
    const request = work(transaction);
    transaction.oncomplete = () => resolve(request?.result);
    transaction.onabort = transaction.onerror = () => reject(transaction.error ?? new Error("not stored"));
  });
}

export const get = (cupboard, key) => during(cupboard, "readonly", (t) => t.objectStore(cupboard).get(key));
export const all = (cupboard) => during(cupboard, "readonly", (t) => t.objectStore(cupboard).getAll());
export const put = (cupboard, value) => during(cupboard, "readwrite", (t) => t.objectStore(cupboard).put(value));
export const remove = (cupboard, key) => during(cupboard, "readwrite", (t) => t.objectStore(cupboard).delete(key));

// Changes several cupboards at once, wholly or not at all.
export const together = (cupboards, work) => during(cupboards, "readwrite", work);
