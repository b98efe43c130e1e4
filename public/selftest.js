// A page that a person opens in a real app: what was found there and what works, to be sent to whoever asked. It runs
// boot.js and the host's module as the page of the parents does. What it tells holds nothing of a family: neither
// credential nor token, and of the address only which entrance it is.

const LONGEST_WAIT_MILLISECONDS = 20000;

const say = {
  host: "所在的应用",
  page: "普通网页",
  entrance: "入口",
  none: "无",
  signedIn: "登录",
  server: "学校服务器",
  scale: "字号",
  theme: "深浅色",
  edges: "底部安全区",
  width: "屏幕宽度",
  storage: "本机存储",
  wasm: "WebAssembly",
  push: "推送",
  share: "分享",
  file: "打开文件",
  close: "关闭",
  yes: "可用",
  no: "不可用",
  waiting: "请稍候……",
  copied: "已复制",
  uncopied: "没有复制成功，请长按上面的文字自己复制",
  closed: "本页还开着，说明没有关闭成功",
};

/** Sign-ins, in words. */
const SIGNED_IN = {
  "signed in": "已登录",
  kept: "已登录（上次的）",
  unknown: "应用已认出，学校还没有绑定",
  refused: "学校服务器没有接受",
  offline: "没有连上学校服务器",
  none: "应用没有给出凭证",
  late: "太慢，没有等到",
  failed: "出错",
};

/** What sharing and opening came to. */
const OUTCOMES = {
  prepared: "已准备好，请从应用右上角的菜单分享",
  shared: "已交给应用",
  copied: "链接已复制",
  left: "已取消",
  none: "不可用",
  host: "由应用打开",
};

/** As people call the apps. */
const HOSTS = {
  "wechat-mini-program": "微信小程序",
  wechat: "微信",
  wecom: "企业微信",
  dingtalk: "钉钉",
  feishu: "飞书",
  alipay: "支付宝小程序",
  zhejiang: "浙里办",
  telegram: "Telegram",
  line: "LINE",
  iframe: "其他网站",
};

const found = new Map();

function show(name, value) {
  found.set(name, String(value));
  const list = document.getElementById("found");
  list.replaceChildren(
    ...Array.from(found, ([key, shown]) => {
      const row = document.createElement("div");
      const [term, detail] = [document.createElement("dt"), document.createElement("dd")];
      term.textContent = say[key] || key;
      detail.textContent = shown;
      row.append(term, detail);
      return row;
    }),
  );
  document.getElementById("code").value = code();
}

/** Plain words in a fixed order, so that two phones compare at a glance. */
function code() {
  const host = window.afterbellHost;
  const heard = host && host.report ? host.report() : {};
  const facts = { ...Object.fromEntries(found), heard, engine: navigator.userAgent.replace(/[^ -~]/g, "").slice(0, 256) };
  return JSON.stringify(facts);
}

function keeps(name) {
  try {
    window[name].setItem("afterbell.selftest", "1");
    window[name].removeItem("afterbell.selftest");
    return true;
  } catch {
    return false;
  }
}

const able = (is) => (is ? say.yes : say.no);

/** boot.js, whatever the build has named it. */
async function boot() {
  const page = await (await fetch("./")).text();
  const named = /<script src="((?:desk-)?boot[^"]*\.js)"/.exec(page);
  if (!named) throw new Error("boot");
  const script = document.createElement("script");
  script.src = named[1];
  await new Promise((resolve, reject) => {
    script.onload = resolve;
    script.onerror = reject;
    document.head.append(script);
  });
}

async function hosted() {
  const late = new Promise((resolve) => setTimeout(resolve, LONGEST_WAIT_MILLISECONDS, null));
  // The promise that boot.js has made; a plain page has none.
  const host = await Promise.race([window.afterbellHost, late]);
  window.afterbellHost = host || null;
  return host || null;
}

async function serverAnswers() {
  try {
    return (await fetch("/api/school")).ok;
  } catch {
    return false;
  }
}

function tryOut(id, ask, tell) {
  document.getElementById(id).addEventListener("click", async () => {
    show(id, say.waiting);
    show(id, tell(await ask()));
  });
}

async function run() {
  show("entrance", new URLSearchParams(location.search).get("in") || say.none);
  show("host", say.waiting);
  show("storage", able(keeps("localStorage")) + " / " + able(keeps("sessionStorage")));
  show("wasm", able(typeof WebAssembly === "object"));
  show("push", able(typeof EventSource === "function"));
  show("width", innerWidth + " × " + devicePixelRatio);
  await boot();
  const host = await hosted();
  show("host", host ? HOSTS[host.name] || host.name : say.page);
  show("server", able(await serverAnswers()));
  if (host) {
    show("signedIn", SIGNED_IN[host.signedIn] || host.signedIn);
    show("scale", await host.fontScale());
    show("theme", (await host.theme()) || say.none);
    const edges = await host.safeArea();
    show("edges", edges ? edges.bottom : say.none);
  }
  const asked = (call, given) => (host ? host[call](given) : say.page);
  const outcome = (it) => OUTCOMES[it] || String(it);
  const here = location.origin + location.pathname;
  tryOut("share", () => asked("share", { title: document.title, text: "", url: here }), outcome);
  tryOut("file", () => asked("openFile", { url: "icon-192.png", type: "image/png" }), outcome);
  tryOut("close", () => asked("close"), () => say.closed);
}

document.getElementById("copy").addEventListener("click", async () => {
  const area = document.getElementById("code");
  const said = document.getElementById("said");
  try {
    await navigator.clipboard.writeText(area.value);
    said.textContent = say.copied;
  } catch {
    area.select();
    said.textContent = document.execCommand("copy") ? say.copied : say.uncopied;
  }
});

run().catch((problem) => show("host", say.no + " (" + problem.name + ")"));
