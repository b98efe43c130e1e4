// What every host's module ends with: `boot.js` has made the promise that `start.js` waits for.
import { carry } from "./carry.js";
import { host } from "./host.js";
import { rememberSomehow } from "./memory.js";
import { keepSession } from "./session.js";
import { settle } from "./settle.js";
import { signIn } from "./sign-in.js";

/** Lets the app start in this host; as a plain page where the host turns out not to be there. */
export function arrive(name, calls) {
  const found = host(name, calls);
  const hosted = found.detect() ? welcome(found) : Promise.resolve(null);
  if (window.afterbellHosted) window.afterbellHosted(hosted);
  return hosted;
}

/** No parent waits longer for the app; what arrives later holds from the next time on. */
const LONGEST_WAIT_MILLISECONDS = 15000;

async function welcome(found) {
  try {
    rememberSomehow();
    if (found.transport) carry(found.transport);
    keepSession(found);
    const late = new Promise((resolve) => setTimeout(resolve, LONGEST_WAIT_MILLISECONDS, ["late"]));
    [found.signedIn] = await Promise.race([Promise.all([signIn(found), settle(found)]), late]);
  } catch {
    // The app has a way on without any of it.
    found.signedIn = "failed";
  }
  return found;
}
