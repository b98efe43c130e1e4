// Starts the desk. A file of its own, since the content security policy forbids inline scripts.
import init from "./desk.js";

// The page preloads the wasm, so the page knows where it is.
const { href } = document.querySelector('link[rel="preload"][type="application/wasm"]');

init({ module_or_path: href }).catch((problem) => {
  dispatchEvent(new Event("desk:failed"));
  throw problem;
});
