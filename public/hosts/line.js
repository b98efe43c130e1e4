// LINE, as a LIFF app.
import { arrive } from "./shared/arrive.js";
import { settings } from "./shared/settings.js";

let ready;

async function start() {
  const own = await settings("line");
  if (!own.liff_id) throw new Error("line");
  const liff = window.liff || (await import("./sdk/line.js")).default;
  await liff.init({ liffId: own.liff_id });
  return liff;
}

function started() {
  ready = ready || start();
  return ready;
}

arrive("line", {
  detect: () => /\bLine\/|\bLIFF\b/i.test(navigator.userAgent),

  /** Inside LINE the parent is signed in by opening the page. */
  async credential() {
    const liff = await started();
    const token = liff.isLoggedIn() ? liff.getIDToken() : null;
    return token ? { credential: token } : null;
  },

  async close() {
    (await started()).closeWindow();
    return true;
  },

  async share(card) {
    const liff = await started();
    if (!liff.isApiAvailable("shareTargetPicker")) return undefined;
    const text = [card.title, card.text, card.url].filter(Boolean).join("\n");
    const sent = await liff.shareTargetPicker([{ type: "text", text }]);
    return sent ? "shared" : "left";
  },

  /** LINE's browser keeps no files; the phone's own does. */
  async openFile({ url }) {
    (await started()).openWindow({ url: new URL(url, location.href).href, external: true });
    return "host";
  },
});
