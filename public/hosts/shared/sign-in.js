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

/** What src/session.rs keeps, as JSON. Reading throws where storage is forbidden. */
export function keptToken() {
  try {
    return JSON.parse(localStorage.getItem(TOKEN));
  } catch {
    return null;
  }
}

/** Sets `host.token` where a session was opened, and `host.link` when the school does not know this account yet. */
export async function signIn(host) {
  const kept = keptToken();
  if (kept && kept !== endedToken()) {
    // Who came in by a code before is known to this chat app from now on; nobody waits for it.
    if (!host.signsInByVisit && !isLinked(host)) linkTo(host, kept);
    return "kept";
  }
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
  if (typeof answer.link === "string") {
    host.link = answer.link;
    return "unknown";
  }
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
  if (answer && typeof answer.link === "string") host.link = answer.link;
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

async function linkTo(host, token) {
  const credential = await host.credential();
  const answer = credential && (await exchange({ host: host.name, ...credential }, token));
  if (answer && !answer.code) noteLinked(host);
}

function isLinked(host) {
  try {
    return localStorage.getItem(LINKED) === host.name;
  } catch {
    return true;
  }
}

function noteLinked(host) {
  try {
    localStorage.setItem(LINKED, host.name);
  } catch {
    // It is asked for once more the next time.
  }
}

/** A credential works once. Its key stays, so that a lost answer is fetched and not asked for anew. */
async function exchange(body, token) {
  const key = random();
  for (const attempt of [1, 2]) {
    const gaveUp = new AbortController();
    const late = setTimeout(() => gaveUp.abort(), LONGEST_WAIT_MILLISECONDS / attempt);
    try {
      const answer = await fetch(PATH, {
        method: "POST",
        headers: {
          "Content-Type": "application/json",
          "Idempotency-Key": key,
          ...(token ? { Authorization: "Bearer " + token } : {}),
        },
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
