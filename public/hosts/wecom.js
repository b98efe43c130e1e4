// 企业微信, and its 家校沟通: the school's directory may know whose parent this is.
import { bare } from "./shared/address.js";
import { arrive } from "./shared/arrive.js";
import { codeByVisit, visitAgain } from "./shared/redirect.js";
import { settings } from "./shared/settings.js";
import { signatureFor } from "./shared/signature.js";

const SIGN_IN = "https://open.weixin.qq.com/connect/oauth2/authorize";
const USED = ["onMenuShareAppMessage", "closeWindow", "previewFile"];

const landing = bare();
let ready;

async function register() {
  const own = await settings("wecom");
  if (!own.corp_id) throw new Error("wecom");
  const sdk = await import("./sdk/wecom.js");
  sdk.register({
    corpId: own.corp_id,
    jsApiList: USED,
    getConfigSignature: async (url) => {
      const signed = await signatureFor("wecom", url.split("#")[0]);
      return { timestamp: signed.timestamp, nonceStr: signed.nonce, signature: signed.signature };
    },
  });
  return sdk;
}

function registered() {
  ready = ready || register();
  return ready;
}

async function signInAddress(state) {
  const own = await settings("wecom");
  if (!own.corp_id) return null;
  const query = new URLSearchParams({
    appid: own.corp_id,
    redirect_uri: landing,
    response_type: "code",
    scope: "snsapi_base",
    state,
    agentid: own.agent_id || "",
  });
  return SIGN_IN + "?" + query + "#wechat_redirect";
}

arrive("wecom", {
  detect: () => /wxwork/i.test(navigator.userAgent),

  preparesShare: true,
  signsInByVisit: true,
  leaveToSignIn: visitAgain,

  async credential() {
    const code = await codeByVisit(signInAddress);
    return code && { credential: code };
  },

  async close() {
    await (await registered()).closeWindow();
    return true;
  },

  async share(card) {
    const sdk = await registered();
    sdk.onMenuShareAppMessage({ title: card.title, desc: card.text || "", link: card.url, imgUrl: card.image || "" });
    return "prepared";
  },

  /** Its viewer shows documents; what it does not know, such as a calendar, the page opens. */
  async openFile({ url, type, name, size }) {
    if (type !== "application/pdf" || !size) return undefined;
    await (await registered()).previewFile({ url: new URL(url, location.href).href, name: name || "", size });
    return "host";
  },
});
