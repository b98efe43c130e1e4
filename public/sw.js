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

async function askForPage(request) {
  const response = await fetch(request);
  if (response.ok) {
    const kept = response.clone();
    caches.open(CACHE).then((cache) => keepPage(cache, kept)).catch(() => {});
  }
  return response;
}

async function openPage(request) {
  const kept = await caches.match(page());
  const asked = askForPage(request);
  if (!kept) return asked;
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MILLISECONDS, kept));
  return Promise.race([asked.catch(() => kept), late]);
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
  if (request.mode === "navigate" && url.href.split("#")[0] === page()) event.respondWith(openPage(request));
  else if (NAMED_BY_CONTENT.test(url.pathname)) event.respondWith(openFile(request));
});
