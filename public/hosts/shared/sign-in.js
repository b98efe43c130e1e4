// A host's credential for a session of ours, before the app starts. Where that fails the app opens
// all the same, and asks for the code of the school's letter.
import { random } from "./random.js";

const TOKEN = "afterbell.token";
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

/** Sets `host.token` where storage forgets, and `host.link` when the school does not know this account yet. */
export async function signIn(host) {
  if (keptToken()) return "kept";
  const credential = await host.credential();
  if (!credential) return "none";
  const answer = await exchange({ host: host.name, ...credential });
  if (!answer) return "offline";
  if (typeof answer.token === "string") {
    host.token = answer.token;
    try {
      localStorage.setItem(TOKEN, JSON.stringify(answer.token));
    } catch {
      // The session then lasts as long as the page.
    }
    return "signed in";
  }
  if (typeof answer.link === "string") {
    host.link = answer.link;
    return "unknown";
  }
  return "refused";
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
