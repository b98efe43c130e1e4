// The parent's app over a draft: runs before boot.js, and stands between the app and the world. The
// desk around this frame says what the school would answer; nothing is sent, nothing is stored.
(function () {
  "use strict";
  var answers = window.parent !== window && window.parent.afterbellPreview;
  var kept = {};

  // The clerk may be a parent too: what this page keeps must not meet what that one has kept.
  var memory = {
    getItem: function (name) {
      return Object.prototype.hasOwnProperty.call(kept, name) ? kept[name] : null;
    },
    setItem: function (name, value) {
      kept[name] = String(value);
    },
    removeItem: function (name) {
      delete kept[name];
    },
    clear: function () {
      kept = {};
    },
    key: function (index) {
      return Object.keys(kept)[index] || null;
    },
    get length() {
      return Object.keys(kept).length;
    }
  };
  ["localStorage", "sessionStorage"].forEach(function (name) {
    Object.defineProperty(window, name, { configurable: true, value: memory });
  });
  memory.setItem("afterbell.token", JSON.stringify("preview"));

  var fetchFile = window.fetch.bind(window);
  window.fetch = function (asked, options) {
    var request = asked instanceof Request ? asked : new Request(asked, options);
    var path = new URL(request.url).pathname;
    // The agreement is a published text, the same for everybody.
    if (path.indexOf("/api/") !== 0 || path.indexOf("/api/agreements/") === 0) return fetchFile(asked, options);
    var text = answers && request.method === "GET" ? answers(path) : null;
    var body = text === null || text === undefined ? '{"type":"/api/problems/not_found","status":404,"code":"not_found"}' : text;
    // What is refused says its status itself.
    var status = JSON.parse(body).status || 200;
    return Promise.resolve(new Response(body, { status: status, headers: { "Content-Type": "application/json" } }));
  };
  // From one page of the parent's to another: also that one over the draft.
  var overDraft = { "/": "preview.html", "/index.html": "preview.html", "/wishes.html": "preview-wishes.html" };
  document.addEventListener(
    "click",
    function (event) {
      var link = event.target.closest && event.target.closest("a[href]");
      var page = link && link.origin === location.origin && overDraft[link.pathname];
      if (!page) return;
      event.preventDefault();
      location.assign(page + link.hash);
    },
    true
  );
  // Places do not move in a draft.
  window.EventSource = function () {
    this.addEventListener = function () {};
    this.removeEventListener = function () {};
    this.close = function () {};
    this.readyState = 0;
  };
  // No service worker may keep a draft for a parent.
  delete Navigator.prototype.serviceWorker;
})();
