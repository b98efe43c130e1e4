// The line between a page in a frame and the page around it: one origin, which the school has named.
import { readMessage, writeMessage } from "./frame-messages.js";

/** Where the page around us says it comes from. The browser says so, not the page. */
function originAround() {
  if (location.ancestorOrigins) return location.ancestorOrigins[0];
  try {
    return new URL(document.referrer).origin;
  } catch {
    return null;
  }
}

export function isOfOurOwn() {
  try {
    return window.parent.location.origin === location.origin;
  } catch {
    return false;
  }
}

/** `allowed`: the origins that may frame this school's page. `null` when the one around us is none of them. */
export function openChannel(allowed) {
  const around = originAround();
  if (around && !allowed.includes(around)) return null;
  // A frame inside a frame: who is above the one around us sees what a parent taps, too.
  const above = location.ancestorOrigins ? Array.from(location.ancestorOrigins) : [];
  if (!above.every((origin) => allowed.includes(origin))) return null;
  return new Channel(around ? [around] : allowed);
}

class Channel {
  constructor(origins) {
    // More than one only until the page around us has spoken.
    this.origins = origins;
    this.heard = 0;
    this.said = 0;
    this.listeners = {};
    addEventListener("message", (event) => this.hear(event));
  }

  hear(event) {
    if (event.source !== window.parent || !this.origins.includes(event.origin)) return;
    const message = readMessage(event.data, this.heard);
    if (!message) return;
    this.heard = message.id;
    this.origins = [event.origin];
    for (const listener of (this.listeners[message.t] || []).slice()) listener(message.d);
  }

  on(t, listener) {
    (this.listeners[t] = this.listeners[t] || []).push(listener);
  }

  /** The number under which it was said. Where the origin is not known yet only `ready` is said. */
  say(t, d = {}) {
    if (this.origins.length !== 1 && t !== "ready") throw new Error("unknown");
    this.said += 1;
    for (const origin of this.origins) window.parent.postMessage(writeMessage(this.said, t, d), origin);
    return this.said;
  }

  /** Until the page around us says that it did what message `t` asks. */
  done(t, d) {
    return new Promise((resolve) => {
      const asked = this.say(t, d);
      this.on("done", (answer) => answer.asked === asked && resolve(true));
    });
  }
}
