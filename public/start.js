// Starts the app. A file of its own, since the content security policy forbids inline scripts.
import init from "./app.js";

// The page preloads the wasm, so the page knows where it is.
const wasm = document.querySelector('link[rel="preload"][type="application/wasm"]');

init({ module_or_path: wasm.href }).then(
  () => dispatchEvent(new Event("afterbell:started")),
  (problem) => {
    dispatchEvent(new Event("afterbell:failed"));
    throw problem;
  },
);
