// Any site's frame: the protocol `afterbell/1`. `<afterbell-menu>` of embed/web-component is its other end.
import { arrive } from "./shared/arrive.js";
import { isOfOurOwn, openChannel } from "./shared/frame-channel.js";
import { random } from "./shared/random.js";
import { settings } from "./shared/settings.js";

/** Who frames us foreign and unnamed may want taps, not parents. Nothing starts, and nothing can be tapped. */
function refuse() {
  const close = () => {
    document.getElementById("shell")?.remove();
    for (const button of document.querySelectorAll("#failed button")) button.remove();
  };
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", close);
  else close();
  dispatchEvent(new Event("afterbell:failed"));
  return new Promise(() => {});
}

/** The first words of the page around us; a silent one is a plain frame. */
function firstWords(channel) {
  const INIT_MILLISECONDS = 1200;
  return new Promise((resolve) => {
    channel.on("init", resolve);
    setTimeout(resolve, INIT_MILLISECONDS, {});
    channel.say("ready");
  });
}

function credentialOver(channel) {
  return new Promise((resolve) => {
    const asked = random();
    let isAsked = true;
    const take = (answer, credential) => {
      if (!isAsked || answer.asked !== asked) return;
      isAsked = false;
      resolve(credential);
    };
    channel.on("auth.code", (answer) => take(answer, { credential: answer.code }));
    channel.on("auth.none", (answer) => take(answer, null));
    channel.say("auth.need", { asked });
  });
}

/** For a frame that is as high as the page. The page is never lower than its frame, so each screen begins low. */
function tellHeight(channel) {
  let told = 0;
  const tell = () => {
    const height = document.documentElement.scrollHeight;
    if (Math.abs(height - told) < 2) return;
    told = height;
    channel.say("height", { height });
  };
  addEventListener("hashchange", () => {
    told = 0;
    channel.say("height", { height: 0 });
  });
  if (typeof ResizeObserver === "function") new ResizeObserver(tell).observe(document.body);
  tell();
}

/** Only that it is done: what was chosen is the family's. */
function tellDone(channel) {
  addEventListener("hashchange", () => {
    if (location.hash === "#/receipt") channel.say("done");
  });
}

async function begin() {
  if (isOfOurOwn()) return null;
  const own = await settings("iframe");
  const channel = openChannel(Array.isArray(own.origins) ? own.origins : []);
  if (!channel) return refuse();
  const words = await firstWords(channel);
  return arrive("iframe", {
    detect: () => true,
    credential: () => credentialOver(channel),
    title(title) {
      channel.say("title", { title });
      return null;
    },
    back: (go) => {
      channel.on("back", go);
      tellHeight(channel);
      tellDone(channel);
    },
    async close() {
      channel.say("close");
      return true;
    },
    share: (card) => channel.done("share", card).then(() => "shared"),
    openFile: ({ url }) => channel.done("file.open", { url: new URL(url, location.href).href }).then(() => "host"),
    fontScale: () => words.font,
    theme: () => words.theme,
    safeArea: () => words.safe,
  });
}

const hosted = begin().catch(() => null);
if (window.afterbellHosted) window.afterbellHosted(hosted);
