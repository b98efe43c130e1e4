// 微信小程序 <web-view>: the mini-program's own page has signed in and hands a ticket over behind the
// `#`; see embed/wechat-mini-program.
import { scaleOf, screenOf, takeHandover, themeOf, ticketOf } from "./shared/address.js";
import { WECHAT_STYLE, called } from "./shared/attempt.js";
import { arrive } from "./shared/arrive.js";

const handover = takeHandover();
const MENU_PAGE = "/pages/menu/menu";
const DOCUMENT_PAGE = "/pages/document/document";

/** The SDK, self-hosted; some versions of the app put it into the page themselves. */
async function miniProgram() {
  const ready = window.wx && window.wx.miniProgram ? window.wx : (await import("./sdk/wechat.js")).default;
  return ready.miniProgram;
}

arrive("wechat-mini-program", {
  detect: () => window.__wxjs_environment === "miniprogram" || /miniProgram/i.test(navigator.userAgent),

  preparesShare: true,

  /** The mini-program's page signs in anew and opens this screen with a fresh ticket. */
  leaveToSignIn() {
    const go = "go=" + encodeURIComponent(screenOf(location.hash));
    miniProgram().then((shell) => shell.redirectTo({ url: MENU_PAGE + "?" + go }), () => {});
  },

  credential() {
    const ticket = ticketOf(handover);
    return ticket ? { credential: ticket } : null;
  },

  async close() {
    const shell = await miniProgram();
    await called((options) => shell.navigateBack(options), WECHAT_STYLE, { delta: 1 });
    return true;
  },

  /** Arrives when the parent opens the menu to share, which is when it is needed. */
  async share(card) {
    const shell = await miniProgram();
    shell.postMessage({ data: { t: "share", title: card.title, url: card.url } });
    return "prepared";
  },

  /** A web-view downloads nothing: a page of the mini-program does. */
  async openFile({ url, type }) {
    const shell = await miniProgram();
    const query = "url=" + encodeURIComponent(new URL(url, location.href).href) + "&type=" + encodeURIComponent(type || "");
    await called((options) => shell.navigateTo(options), WECHAT_STYLE, { url: DOCUMENT_PAGE + "?" + query });
    return "host";
  },

  fontScale: () => scaleOf(handover),
  theme: () => themeOf(handover),
});
