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

// boot.js has asked for the sentences, which src/language.rs takes from here, and for the module of
// the chat app around us, if there is one.
Promise.all([window.afterbellSentences, window.afterbellHost])
  .then(([sentences, host]) => {
    window.afterbellHost = host;
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

// The first Chinese letter of each sound, in the order of the sounds: who sorts before the next one
// begins with this one. Sorting is what browsers know of how Chinese is read.
const FIRST_OF_EACH_SOUND = "哎八擦搭讹发嘎哈讥喀垃妈拿哦趴七然撒他挖夕丫匝";
const SOUNDS = "abcdefghjklmnopqrstwxyz";
let order;
const known = new Map();

function initial(letter) {
  if (!/[\u3400-\u9fff]/.test(letter)) return letter.toLowerCase();
  order = order || new Intl.Collator("zh-Hans-u-co-pinyin");
  let [from, to] = [0, SOUNDS.length - 1];
  while (from < to) {
    const middle = (from + to + 1) >> 1;
    if (order.compare(letter, FIRST_OF_EACH_SOUND[middle]) < 0) to = middle - 1;
    else from = middle;
  }
  return SOUNDS[from];
}

// src/initials.rs asks at every key, so what was asked before is remembered.
window.afterbellInitials = (text) => {
  if (!known.has(text)) known.set(text, [...text].map(initial).join(""));
  return known.get(text);
};

// The next time, the page also opens without a network. Where there is no service worker, or it
// is forbidden, everything else works all the same.
function keepForLater() {
  if ("serviceWorker" in navigator) navigator.serviceWorker.register("sw.js").catch(() => {});
}
