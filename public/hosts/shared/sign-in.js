// A host's credential for a session of ours, before the app starts. Where that fails the app opens
// all the same, and asks for the code of the school's letter.
import { random } from "./random.js";

const TOKEN = "afterbell.token";
/** Ends with the session, as all that the app keeps of a family. */
const LINKED = "afterbell.linked";
const ENDED = "afterbell.ended";
const LEFT_AT = "afterbell.left_at";
const LEAVE_AGAIN_MILLISECONDS = 5 * 60 * 1000;
const PATH = "/api/session/host";
const LONGEST_WAIT_MILLISECONDS = 6000;
const LONGEST_WAIT_FOR_LINK_MILLISECONDS = 3000;
/** The server takes a link for an hour: what a page that was left open since school holds is asked for anew. */
const LINK_MILLISECONDS = 50 * 60 * 1000;

/** What src/session.rs keeps, as JSON. Reading throws where storage is forbidden. */
export function keptToken() {
  try {
    return JSON.parse(localStorage.getItem(TOKEN));
  } catch {
    return null;
  }
}

/** Sets `host.token` where a session was opened, and a link when the school does not know this account yet. */
export async function signIn(host) {
  const kept = keptToken();
  // Whose session is there may be somebody else than whose chat app it is, on a phone that was lent: only a code
  // that is typed here makes the two known to each other.
  if (kept && kept !== endedToken()) return "kept";
  const credential = await host.credential();
  if (!credential) return "none";
  const answer = await exchange({ host: host.name, ...credential });
  if (!answer) return "offline";
  if (typeof answer.token === "string") {
    host.token = answer.token;
    keepToken(answer.token);
    noteLinked(host);
    return "signed in";
  }
  if (takeLink(host, answer)) return "unknown";
  return "refused";
}

export function keepToken(token) {
  try {
    localStorage.setItem(TOKEN, JSON.stringify(token));
  } catch {
    // The session then lasts as long as the page.
  }
}

/**
 * Another token in the place of one that has ended, or `null`. Where signing in leads through another page the page is left,
 * with all that the app keeps, and comes back signed in.
 */
export async function renew(host, ended) {
  if (host.leaveToSignIn && isFirstOfAWhile()) {
    try {
      // Not taken away: another page of this family may be in the middle of something.
      localStorage.setItem(ENDED, ended);
    } catch {
      return null;
    }
    host.leaveToSignIn();
    return new Promise(() => {});
  }
  if (host.leaveToSignIn) return null;
  const credential = await host.credential();
  const answer = credential && (await exchange({ host: host.name, ...credential }));
  if (answer) takeLink(host, answer);
  return answer && typeof answer.token === "string" ? answer.token : null;
}

function endedToken() {
  try {
    return localStorage.getItem(ENDED);
  } catch {
    return null;
  }
}

/** A server that ends every session at once must not send anybody round and round. */
function isFirstOfAWhile() {
  try {
    const before = Number(sessionStorage.getItem(LEFT_AT));
    const now = Date.now();
    sessionStorage.setItem(LEFT_AT, String(now));
    return !(now - before < LEAVE_AGAIN_MILLISECONDS);
  } catch {
    return false;
  }
}

function takeLink(host, answer) {
  if (typeof answer.link !== "string") return false;
  [host.link, host.linkTakenAt] = [answer.link, Date.now()];
  return true;
}

/** What makes this chat app's account known with a code, while the server still takes it. */
export function linkOf(host) {
  return Date.now() - host.linkTakenAt < LINK_MILLISECONDS ? host.link : null;
}

/** For a code that is about to be sent: a link, where there is none that holds. No parent waits long for it. */
export async function askForLink(host) {
  if (linkOf(host) || host.signsInByVisit || isLinked(host)) return;
  const late = new Promise((resolve) => setTimeout(resolve, LONGEST_WAIT_FOR_LINK_MILLISECONDS));
  const asked = host.credential().then((credential) => credential && exchange({ host: host.name, ...credential }));
  const answer = await Promise.race([asked, late]);
  if (answer) takeLink(host, answer);
}

function isLinked(host) {
  try {
    return localStorage.getItem(LINKED) === host.name;
  } catch {
    return false;
  }
}

/** This chat app opens the account from now on: it is not asked about again while the phone remembers. */
export function noteLinked(host) {
  try {
    localStorage.setItem(LINKED, host.name);
  } catch {
    // It is asked about once more with the next code.
  }
}

/** A credential works once. Its key stays, so that a lost answer is fetched and not asked for anew. */
async function exchange(body) {
  const key = random();
  for (const attempt of [1, 2]) {
    const gaveUp = new AbortController();
    const late = setTimeout(() => gaveUp.abort(), LONGEST_WAIT_MILLISECONDS / attempt);
    try {
      const answer = await fetch(PATH, {
        method: "POST",
        headers: { "Content-Type": "application/json", "Idempotency-Key": key },
        body: JSON.stringify(body),
        signal: gaveUp.signal,
      });
      if (answer.status < 500) return await answer.json();
    } catch {
      // Lost on its way, or no JSON: once more.
    } finally {
      clearTimeout(late);
    }
  }
  return null;
}
