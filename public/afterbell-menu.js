// <afterbell-menu school="https://…">: the parent's page of a school inside any other site, by the protocol
// `afterbell/1`. The site's own origin must be on the school's list.
(() => {
  "use strict";

  const PROTOCOL = "afterbell/1";
  const LONGEST = 8192;
  const NONCE = /^[0-9a-f]{32}$/;
  const LOWEST = 320;
  const HIGHEST = 20000;
  const SANDBOX = "allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox allow-downloads allow-modals";

  /** What the page inside may say. */
  function read(data, after) {
    if (typeof data !== "string" || data.length > LONGEST) return null;
    try {
      const { p, id, t, d } = JSON.parse(data);
      const isWhole = p === PROTOCOL && Number.isSafeInteger(id) && id > after && typeof t === "string";
      return isWhole && d !== null && typeof d === "object" ? { id, t, d } : null;
    } catch {
      return null;
    }
  }

  const text = (it) => (typeof it === "string" ? it.slice(0, 200) : "");

  class AfterbellMenu extends HTMLElement {
    static observedAttributes = ["school", "theme", "font", "height"];

    constructor() {
      super();
      this.attachShadow({ mode: "open" });
      this.hear = this.hear.bind(this);
      this.said = 0;
    }

    connectedCallback() {
      addEventListener("message", this.hear);
      this.open();
    }

    disconnectedCallback() {
      removeEventListener("message", this.hear);
      this.shadowRoot.replaceChildren();
      this.frame = null;
    }

    attributeChangedCallback(name, before, now) {
      if (!this.frame || before === now) return;
      if (name === "school") this.open();
      else if (name === "height") this.setHeight();
      else this.welcome();
    }

    /** The school's address; only https, or this very machine. Its path, where the page is not at the root, stays. */
    address() {
      try {
        const url = new URL(this.getAttribute("school"));
        const isSafe = url.protocol === "https:" || ["localhost", "127.0.0.1"].includes(url.hostname);
        if (!isSafe) return null;
        url.search = "?in=iframe";
        url.hash = "";
        return url;
      } catch {
        return null;
      }
    }

    open() {
      const url = this.address();
      this.shadowRoot.replaceChildren();
      this.frame = null;
      if (!url) return this.tell("error", { reason: "school" });
      this.origin = url.origin;
      this.heard = 0;
      const frame = document.createElement("iframe");
      frame.title = this.getAttribute("label") || "课后服务选课";
      frame.setAttribute("sandbox", SANDBOX);
      frame.allow = "clipboard-write; web-share";
      // Where no other way tells the page inside who frames it.
      frame.referrerPolicy = "origin";
      frame.style.cssText = "display:block;width:100%;border:0;color-scheme:normal";
      // Loaded anew it counts from one again.
      frame.addEventListener("load", () => (this.heard = 0));
      frame.src = url.href;
      this.frame = frame;
      this.style.display = "block";
      this.setHeight();
      this.shadowRoot.append(frame);
    }

    /**
     * As high as the window, so that the bar at the page's foot and its sheets stay in sight; a number fixes the height,
     * and with `auto` the frame is as high as what is in it.
     */
    setHeight(asked) {
      const wanted = this.getAttribute("height");
      const fixed = parseInt(wanted, 10);
      const { style } = this.frame;
      if (fixed > 0) style.height = fixed + "px";
      else if (wanted === "auto") style.height = Math.min(Math.max(asked || 0, LOWEST), HIGHEST) + "px";
      else {
        style.height = "100vh";
        // Engines that do not know it keep the one above.
        style.height = "100dvh";
      }
    }

    say(t, d = {}) {
      this.said += 1;
      const message = JSON.stringify({ p: PROTOCOL, id: this.said, t, d });
      if (this.frame && this.frame.contentWindow) this.frame.contentWindow.postMessage(message, this.origin);
    }

    welcome() {
      const words = {};
      const theme = this.getAttribute("theme");
      if (theme === "light" || theme === "dark") words.theme = theme;
      const font = Number(this.getAttribute("font"));
      if (font >= 1 && font <= 3) words.font = font;
      this.say("init", words);
    }

    /** One screen back in the page inside; from its first one `afterbell-close`. */
    back() {
      this.say("back");
    }

    tell(name, detail = {}) {
      return this.dispatchEvent(new CustomEvent("afterbell-" + name, { detail, bubbles: true, cancelable: true }));
    }

    hear(event) {
      if (!this.frame || event.source !== this.frame.contentWindow || event.origin !== this.origin) return;
      const message = read(event.data, this.heard);
      if (!message) return;
      this.heard = message.id;
      const { id, t, d } = message;
      if (t === "ready") {
        this.welcome();
        this.tell("ready");
      } else if (t === "height" && Number.isFinite(d.height)) this.setHeight(Math.ceil(d.height));
      else if (t === "title") this.tell("title", { title: text(d.title) });
      else if (t === "auth.need" && NONCE.test(d.asked)) this.askSite(d.asked);
      else if (t === "file.open") this.openFile(id, d.url);
      else if (t === "share") this.share(id, d);
      else if (t === "done") this.tell("done");
      else if (t === "close") this.tell("close");
    }

    /**
     * The site may know who this is: `event.detail.answer(code)`, with a code its server has got from the school's. Who
     * answers later says so with `preventDefault()`; else no parent waits.
     */
    askSite(asked) {
      let isAnswered = false;
      const answer = (code) => {
        if (isAnswered || typeof code !== "string") return;
        isAnswered = true;
        this.say("auth.code", { asked, code });
      };
      const isTaken = !this.tell("auth", { answer });
      if (!isTaken && !isAnswered) this.say("auth.none", { asked });
    }

    openFile(id, address) {
      let url;
      try {
        url = new URL(address);
      } catch {
        return;
      }
      if (url.origin !== this.origin || !url.pathname.includes("/api/files/")) return;
      // The site may do it itself. A window that did not open is not done: the page inside has a way of its own.
      if (!this.tell("file", { url: url.href })) return this.say("done", { asked: id });
      const opened = window.open(url.href, "_blank");
      if (!opened) return;
      opened.opener = null;
      this.say("done", { asked: id });
    }

    async share(id, { title, text: words, url }) {
      const card = { title: text(title), text: text(words), url: text(url) };
      if (!card.url.startsWith(this.origin + "/")) return;
      if (this.tell("share", card)) {
        try {
          if (navigator.share) await navigator.share(card);
          else await navigator.clipboard.writeText(card.url);
        } catch {
          return;
        }
      }
      this.say("done", { asked: id });
    }
  }

  if (!customElements.get("afterbell-menu")) customElements.define("afterbell-menu", AfterbellMenu);
})();
