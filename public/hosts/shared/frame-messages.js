// `afterbell/1`, read as if a stranger had written it: what is not exactly right is not there.

export const PROTOCOL = "afterbell/1";
const LONGEST = 8192;
const NONCE = /^[0-9a-f]{32}$/;
const TICKET = /^[\w-]{16,128}$/;
const SMALLEST_SCALE = 1;
const LARGEST_SCALE = 3;
const WIDEST_EDGE = 200;

/** What each message from above may hold; a field that fails is a message that fails. */
const DOWN = {
  init: {
    font: (it) => it === undefined || (typeof it === "number" && it >= SMALLEST_SCALE && it <= LARGEST_SCALE),
    theme: (it) => it === undefined || it === "light" || it === "dark",
    locale: (it) => it === undefined || it === "zh-Hans" || it === "zh-Hant" || it === "en",
    safe: (it) => it === undefined || areEdges(it),
  },
  "auth.code": { asked: (it) => isText(it, NONCE), code: (it) => isText(it, TICKET) },
  "auth.none": { asked: (it) => isText(it, NONCE) },
  back: {},
  done: { asked: (it) => Number.isSafeInteger(it) },
};

function isText(it, pattern) {
  return typeof it === "string" && pattern.test(it);
}

function areEdges(it) {
  const names = ["top", "right", "bottom", "left"];
  const isEdge = (edge) => typeof edge === "number" && edge >= 0 && edge <= WIDEST_EDGE;
  return it !== null && typeof it === "object" && names.every((name) => isEdge(it[name]));
}

/** `{id, t, d}`, or `null`. `after` is the last number heard: a message that comes again is old. */
export function readMessage(data, after) {
  if (typeof data !== "string" || data.length > LONGEST) return null;
  let message;
  try {
    message = JSON.parse(data);
  } catch {
    return null;
  }
  if (message === null || typeof message !== "object" || message.p !== PROTOCOL) return null;
  const { id, t, d } = message;
  if (!Number.isSafeInteger(id) || id <= after) return null;
  if (typeof t !== "string" || !Object.prototype.hasOwnProperty.call(DOWN, t)) return null;
  if (d === null || typeof d !== "object" || Array.isArray(d)) return null;
  const fields = DOWN[t];
  if (!Object.keys(d).every((name) => Object.prototype.hasOwnProperty.call(fields, name))) return null;
  return Object.keys(fields).every((name) => fields[name](d[name])) ? { id, t, d } : null;
}

export function writeMessage(id, t, d) {
  return JSON.stringify({ p: PROTOCOL, id, t, d });
}
