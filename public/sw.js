// Lets the page open without a network. The page itself is asked for anew each time and only
// comes from the cache when nobody answers; files named by their content come from the cache at
// once. What the API says is not ours to keep: the app does that.
"use strict";

const CACHE = "afterbell-1";
/** A phone in a lift gets no answer for a minute; the page need not wait so long. */
const PATIENCE_MILLISECONDS = 4000;
const NAMED_BY_CONTENT = /-[0-9a-f]{16}\.\w+$/;

/** The week, which every parent opens, and the wishes of a drawn round. A page is kept once it was opened. */
const PAGES = ["./", "wishes.html"];
/** Where the page found that no wasm runs, its script is kept instead, and the wasm never fetched. */
const PLAIN = self.location.search === "?plain";
/** Under the name that publication gives it. */
const PROGRAM = PLAIN ? /-plain-[0-9a-f]{16}\.js$/ : /\.wasm$/;
const FILE = '"([^"#?]+\\.(?:js|css|wasm|svg|png|txt|json|webmanifest))"';
const AT_ONCE = new RegExp(`(?:href|src|data-sentences${PLAIN ? "|data-later-plain|data-later-style" : ""})=${FILE}`, "g");
/** Kept when it was fetched, and not before. */
const LATER = new RegExp(`data-later-\\w+=${FILE}`, "g");

const pages = () => PAGES.map((name) => new URL(name, self.registration.scope).href);
const week = () => pages()[0];

/** The page's own files, as it names them; the sentences of every language, which are small. */
function namedIn(html, pattern = AT_ONCE) {
  const names = [];
  html.replace(pattern, (_, name) => names.push(new URL(name, week()).href));
  return names.filter((name) => !(PLAIN && name.endsWith(".wasm")));
}

/** What the other pages that are kept still need. */
async function neededBeside(cache, page) {
  const needed = [];
  for (const other of pages()) {
    const kept = other === page ? undefined : await cache.match(other);
    if (!kept) continue;
    const html = await kept.text();
    needed.push(other, ...namedIn(html), ...namedIn(html, LATER));
  }
  return needed;
}

async function keepPage(cache, page, response) {
  const html = await response.clone().text();
  const names = namedIn(html);
  // A portal's or a proxy's page is not ours, whatever its status says.
  if (!names.some((name) => PROGRAM.test(name))) return;
  const missing = [];
  for (const name of names) if (!(await cache.match(name))) missing.push(name);
  // All or nothing: a page without its files would be worse than an older one.
  await cache.addAll(missing);
  await cache.put(page, response);
  const wanted = new Set([page, ...names, ...namedIn(html, LATER), ...(await neededBeside(cache, page))]);
  for (const { url } of await cache.keys()) {
    if (!wanted.has(url)) await cache.delete(url);
  }
}

/** The newest page, and the promise that it is kept. */
async function askForPage(request, page) {
  const response = await fetch(request);
  const copy = response.clone();
  const kept = response.ok ? caches.open(CACHE).then((cache) => keepPage(cache, page, copy)) : Promise.resolve();
  return { response, kept: kept.catch(() => {}) };
}

async function openPage(event, page) {
  const kept = await caches.match(page);
  const asked = askForPage(event.request, page);
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
  const keep = async () => {
    const cache = await caches.open(CACHE);
    // Also the page from which it is installed, which was opened before anybody could keep it.
    const open = await self.clients.matchAll({ includeUncontrolled: true, type: "window" });
    const shown = open.map((client) => client.url.split("#")[0]);
    for (const page of pages()) {
      if (page === week() || shown.includes(page)) await keepPage(cache, page, await fetch(page, { cache: "no-cache" }));
    }
  };
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
  const page = url.href.split("#")[0];
  if (request.mode === "navigate" && pages().includes(page)) event.respondWith(openPage(event, page));
  else if (NAMED_BY_CONTENT.test(url.pathname)) event.respondWith(openFile(request));
});
