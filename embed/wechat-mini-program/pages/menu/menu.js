// The page that is the mini-program: signs in with WeChat, then shows the school's page.
const config = require("../../config.js");
const sentences = require("../../sentences.js");
const { addressFor, cardFor } = require("../../shell.js");

const HOST = "wechat-mini-program";
const LONGEST_WAIT_MILLISECONDS = 8000;

/** Size of type and colours as the parent has set them in WeChat. */
function look() {
  const about = wx.getAppBaseInfo ? wx.getAppBaseInfo() : wx.getSystemInfoSync();
  const scale = about.fontSizeScaleFactor || about.fontSizeSetting / 17;
  return { scale: scale > 0 ? scale : 1, theme: about.theme };
}

Page({
  data: { address: "", sentence: sentences.opening, failed: false, sentences },

  onLoad(options) {
    this.go = decodeURIComponent((options && options.go) || "");
    this.open();
  },

  open() {
    this.setData({ address: "", failed: false, sentence: sentences.opening });
    this.said = null;
    // Without a ticket the page opens too, and asks for the code of the school's letter.
    const show = (ticket) => this.setData({ address: addressFor(config, HOST, ticket, look(), this.go) });
    this.signIn(show);
  },

  /** Calls back once: with a ticket, or with nothing when WeChat or the school does not answer in time. */
  signIn(then) {
    let isOver = false;
    const end = (ticket) => {
      if (isOver) return;
      isOver = true;
      clearTimeout(late);
      then(ticket);
    };
    const late = setTimeout(end, LONGEST_WAIT_MILLISECONDS, null);
    wx.login({
      success: ({ code }) => {
        if (!code) return end(null);
        wx.request({
          url: config.school + "/api/hosts/" + HOST + "/tickets",
          method: "POST",
          data: { code },
          header: { "content-type": "application/json" },
          timeout: LONGEST_WAIT_MILLISECONDS,
          success: ({ statusCode, data }) => end(statusCode === 200 && data ? data.ticket : null),
          fail: () => end(null),
        });
      },
      fail: () => end(null),
    });
  },

  /** Comes when the parent shares: the page's last word on it is the one that counts. */
  hear({ detail }) {
    const messages = (detail && detail.data) || [];
    this.said = messages.filter((message) => message && message.t === "share").pop() || null;
  },

  fail() {
    this.setData({ address: "", failed: true, sentence: sentences.offline });
  },

  onShareAppMessage({ webViewUrl }) {
    return cardFor(config, webViewUrl, this.said);
  },
});
