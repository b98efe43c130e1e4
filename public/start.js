// Starts the app. A file of its own, since the content security policy forbids inline scripts.
import init from "./app.js";

// The page preloads the wasm, so the page knows where it is.
const { href } = document.querySelector('link[rel="preload"][type="application/wasm"]');

// The wasm may be kept for a year: one that was damaged on its way must not come out of the cache
// each time a parent tries again. A trap is the app's own, and a fresh file has it too.
const start = () =>
  init({ module_or_path: href }).catch((problem) => {
    if (problem instanceof WebAssembly.RuntimeError) throw problem;
    return init({ module_or_path: fetch(href, { cache: "reload" }) });
  });

// boot.js has asked for the sentences; src/language.rs takes them from here.
window.afterbellSentences
  .then((sentences) => {
    document.getElementById("shell").setAttribute("data-sentences", sentences);
    return start();
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
  if ("serviceWorker" in navigator) navigator.serviceWorker.register("sw.js").catch(() => {});
}
