// What the pages decide, without the chat app: plain functions.

/** Screens that may be shared and opened from a card. No others: an address can hold a child's code. */
const SHARED = /^\/(courses(\/[1-7])?|course\/[a-z0-9]{1,32}|timetable)$/;

function screenOf(go) {
  return SHARED.test(go || "") ? go : "/";
}

/** `look`: `{scale, theme}`. ASCII only, as web-views want it; what signs in is behind the `#`. */
function addressFor(config, host, ticket, look, go) {
  const words = [];
  if (ticket) words.push("t=" + encodeURIComponent(ticket));
  if (look.scale > 0) words.push("fs=" + Math.round(look.scale * 100) / 100);
  if (look.theme) words.push("th=" + look.theme);
  words.push("go=" + encodeURIComponent(screenOf(go)));
  return config.school + (config.page || "/") + "?in=" + host + "#" + words.join("&");
}

/** The card: the screen on show, if it may be shared; never what the address holds besides. */
function cardFor(config, address, said) {
  const go = screenOf((String(address || "").split("#")[1] || "").split("?")[0]);
  const title = said && typeof said.title === "string" && said.title ? said.title : config.title;
  return { title: title.slice(0, 60), path: "/pages/menu/menu?go=" + encodeURIComponent(go) };
}

/** The school's own files only: a link from elsewhere could lead this page anywhere. */
function isOurFile(config, url) {
  return typeof url === "string" && url.indexOf(config.school + "/api/files/") === 0;
}

module.exports = { addressFor, cardFor, isOurFile, screenOf };
