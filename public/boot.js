// Runs in the head, before the first paint and in any engine, so it is written in ES5: it sets
// the theme, asks the server the app's first questions while the app itself is still on its way,
// and it says so when the app cannot start.
(function () {
  "use strict";
  var root = document.documentElement;
  var dark = window.matchMedia ? window.matchMedia("(prefers-color-scheme: dark)") : null;
  var started = false;

  // What src/appearance.rs stores, as JSON. Reading throws where a chat app or a strict browser
  // forbids storage.
  function preference(name) {
    try {
      return JSON.parse(window.localStorage.getItem(name));
    } catch (unreadable) {
      return null;
    }
  }

  function setTheme() {
    var stored = preference("afterbell.theme");
    var followed = dark && dark.matches ? "dark" : "light";
    root.setAttribute("data-theme", stored === "dark" || stored === "light" ? stored : followed);
  }

  function showFailed() {
    var failed = document.getElementById("failed");
    if (!failed) return;
    failed.hidden = false;
    var button = failed.querySelector("button");
    if (button) {
      button.onclick = function () {
        window.location.reload();
      };
    }
  }

  function fail() {
    if (document.readyState === "loading") {
      document.addEventListener("DOMContentLoaded", showFailed);
    } else {
      showFailed();
    }
  }

  // A panic ends the wasm for good, whenever it happens; other errors after the start do not.
  function isPanic(problem) {
    return window.WebAssembly && problem instanceof window.WebAssembly.RuntimeError;
  }

  // The answers on their way, by path; src/api.rs takes each of them once. One that is none makes
  // the others old: the app then asks for everything itself, and tells what it hears.
  var asked = {};
  window.afterbellAsked = function (path) {
    var answer = asked[path];
    delete asked[path];
    return answer;
  };

  function forgetAsked() {
    asked = {};
  }

  function ask(path, headers) {
    var answer = window.fetch(path, { headers: headers || {} });
    asked[path] = answer;
    answer.then(function (given) {
      if (!given.ok) forgetAsked();
    }, forgetAsked);
    return answer;
  }

  function askFirst() {
    var token = preference("afterbell.token");
    ask("/api/places");
    if (token) ask("/api/me", { Authorization: "Bearer " + token });
    // Given only when the menu it names is asked for, or the app would ask for that again.
    asked["/api/school"] = ask("/api/school").then(function (answer) {
      if (!answer.ok) return answer;
      return answer.clone().json().then(function (school) {
        ask("/api/menus/" + school.menu);
        return answer;
      });
    });
    asked["/api/school"].then(null, forgetAsked);
  }

  setTheme();
  if (dark && dark.addListener) dark.addListener(setTheme);
  if (preference("afterbell.care") === true) root.setAttribute("data-care", "");

  window.addEventListener("afterbell:started", function () {
    started = true;
  });
  window.addEventListener("afterbell:failed", fail);
  // Capturing, since a file that does not load tells only its own element.
  window.addEventListener(
    "error",
    function (event) {
      var tag = event.target && event.target.tagName;
      if (isPanic(event.error) || (!started && (tag === "SCRIPT" || tag === "LINK"))) fail();
      else if (!started && event.error instanceof SyntaxError) fail();
    },
    true
  );
  window.addEventListener("unhandledrejection", function (event) {
    if (isPanic(event.reason)) fail();
  });
  if (window.fetch && window.Promise) askFirst();
  if (!window.WebAssembly || !("noModule" in document.createElement("script"))) fail();
})();
