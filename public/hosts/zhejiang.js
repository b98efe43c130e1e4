// 浙里办. The page stands on the government's server and reaches ours only through its JSON gateway.
import { until } from "./shared/attempt.js";
import { arrive } from "./shared/arrive.js";
import { relayOver } from "./shared/relay.js";
import { vendorGlobal } from "./shared/script.js";
import { settings } from "./shared/settings.js";

const SCRIPT = "https://assets.zjzwfw.gov.cn/assets/ZWJSBridge/1.1.0/zwjsbridge.js";
const GATEWAY = "https://mapi.zjzwfw.gov.cn/";
const ELDERS_SCALE = 1.3;
const OPENED_ANEW = "afterbell.opened_anew";
let ready;

async function bridge() {
  const found = await vendorGlobal("ZWJSBridge", SCRIPT);
  await until((then) => found.onReady(then));
  return found;
}

function bridged() {
  ready = ready || bridge();
  return ready;
}

/** Nobody is signed in with the app: opening the page anew makes it ask, but not for ever. */
function isFirst() {
  try {
    const before = sessionStorage.getItem(OPENED_ANEW);
    sessionStorage.setItem(OPENED_ANEW, "1");
    return before === null;
  } catch {
    return false;
  }
}

/** One registered interface, which carries whole requests: `POST /api/relay` is behind it. */
async function gateway(request) {
  const own = await settings("zhejiang");
  if (!own.app_key || !own.api) throw new Error("zhejiang");
  const mgop = window.mgop || (await import("./sdk/zhejiang.js")).mgop;
  return new Promise((resolve, reject) => {
    mgop({
      api: own.api,
      host: GATEWAY,
      dataType: "JSON",
      type: "POST",
      data: request,
      appKey: own.app_key,
      header: {},
      onSuccess: (answer) => (/^1000::/.test(answer && answer.ret && answer.ret[0]) ? resolve(answer.data) : reject(answer)),
      onFail: reject,
    });
  });
}

arrive("zhejiang", {
  detect: () => /dtdreamweb/i.test(navigator.userAgent) || Boolean(window.ZWJSBridge),

  async credential() {
    const { result, ticketId } = await (await bridged()).ssoTicket({});
    if (result && ticketId) return { credential: ticketId };
    if (isFirst()) (await bridged()).openLink({ type: "reload" });
    return null;
  },

  async title(text) {
    await (await bridged()).setTitle({ title: text });
    return null;
  },

  async close() {
    await (await bridged()).close();
    return true;
  },

  /** Our files are not behind the gateway: the phone's browser fetches them from the school. */
  async openFile({ url }) {
    const own = await settings("zhejiang");
    if (!own.files) return undefined;
    await (await bridged()).openLink({ url: new URL(url, own.files).href });
    return "host";
  },

  async fontScale() {
    const { uiStyle } = await (await bridged()).getUiStyle({});
    return uiStyle === "elder" ? ELDERS_SCALE : 1;
  },

  transport: relayOver(gateway),
});
