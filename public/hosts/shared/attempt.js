// Asking a host for something. Hosts throw, stay silent, or lack what their documents promise; who
// asks here hears of it in bounded time and goes on.

/** What there is to say of a call, for the page that tests a phone. */
export const ANSWERED = "answered";
export const ABSENT = "absent";
export const THREW = "threw";
export const SILENT = "silent";

/** The value a host gives, or why there is none. An answer that comes too late is nobody's. */
export function attempt(work, milliseconds) {
  if (typeof work !== "function") return Promise.resolve({ how: ABSENT });
  return new Promise((resolve) => {
    const late = setTimeout(resolve, milliseconds, { how: SILENT });
    const answered = (value) => resolve({ how: value === undefined ? ABSENT : ANSWERED, value });
    // Also what throws before there is a promise.
    new Promise((begin) => begin(work()))
      .then(answered, () => resolve({ how: THREW }))
      .then(() => clearTimeout(late));
  });
}

/** A call in the manner of chat apps, `{…, success, fail}`, as a promise. */
export function called(start, [success, fail], options = {}) {
  return new Promise((resolve, reject) => {
    // Chat apps call back without an argument too, and `undefined` would mean "cannot".
    const answered = (answer) => resolve(answer === undefined ? null : answer);
    start({ ...options, [success]: answered, [fail]: reject });
  });
}

export const WECHAT_STYLE = ["success", "fail"];
export const DINGTALK_STYLE = ["onSuccess", "onFail"];

/** Until `ready` calls back. */
export function until(ready) {
  return new Promise((resolve) => ready(() => resolve(null)));
}
