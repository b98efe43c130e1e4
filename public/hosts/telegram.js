// Telegram mini app: its events, spoken without its script.
import { arrive } from "./shared/arrive.js";
import { isAtRoot } from "./shared/settle.js";
import { listen, post } from "./shared/telegram-events.js";

const KEPT = "afterbell.telegram";

// A launch in the address alone may be somebody else's, sent to a parent: they would come into that account.
const isInside = Boolean(window.TelegramWebviewProxy) || window.parent !== window;
const launch = takeLaunch();

/** What Telegram writes behind the `#`, kept for when the page is loaded anew. It names the family's account: never in the address longer than needed. */
function takeLaunch() {
  const hash = location.hash.slice(1);
  const isLaunch = /(^|&)tgWebAppData=/.test(hash);
  if (isLaunch) history.replaceState(history.state, "", location.pathname + location.search + "#/");
  try {
    if (isLaunch && isInside) sessionStorage.setItem(KEPT, hash);
    return new URLSearchParams(isLaunch ? hash : sessionStorage.getItem(KEPT) || "");
  } catch {
    return new URLSearchParams(isLaunch ? hash : "");
  }
}

function readTheme() {
  try {
    return themeOf(JSON.parse(launch.get("tgWebAppThemeParams") || "null"));
  } catch {
    return undefined;
  }
}

/** By how bright the ground is; undefined when Telegram does not say. */
function themeOf(params) {
  const found = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec((params && params.bg_color) || "");
  if (!found) return undefined;
  const [red, green, blue] = found.slice(1).map((part) => parseInt(part, 16));
  return red * 0.299 + green * 0.587 + blue * 0.114 < 128 ? "dark" : "light";
}

/** One answer to one question. */
function asked(question, answer) {
  return new Promise((resolve) => {
    const stop = listen(answer, (data) => {
      stop();
      resolve(data);
    });
    post(question);
  });
}

arrive("telegram", {
  detect: () => isInside && (launch.has("tgWebAppData") || Boolean(window.TelegramWebviewProxy)),

  credential() {
    const data = launch.get("tgWebAppData");
    return data ? { credential: data } : null;
  },

  back(go) {
    const show = () => post("web_app_setup_back_button", { is_visible: !isAtRoot() });
    listen("back_button_pressed", go);
    addEventListener("hashchange", () => {
      try {
        show();
      } catch {
        // Its button stays as it was; the page has a way back of its own.
      }
    });
    show();
    post("web_app_ready");
    post("web_app_expand");
  },

  close() {
    post("web_app_close");
    return true;
  },

  share(card) {
    const query = new URLSearchParams({ url: card.url, text: card.title });
    post("web_app_open_tg_link", { path_full: "/share/url?" + query });
    return "shared";
  },

  openFile({ url }) {
    post("web_app_open_link", { url: new URL(url, location.href).href });
    return "host";
  },

  theme: readTheme,

  safeArea: () => asked("web_app_request_safe_area", "safe_area_changed"),
});
