// How Telegram's apps and a page inside them talk: events with a name and data, by three ways.

const WEB = /^https:\/\/web\.telegram\.org$/;
const LONGEST = 16384;
const listeners = [];

export function post(eventType, eventData = {}) {
  const proxy = window.TelegramWebviewProxy;
  if (proxy) proxy.postEvent(eventType, JSON.stringify(eventData));
  else if (window.external && typeof window.external.notify === "function") {
    window.external.notify(JSON.stringify({ eventType, eventData }));
  } else if (window.parent !== window) {
    window.parent.postMessage(JSON.stringify({ eventType, eventData }), "https://web.telegram.org");
  } else throw new Error("telegram");
}

/** Answers how to stop. */
export function listen(eventType, then) {
  const listener = { eventType, then };
  listeners.push(listener);
  return () => {
    const at = listeners.indexOf(listener);
    if (at >= 0) listeners.splice(at, 1);
  };
}

function receive(eventType, eventData) {
  for (const listener of listeners.slice()) {
    if (listener.eventType === eventType) listener.then(eventData || {});
  }
}

// The apps call a function of the page; each of them another one.
window.Telegram = window.Telegram || {};
window.Telegram.WebView = { receiveEvent: receive };
window.TelegramGameProxy = { receiveEvent: receive };
window.TelegramGameProxy_receiveEvent = receive;

// Telegram in a browser posts messages. Anybody could, so only it is listened to.
addEventListener("message", (event) => {
  if (event.source !== window.parent || !WEB.test(event.origin)) return;
  if (typeof event.data !== "string" || event.data.length > LONGEST) return;
  try {
    const { eventType, eventData } = JSON.parse(event.data);
    if (typeof eventType === "string") receive(eventType, eventData);
  } catch {
    // No message of Telegram's.
  }
});
