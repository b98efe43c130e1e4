// Starts a page's wasm module. A file of its own, since the content security policy forbids inline
// scripts; start.js and wishes/start.js say which module it is.

// The page preloads the wasm, so the page knows where it is.
const { href } = document.querySelector('link[rel="preload"][type="application/wasm"]');

// Where no wasm runs, boot.js has asked for the program as a script.
const plain = window.afterbellPlain;

// The wasm may be kept for a year: one that was damaged on its way must not come out of the cache
// each time a parent tries again. A trap is the app's own, and a fresh file has it too.
const start = (init) =>
  init({ module_or_path: plain || href }).catch((problem) => {
    if (plain || problem instanceof WebAssembly.RuntimeError) throw problem;
    return init({ module_or_path: fetch(href, { cache: "reload" }) });
  });

// What src/host.rs asks for: the chat app's own way, or else the browser's.
window.afterbellOpen = (url, type) =>
  window.afterbellHost ? window.afterbellHost.openFile({ url, type }) : location.assign(url);

window.afterbellCan = (what) => {
  const host = window.afterbellHost;
  if (what === "share") return host ? host.asksToShare : Boolean(navigator.share);
  return Boolean(host);
};

// The screen on show: its address names a course and nobody. A chat app also needs to know its own entrance.
window.afterbellShare = (title, said, copied, refused) => {
  const host = window.afterbellHost;
  const url = location.origin + location.pathname + (host ? location.search : "") + location.hash;
  const say = (how) => (said.textContent = { copied, none: refused }[how] || "");
  return (host || navigator).share({ title, text: "", url }).then(say, say);
};

// boot.js has asked for the sentences, which src/language.rs takes from here, and for the module of
// the chat app around us, if there is one.
export const begin = (init) =>
  Promise.all([window.afterbellSentences, window.afterbellHost])
    .then(([sentences, host]) => {
      window.afterbellHost = host;
      document.getElementById("shell").setAttribute("data-sentences", sentences);
      return start(init);
    })
    .then(
      () => {
        dispatchEvent(new Event("afterbell:started"));
        keepForLater();
      },
      (problem) => {
        dispatchEvent(new Event("afterbell:failed"));
        throw problem;
      },
    );

// The next time, the page also opens without a network. Where there is no service worker, or it
// is forbidden, everything else works all the same.
function keepForLater() {
  if ("serviceWorker" in navigator) navigator.serviceWorker.register(plain ? "sw.js?plain" : "sw.js").catch(() => {});
}
