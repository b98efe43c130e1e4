// Lets the page open without a network. The page itself is asked for anew each time and only
// comes from the cache when nobody answers; files named by their content come from the cache at
// once. What the API says is not ours to keep: the app does that.
"use strict";

const CACHE = "afterbell-1";
/** A phone in a lift gets no answer for a minute; the page need not wait so long. */
const PATIENCE_MILLISECONDS = 4000;
const NAMED_BY_CONTENT = /-[0-9a-f]{16}\.\w+$/;

const page = () => new URL("./", self.registration.scope).href;

/** The page's own files, as it names them; the sentences of every language, which are small. */
function namedIn(html) {
  const names = [...html.matchAll(/(?:href|src|data-sentences)="([^"#?]+\.(?:js|css|wasm|svg|png|txt|json|webmanifest))"/g)];
  return names.map((name) => new URL(name[1], page()).href);
}

async function keepPage(cache, response) {
  const names = namedIn(await response.clone().text());
  // A portal's or a proxy's page is not ours, whatever its status says.
  if (!names.some((name) => name.endsWith(".wasm"))) return;
  const missing = [];
  for (const name of names) if (!(await cache.match(name))) missing.push(name);
  // All or nothing: a page without its files would be worse than an older one.
  await cache.addAll(missing);
  await cache.put(page(), response);
  const wanted = new Set([page(), ...names]);
  for (const { url } of await cache.keys()) {
    if (!wanted.has(url)) await cache.delete(url);
  }
}

/** The newest page, and the promise that it is kept. */
async function askForPage(request) {
  const response = await fetch(request);
  const copy = response.clone();
  const kept = response.ok ? caches.open(CACHE).then((cache) => keepPage(cache, copy)) : Promise.resolve();
  return { response, kept: kept.catch(() => {}) };
}

async function openPage(event) {
  const kept = await caches.match(page());
  const asked = askForPage(event.request);
  // Kept also when the phone was shown the older page meanwhile.
  event.waitUntil(asked.then((answer) => answer.kept, () => {}));
  if (!kept) return (await asked).response;
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MILLISECONDS, kept));
  // While a server restarts, what stands before it answers with an error of its own.
  const good = asked.then(({ response }) => (response.status < 500 ? response : kept), () => kept);
  return Promise.race([good, late]);
}

async function openFile(request) {
  const kept = await caches.match(request.url);
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok && response.type === "basic") {
    const copy = response.clone();
    caches.open(CACHE).then((cache) => cache.put(request.url, copy)).catch(() => {});
  }
  return response;
}

self.addEventListener("install", (event) => {
  const keep = async () => keepPage(await caches.open(CACHE), await fetch(page(), { cache: "no-cache" }));
  event.waitUntil(keep().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const forget = async () => {
    const names = await caches.keys();
    await Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name)));
    await self.clients.claim();
  };
  event.waitUntil(forget());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate" && url.href.split("#")[0] === page()) event.respondWith(openPage(event));
  else if (NAMED_BY_CONTENT.test(url.pathname)) event.respondWith(openFile(request));
});
