// Fits the page to its host: type, theme, edges, title, what is shared, and the way back.
import { screenOf } from "./address.js";

const LARGEST_SCALE = 1.5;
/** From here on the page for weak eyes helps more than larger letters alone. */
const CARE_SCALE = 1.3;

const root = document.documentElement;

export async function settle(host) {
  host.back(() => goBack(host));
  document.addEventListener("click", stayInEntrance, true);
  followTitle(host);
  if (host.preparesShare) prepareShare(host);
  const [scale, theme, edges] = await Promise.all([host.fontScale(), host.theme(), host.safeArea()]);
  setScale(Number(scale));
  if (theme === "dark" || theme === "light") holdTheme(theme);
  if (edges) setEdges(edges);
}

/** The first screen has nothing before it: there the way back leads out. */
export function isAtRoot() {
  return /^(#\/?)?$/.test(location.hash) && /\/(index\.html)?$/.test(location.pathname);
}

/** The site's other pages are opened by the same entrance, whose policy they need. */
function stayInEntrance(event) {
  const link = event.target.closest ? event.target.closest("a[href]") : null;
  if (!link || link.origin !== location.origin || !link.pathname.endsWith(".html")) return;
  if (!link.search && /[?&]in=/.test(location.search)) link.search = location.search;
}

function goBack(host) {
  if (isAtRoot()) host.close();
  else history.back();
}

function setScale(asked) {
  if (!(asked > 1)) return;
  const scale = Math.min(asked, LARGEST_SCALE);
  root.style.setProperty("font-size", Math.round(scale * 100) + "%");
  if (scale < CARE_SCALE || preference("afterbell.care") !== null) return;
  root.setAttribute("data-care", "");
  // src/appearance.rs goes by what is kept.
  keep("afterbell.care", true);
}

/** Where the parent has chosen no theme, the host's holds, also against the app's own look at the phone. */
function holdTheme(theme) {
  const apply = () => {
    const chosen = preference("afterbell.theme");
    const isChosen = chosen === "dark" || chosen === "light";
    if (!isChosen && root.getAttribute("data-theme") !== theme) root.setAttribute("data-theme", theme);
  };
  apply();
  new MutationObserver(apply).observe(root, { attributeFilter: ["data-theme"] });
}

/** What lies over the page's foot; over its head nothing of ours is fixed. */
function setEdges({ bottom }) {
  if (bottom > 0 && bottom <= 200) root.style.setProperty("--safe-bottom", Math.round(bottom) + "px");
}

function followTitle(host) {
  const tell = () => host.title(document.title);
  tell();
  const title = document.querySelector("title");
  if (title) new MutationObserver(tell).observe(title, { childList: true });
}

/** What the app's own menu shares: the screen on show, and nothing that the address holds besides. */
function prepareShare(host) {
  let said = "";
  const tell = () => {
    const { origin, pathname, search, hash } = location;
    const entrance = pathname.endsWith("/wishes.html") ? pathname.replace("wishes.html", "") : pathname;
    const url = origin + entrance + search + "#" + screenOf(hash);
    if (url + document.title === said) return;
    said = url + document.title;
    host.share({ title: document.title, text: "", url, image: origin + "/icon-192.png" });
  };
  addEventListener("hashchange", tell);
  const title = document.querySelector("title");
  if (title) new MutationObserver(tell).observe(title, { childList: true });
  tell();
}

function preference(name) {
  try {
    return JSON.parse(localStorage.getItem(name));
  } catch {
    return null;
  }
}

function keep(name, value) {
  try {
    localStorage.setItem(name, JSON.stringify(value));
  } catch {
    // It then holds as long as the page.
  }
}
