// One interface over every host. Nobody who calls it asks which host it is, and every call ends: with
// the host's answer, or with what a plain page would do.
import { ANSWERED, SILENT, attempt } from "./attempt.js";
import { page } from "./page.js";

/** How long a host may think. Signing in talks to the vendor's servers; what is asked first waits for its script too. */
const LIMITS = { credential: 8000, fontScale: 3000, theme: 3000, safeArea: 3000, openFile: 3000, share: 4000 };
const LIMIT = 1500;

const ASKED = ["credential", "title", "close", "share", "openFile", "fontScale", "theme", "safeArea"];

/**
 * A host out of what its module can do:
 *
 * - `detect()` says whether it is really there, at once.
 * - `credential()` gives what the school's server exchanges for a session, or `null`.
 * - `title(text)`, `close()`, `share({title, text, url})`, `openFile({url, type})`.
 * - `back(go)` takes what to do when the host's own way back is used.
 * - `fontScale()` is a factor, `theme()` is "light", "dark" or `null`, `safeArea()` four edges in CSS px.
 * - `preparesShare`: `share` says what the app's own menu will share, and shows nothing. Another `share` is asked for by a
 *   button of the page.
 * - `signsInByVisit`: the credential is fetched by leaving the page, so it is asked for only where somebody has to sign in.
 * - `leaveToSignIn()` leaves the page and comes back with another credential.
 * - `transport(request)` answers a `Request` to our API where the host allows no HTTP.
 *
 * A module leaves out what its host lacks. `undefined` as an answer means the same.
 */
export function host(name, calls) {
  const heard = {};

  async function ask(call, given) {
    const work = calls[call] && (() => calls[call](given));
    const { how, value } = await attempt(work, LIMITS[call] || LIMIT);
    heard[call] = how;
    if (how === ANSWERED) return value;
    // The host may be showing its sheet still; a second one over it would be in the way.
    const isOpen = call === "share" && how === SILENT;
    return isOpen ? page.copyAddress(given) : page[call](given);
  }

  const { transport = null, preparesShare = false, signsInByVisit = false, leaveToSignIn = null } = calls;
  const whole = { name, link: null, transport, preparesShare, signsInByVisit, leaveToSignIn };
  for (const call of ASKED) whole[call] = (given) => ask(call, given);
  whole.asksToShare = Boolean(calls.share) && !preparesShare;

  whole.detect = () => {
    try {
      return Boolean(calls.detect && calls.detect());
    } catch {
      return false;
    }
  };

  whole.back = (go) => {
    try {
      if (calls.back) calls.back(go);
      heard.back = calls.back ? ANSWERED : "absent";
    } catch {
      heard.back = "threw";
    }
  };

  /** What each call came to so far. */
  whole.report = () => ({ ...heard });
  return whole;
}
