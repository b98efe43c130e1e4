// 微信公众号: the page in WeChat's own browser.
import { bare } from "./shared/address.js";
import { arrive } from "./shared/arrive.js";
import { codeByVisit, visitAgain } from "./shared/redirect.js";
import { settings } from "./shared/settings.js";
import { signatureFor } from "./shared/signature.js";

const SIGN_IN = "https://open.weixin.qq.com/connect/oauth2/authorize";
const USED = ["updateAppMessageShareData", "updateTimelineShareData", "closeWindow"];

// WeChat on iPhones signs the address the page was opened with, whatever became of it since.
const landing = bare();
let ready;

async function bridge() {
  const own = await settings("wechat");
  if (!own.app_id) throw new Error("wechat");
  const wx = window.wx && window.wx.config ? window.wx : (await import("./sdk/wechat.js")).default;
  const signed = await signatureFor("wechat", /iPhone|iPad/.test(navigator.userAgent) ? landing : bare());
  return new Promise((resolve, reject) => {
    wx.ready(() => resolve(wx));
    wx.error(reject);
    wx.config({
      appId: own.app_id,
      timestamp: signed.timestamp,
      nonceStr: signed.nonce,
      signature: signed.signature,
      jsApiList: USED,
    });
  });
}

function configured() {
  ready = ready || bridge();
  return ready;
}

async function signInAddress(state) {
  const own = await settings("wechat");
  if (!own.app_id) return null;
  const query = new URLSearchParams({
    appid: own.app_id,
    redirect_uri: landing,
    response_type: "code",
    scope: "snsapi_base",
    state,
  });
  return SIGN_IN + "?" + query + "#wechat_redirect";
}

arrive("wechat", {
  detect: () => /MicroMessenger/i.test(navigator.userAgent),

  preparesShare: true,
  signsInByVisit: true,
  leaveToSignIn: visitAgain,

  async credential() {
    const code = await codeByVisit(signInAddress);
    return code && { credential: code };
  },

  async close() {
    if (window.WeixinJSBridge) window.WeixinJSBridge.call("closeWindow");
    else (await configured()).closeWindow();
    return true;
  },

  /** Says what the app's own menu shares. */
  async share(card) {
    const wx = await configured();
    const said = { title: card.title, desc: card.text || "", link: card.url, imgUrl: card.image || "" };
    await Promise.all([
      new Promise((success, fail) => wx.updateAppMessageShareData({ ...said, success, fail })),
      new Promise((success, fail) => wx.updateTimelineShareData({ ...said, success, fail })),
    ]);
    return "prepared";
  },
});
