// 钉钉.
import { arrive } from "./shared/arrive.js";
import { settings } from "./shared/settings.js";

const sdk = () => import("./sdk/dingtalk.js");

arrive("dingtalk", {
  detect: () => /DingTalk/i.test(navigator.userAgent),

  /** Works once, for five minutes. Some versions never answer; the caller's patience is the bound. */
  async credential() {
    const own = await settings("dingtalk");
    if (!own.corp_id) return null;
    const { requestAuthCode } = await sdk();
    const { code } = await requestAuthCode({ corpId: own.corp_id, clientId: own.client_id || "" });
    return code ? { credential: code } : null;
  },

  async title(text) {
    await (await sdk()).setTitle({ title: text });
    return null;
  },

  async close() {
    await (await sdk()).close({});
    return true;
  },

  async share(card) {
    await (await sdk()).share({ type: 0, url: card.url, title: card.title, content: card.text || "", image: card.image || "" });
    return "shared";
  },
});
