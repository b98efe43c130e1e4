// 飞书, Lark. Its script comes from the vendor only: the page `?in=feishu` has a policy for it.
import { WECHAT_STYLE, DINGTALK_STYLE, called, until } from "./shared/attempt.js";
import { arrive } from "./shared/arrive.js";
import { random } from "./shared/random.js";
import { vendorGlobal } from "./shared/script.js";
import { settings } from "./shared/settings.js";

const SCRIPT = "https://lf1-cdn-tos.bytegoofy.com/goofy/lark/op/h5-js-sdk-1.5.30.js";
let ready;

async function kit() {
  const found = await vendorGlobal("h5sdk", SCRIPT);
  await until((then) => found.ready(then));
  return found;
}

function prepared() {
  ready = ready || kit();
  return ready;
}

async function requestCode(appId) {
  const { tt } = window;
  if (!tt.requestAccess) {
    return called((options) => tt.requestAuthCode(options), WECHAT_STYLE, { appId });
  }
  const state = random();
  const answer = await called((options) => tt.requestAccess(options), WECHAT_STYLE, { appID: appId, scopeList: [], state });
  // An answer to a question of somebody else's.
  if (answer.state !== undefined && answer.state !== state) throw new Error("state");
  return answer;
}

arrive("feishu", {
  detect: () => Boolean(window.h5sdk) || /\bLark\/|Feishu/i.test(navigator.userAgent),

  async credential() {
    const own = await settings("feishu");
    if (!own.app_id) return null;
    await prepared();
    const { code } = await requestCode(own.app_id);
    return code ? { credential: code } : null;
  },

  async title(text) {
    const { biz } = await prepared();
    await called((options) => biz.navigation.setTitle(options), DINGTALK_STYLE, { title: text });
    return null;
  },

  async close() {
    const { biz } = await prepared();
    await called((options) => biz.navigation.close(options), DINGTALK_STYLE);
    return true;
  },

  async share(card) {
    const { biz } = await prepared();
    const said = { url: card.url, title: card.title, content: card.text || "", image: card.image || "" };
    await called((options) => biz.util.share(options), DINGTALK_STYLE, said);
    return "shared";
  },
});
