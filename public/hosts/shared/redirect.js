// Signing in by a visit to the vendor's page, which sends the phone back with a code.
import { takeFromQuery } from "./address.js";
import { random } from "./random.js";

const STATE = "afterbell.state";
const NEVER = new Promise(() => {});

/** Asks the vendor anew: the page comes back with a code. */
export function visitAgain() {
  sessionStorage.removeItem(STATE);
  location.reload();
}

/**
 * The code a vendor has sent us back with, or `null`: then it is not asked a second time. Leaves the
 * page when nobody has been asked yet. `addressFor(state)` is where to ask.
 */
export async function codeByVisit(addressFor, parameter = "code") {
  const { [parameter]: code, state } = takeFromQuery([parameter, "state"]);
  let kept;
  try {
    kept = sessionStorage.getItem(STATE);
    if (kept === null && code === null) {
      const fresh = random();
      const address = await addressFor(fresh);
      if (!address) return null;
      sessionStorage.setItem(STATE, fresh);
      location.replace(address);
      return NEVER;
    }
    // Empty, not gone: who said no is not sent round again.
    sessionStorage.setItem(STATE, "");
  } catch {
    // Without a memory nobody can tell our own visit from one that somebody else has begun.
    return null;
  }
  return code && kept && state === kept ? code : null;
}
