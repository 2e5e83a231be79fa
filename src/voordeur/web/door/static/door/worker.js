// Keeps the door's empty frame on the phone (KEEPS, named above by the server) and gives it without network. Never a page
// with somebody on it: those are not in the list, and nothing else is stored.
const HERE = `voordeur-deur-${VERSION}`;

self.addEventListener("install", (event) => {
  const fresh = KEEPS.map((each) => new Request(each, { cache: "reload" }));
  event.waitUntil(caches.open(HERE).then((cache) => cache.addAll(fresh)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = (names) => names.filter((name) => name.startsWith("voordeur-deur-") && name !== HERE);
  event.waitUntil(caches.keys().then((names) => Promise.all(old(names).map((name) => caches.delete(name)))).then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== self.location.origin) return;
  if (KEEPS.includes(pathname)) event.respondWith(kept(pathname, event.request));
  else if (event.request.mode === "navigate") event.respondWith(fetch(event.request).catch(() => Response.redirect(KEEPS[0])));
});

async function kept(pathname, request) {
  const cache = await caches.open(HERE);
  return (await cache.match(pathname)) ?? fetch(request);
}

// Where the browser offers it: results leave by themselves as soon as there is network, also with every page closed.
self.addEventListener("sync", (event) => {
  if (event.tag === "inleveren") event.waitUntil(sync());
});
