// Listens to the page from its first line on and keeps what goes wrong. Classic WebDriver hears no
// console, and WebKit prints none of an automated browser.
(function () {
  "use strict";
  function keep(text) {
    var kept = JSON.parse(sessionStorage.getItem("complaints") || "[]");
    sessionStorage.setItem("complaints", JSON.stringify(kept.concat(String(text))));
  }
  var error = console.error;
  console.error = function () {
    keep(Array.prototype.join.call(arguments, " "));
    error.apply(console, arguments);
  };
  addEventListener(
    "error",
    function (event) {
      keep(event.message || "not loaded: " + (event.target.src || event.target.href));
    },
    true
  );
  addEventListener("afterbell:started", function () {
    sessionStorage.setItem("startedAfter", Math.round(performance.now()));
  });
  addEventListener("unhandledrejection", function (event) {
    keep("uncaught: " + event.reason);
  });
  addEventListener("securitypolicyviolation", function (event) {
    keep("Content Security Policy: " + event.violatedDirective + " " + event.blockedURI);
  });
})();
