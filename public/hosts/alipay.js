// 支付宝小程序 <web-view>: as in WeChat a page of the mini-program signs in and hands a ticket over; here
// both can also talk while they live. See embed/alipay-mini-program.
import { scaleOf, takeHandover, themeOf, ticketOf } from "./shared/address.js";
import { WECHAT_STYLE, called } from "./shared/attempt.js";
import { arrive } from "./shared/arrive.js";
import { random } from "./shared/random.js";
import { vendorGlobal } from "./shared/script.js";

// An address that only the app itself knows.
const SCRIPT = "https://appx/web-view.min.js";
const DOCUMENT_PAGE = "/pages/document/document";

const handover = takeHandover();
let handed = ticketOf(handover);
const shell = () => vendorGlobal("my", SCRIPT);

/** Asks the page around us for a fresh ticket; the answer names the question. */
async function askForTicket() {
  const my = await shell();
  const asked = random();
  return new Promise((resolve) => {
    my.onMessage = (message) => {
      if (!message || message.t !== "auth.code" || message.asked !== asked) return;
      resolve(ticketOf(new URLSearchParams({ t: String(message.ticket) })));
    };
    my.postMessage({ t: "auth.need", asked });
  });
}

arrive("alipay", {
  detect: () => /AliApp\(AP/.test(navigator.userAgent),

  preparesShare: true,

  async credential() {
    // The one that was handed over opens once; the page around us gives others.
    const ticket = handed || (await askForTicket());
    handed = null;
    return ticket ? { credential: ticket } : null;
  },

  async close() {
    const my = await shell();
    await called((options) => my.navigateBack(options), WECHAT_STYLE);
    return true;
  },

  async share(card) {
    (await shell()).postMessage({ t: "share", title: card.title, text: card.text || "", url: card.url });
    return "prepared";
  },

  async openFile({ url, type }) {
    const my = await shell();
    const query = "url=" + encodeURIComponent(new URL(url, location.href).href) + "&type=" + encodeURIComponent(type || "");
    await called((options) => my.navigateTo(options), WECHAT_STYLE, { url: DOCUMENT_PAGE + "?" + query });
    return "host";
  },

  fontScale: () => scaleOf(handover),
  theme: () => themeOf(handover),
});
