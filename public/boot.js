// Runs in the head, before the first paint and in any engine, so it is written in ES5: it sets
// the theme and the language, fetches the language's sentences and asks the server the app's first
// questions while the app itself is still on its way, and it says so when the app cannot start.
(function () {
  "use strict";
  var root = document.documentElement;
  // Names what few need beside it.
  var own = document.currentScript;
  var dark = window.matchMedia ? window.matchMedia("(prefers-color-scheme: dark)") : null;
  var started = false;
  // A panic, once there was one.
  var problem = null;

  // What src/appearance.rs and src/language.rs store, as JSON. Reading throws where a chat app or a
  // strict browser forbids storage.
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

  // What a phone asks for, as one of the page's languages: en-GB is en, zh-TW is zh-Hant.
  function languageOf(wish) {
    if (/^zh-(hant|tw|hk|mo)/i.test(wish)) return "zh-Hant";
    return /^zh/i.test(wish) ? "zh-Hans" : String(wish).split("-")[0];
  }

  // The element that names a language; the first language when none of the wishes is spoken.
  function chooseLanguage() {
    var spoken = document.querySelectorAll('meta[name="application-name"]');
    var wishes = [preference("afterbell.language")].concat(navigator.languages || navigator.language);
    for (var i = 0; i < wishes.length; i++) {
      for (var j = 0; j < spoken.length; j++) {
        if (spoken[j].lang === languageOf(wishes[i])) return spoken[j];
      }
    }
    return spoken[0];
  }

  // The sentences arrive beside the wasm; public/start.js waits for them.
  function fetchSentences(language) {
    var integrity = language.getAttribute("data-integrity") || "";
    return window.fetch(language.getAttribute("data-sentences"), { integrity: integrity }).then(function (answer) {
      return answer.text();
    });
  }

  // Engines below Chromium 97 and Safari 16 take our policy for a ban of wasm, others have it switched
  // off: asking tells, and nothing that a browser says of itself.
  function runsWasm() {
    try {
      return !!new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]));
    } catch (refused) {
      return false;
    }
  }

  // The same program as a script, which public/starting.js waits for.
  function fetchPlain(source) {
    window.afterbellPlain = new Promise(function (resolve, reject) {
      var script = document.createElement("script");
      script.onload = resolve;
      script.onerror = reject;
      script.src = source;
      document.head.appendChild(script);
    });
  }

  // Engines before 2021 keep no gap between the items of a row, among other things. Publication has made them
  // a sheet of the page's own.
  function fetchOlderStyle(source) {
    var link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = source;
    document.head.appendChild(link);
  }

  function showFailed() {
    var failed = document.getElementById("failed");
    if (!failed) return;
    failed.hidden = false;
    for (var i = 0; i < failed.children.length; i++) {
      failed.children[i].hidden = failed.children[i].lang !== root.lang;
    }
  }

  // Clicks on the page of this file, and on those of the app that tell as well.
  function followClick(event) {
    var button = event.target;
    if (button.className === "go again") window.location.reload();
    else if (button.className === "link tell") tell(button);
  }

  function named(pattern, text) {
    var found = pattern.exec(text);
    return found ? found[1] : "";
  }

  // What is needed to find the fault, and nothing of the family: an address can hold a code, and
  // what an error says can hold anything.
  function report() {
    var wasm = document.querySelector('link[type="application/wasm"]');
    return JSON.stringify({
      kind: problem ? "panic" : started ? "answer" : "start",
      page: named(/^#\/([a-z]{1,16})/, window.location.hash),
      build: named(/-([0-9a-f]{16})\./, wasm ? wasm.href : ""),
      trace: (String(problem && problem.stack).match(/\d+\]?:0x[0-9a-f]+/g) || []).slice(0, 12).join(" ").replace(/]/g, ""),
      engine: navigator.userAgent.replace(/[^ -~]/g, "").slice(0, 256)
    });
  }

  function tell(button) {
    var number = Math.random().toString(16).slice(2, 8);
    var say = function (name, more) {
      button.textContent = document.querySelector("#failed [lang=" + root.lang + "] ." + name).textContent + (more || "");
    };
    button.disabled = true;
    window
      .fetch("/api/faults", {
        method: "POST",
        headers: { "Content-Type": "application/json", "Idempotency-Key": number },
        body: report()
      })
      .then(function (answer) {
        if (!answer.ok) throw answer;
        say("told", number);
      })
      .then(null, function () {
        button.disabled = false;
        say("untold");
      });
  }

  function fail(event) {
    if (event && isPanic(event.error || event.reason)) problem = event.error || event.reason;
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

  // A network that neither answers nor fails: the app then goes on as without one.
  function tooLong() {
    return new Promise(function (_, reject) {
      window.setTimeout(reject, 30000);
    });
  }

  function ask(path, headers) {
    var answer = Promise.race([window.fetch(path, { headers: headers || {} }), tooLong()]);
    asked[path] = answer;
    answer.then(function (given) {
      if (!given.ok) forgetAsked();
    }, forgetAsked);
    return answer;
  }

  // Chat apps, by what they say of themselves, the special ones before those they are made of. An
  // entrance registered with a vendor names its host itself: ?in=alipay.
  var HOSTS = {
    zhejiang: /dtdreamweb/i,
    telegram: /tgWebAppData=/,
    "wechat-mini-program": /MicroMessenger.*miniProgram/i,
    wecom: /wxwork/i,
    wechat: /MicroMessenger/i,
    dingtalk: /DingTalk/i,
    feishu: /\bLark\/|Feishu/i,
    alipay: /AliApp\(AP/,
    line: /\bLine\//i,
    iframe: /framed$/
  };

  function hostAround() {
    var named = /[?&]in=([a-z-]+)/.exec(window.location.search);
    if (named && HOSTS.hasOwnProperty(named[1])) return named[1];
    var signs = navigator.userAgent + window.location.hash + (window.parent === window ? "" : " framed");
    for (var name in HOSTS) {
      if (HOSTS[name].test(signs)) return name;
    }
  }

  // The host's module stands between it and the app; start.js waits for it, but not for ever.
  function fetchHost(name) {
    if (!name) return;
    var script = document.createElement("script");
    window.afterbellHost = new Promise(function (resolve) {
      window.afterbellHosted = resolve;
      script.onerror = function () {
        resolve();
      };
      window.setTimeout(resolve, 8000);
    });
    script.type = "module";
    script.src = "hosts/" + name + ".js";
    script.setAttribute("data-host", name);
    document.head.appendChild(script);
  }

  function askFirst() {
    var token = preference("afterbell.token");
    ask("/api/places");
    if (token) ask("/api/me", { Authorization: "Bearer " + token, "Accept-Language": language.lang });
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

  var language = chooseLanguage();
  root.lang = language.lang;
  document.title = language.content;
  // Named in the language of the page, as it will be on the home screen.
  var manifest = document.createElement("link");
  manifest.rel = "manifest";
  manifest.href = "manifest." + language.lang + ".webmanifest";
  document.head.appendChild(manifest);
  setTheme();
  if (dark && dark.addListener) dark.addListener(setTheme);
  if (preference("afterbell.care") === true) root.setAttribute("data-care", "");

  window.addEventListener("afterbell:started", function () {
    started = true;
  });
  window.addEventListener("afterbell:failed", fail);
  document.addEventListener("click", followClick);
  // Without a style or a script there is no app. What is only preloaded, such as an answer of the
  // API, the app asks for once more and tells of itself; without its host's module it is a plain page.
  function isNeeded(element) {
    return (element.tagName === "SCRIPT" && !element.hasAttribute("data-host")) || (element.tagName === "LINK" && element.rel === "stylesheet");
  }

  // Capturing, since a file that does not load tells only its own element.
  window.addEventListener(
    "error",
    function (event) {
      if (isPanic(event.error) || (!started && isNeeded(event.target))) fail(event);
      else if (!started && event.error instanceof SyntaxError) fail();
    },
    true
  );
  window.addEventListener("unhandledrejection", function (event) {
    if (isPanic(event.reason)) fail(event);
  });
  if (!window.fetch || !("noModule" in document.createElement("script"))) fail();
  else {
    if (!CSS.supports("inset", "0")) fetchOlderStyle(own.getAttribute("data-later-style"));
    if (!runsWasm()) fetchPlain(own.getAttribute("data-later-plain"));
    window.afterbellSentences = fetchSentences(language);
    fetchHost(hostAround());
    askFirst();
  }
})();
