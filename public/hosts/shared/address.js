// What a host hands over behind the `#`, where no server and no log sees it.

/** A shell's own words: `#t=TICKET&fs=1.3`. Taken once, and gone from the address at once. */
export function takeHandover() {
  const hash = location.hash.replace(/^#/, "");
  if (!/(^|&)(t|fs|th|go)=/.test(hash) || hash.startsWith("/")) return new URLSearchParams();
  const handover = new URLSearchParams(hash);
  const kept = handover.get("go") || "/";
  // Only ways inside the app: an address of elsewhere stays a word after the `#`.
  clean(location.pathname + location.search + "#" + (kept.startsWith("/") ? kept : "/"));
  return handover;
}

/** A ticket as our server makes them; anything else is no ticket. */
export function ticketOf(handover) {
  const ticket = handover.get("t") || "";
  return /^[\w-]{16,128}$/.test(ticket) ? ticket : null;
}

/** `1.3`, and nothing a style could break on. */
export function scaleOf(handover) {
  const scale = Number(handover.get("fs"));
  return Number.isFinite(scale) && scale > 0 ? scale : undefined;
}

export function themeOf(handover) {
  const theme = handover.get("th");
  return theme === "dark" || theme === "light" ? theme : undefined;
}

/** Screens that may be shared. No others: an address can hold a child's code. */
const SHARED = /^\/(courses(\/[1-7])?|course\/[a-z0-9]{1,32}|timetable)$/;

export function screenOf(hash) {
  const screen = hash.replace(/^#/, "");
  return SHARED.test(screen) ? screen : "/";
}

/** Takes parameters out of the query, which a vendor's sign-in has put there. */
export function takeFromQuery(names) {
  const query = new URLSearchParams(location.search);
  const taken = {};
  for (const name of names) {
    taken[name] = query.get(name);
    query.delete(name);
  }
  if (names.some((name) => taken[name] !== null)) {
    const rest = query.toString();
    clean(location.pathname + (rest ? "?" + rest : "") + location.hash);
  }
  return taken;
}

function clean(address) {
  history.replaceState(history.state, "", address);
}

/** The page's own address, without what is behind the `#`. */
export function bare() {
  return location.href.split("#")[0];
}
