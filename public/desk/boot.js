// Runs in the head, before the first paint: sets the theme, and says so when the desk cannot start.
(function () {
  "use strict";
  var root = document.documentElement;
  var dark = window.matchMedia("(prefers-color-scheme: dark)");

  function setTheme() {
    root.setAttribute("data-theme", dark.matches ? "dark" : "light");
  }

  function showFailed() {
    var shell = document.getElementById("shell");
    if (shell) shell.hidden = true;
    document.getElementById("failed").hidden = false;
  }

  // A panic ends the wasm for good: what is on the screen then would only look alive.
  function isPanic(problem) {
    return window.WebAssembly && problem instanceof window.WebAssembly.RuntimeError;
  }

  setTheme();
  if (dark.addEventListener) dark.addEventListener("change", setTheme);
  window.addEventListener("desk:failed", showFailed);
  window.addEventListener("error", function (event) {
    if (isPanic(event.error)) showFailed();
  });
  window.addEventListener("unhandledrejection", function (event) {
    if (isPanic(event.reason)) showFailed();
  });
  if (!window.WebAssembly || !window.fetch) window.addEventListener("DOMContentLoaded", showFailed);
})();
