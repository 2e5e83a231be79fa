// Sealing: AES-GCM by the browser itself. A key made here can be used and never read, by no script and not by us.
const HOW = { name: "AES-GCM", length: 256 };
const USES = ["encrypt", "decrypt"];

export const freshKey = () => crypto.subtle.generateKey(HOW, false, USES);

export function keyFrom(base64) {
  const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
  return crypto.subtle.importKey("raw", bytes, HOW, false, USES).finally(() => bytes.fill(0));
}

export async function seal(key, value) {
  const iv = crypto.getRandomValues(new Uint8Array(12)); // never twice with one key
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, new TextEncoder().encode(JSON.stringify(value)));
  return { iv, sealed };
}

// Throws where the key is another one or the bytes were touched.
export async function unseal(key, { iv, sealed }) {
  const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, sealed);
  return JSON.parse(new TextDecoder().decode(plain));
}
