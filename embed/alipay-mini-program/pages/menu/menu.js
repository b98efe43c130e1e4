// The page that is the mini-program: signs in with Alipay, then shows the school's page, and gives it a fresh ticket
// whenever it asks for one.
const config = require("../../config.js");
const sentences = require("../../sentences.js");
const { addressFor, cardFor } = require("../../shell.js");

const HOST = "alipay";
const LONGEST_WAIT_MILLISECONDS = 8000;
const COMMON_SIZE = 16;

function look() {
  const { fontSizeSetting } = my.getSystemInfoSync();
  return { scale: fontSizeSetting > 0 ? fontSizeSetting / COMMON_SIZE : 1 };
}

Page({
  data: { address: "", sentence: sentences.opening },

  onLoad(query) {
    const go = decodeURIComponent((query && query.go) || "");
    this.said = null;
    // Without a ticket the page opens too, and asks for the code of the school's letter.
    this.signIn((ticket) => this.setData({ address: addressFor(config, HOST, ticket, look(), go) }));
  },

  /** Calls back once: with a ticket, or with nothing when Alipay or the school does not answer in time. */
  signIn(then) {
    let isOver = false;
    const end = (ticket) => {
      if (isOver) return;
      isOver = true;
      clearTimeout(late);
      then(ticket);
    };
    const late = setTimeout(end, LONGEST_WAIT_MILLISECONDS, null);
    my.getAuthCode({
      scopes: ["auth_base"],
      success: ({ authCode }) => {
        if (!authCode) return end(null);
        my.request({
          url: config.school + "/api/hosts/" + HOST + "/tickets",
          method: "POST",
          data: { code: authCode },
          headers: { "content-type": "application/json" },
          dataType: "json",
          timeout: LONGEST_WAIT_MILLISECONDS,
          success: ({ data }) => end(data ? data.ticket : null),
          fail: () => end(null),
        });
      },
      fail: () => end(null),
    });
  },

  hear({ detail }) {
    if (!detail) return;
    if (detail.t === "share") this.said = detail;
    if (detail.t !== "auth.need") return;
    this.signIn((ticket) => {
      // The web-view is there only once it has an address, so it is looked up here.
      if (ticket) my.createWebViewContext("menu").postMessage({ t: "auth.code", asked: detail.asked, ticket });
    });
  },

  onShareAppMessage(options) {
    return cardFor(config, options && options.webViewUrl, this.said);
  },
});
