// Whole requests as JSON, for gateways that carry nothing else.

const LONGEST_WAIT_MILLISECONDS = 25000;
/** The app needs no others, and a gateway has no business with them. */
const HEADERS = ["accept-language", "afterbell-host-link", "authorization", "content-type", "idempotency-key"];

/** A `fetch` for our API over a gateway that takes `{method, path, headers, body}`. */
export function relayOver(gateway) {
  return async (request) => {
    const { pathname, search } = new URL(request.url);
    const headers = {};
    for (const name of HEADERS) if (request.headers.has(name)) headers[name] = request.headers.get(name);
    const body = request.method === "GET" ? "" : await request.text();
    const late = new Promise((_, reject) => {
      const giveUp = () => reject(new TypeError("late"));
      setTimeout(giveUp, LONGEST_WAIT_MILLISECONDS);
      if (request.signal) request.signal.addEventListener("abort", giveUp);
    });
    const given = await Promise.race([gateway({ method: request.method, path: pathname + search, headers, body }), late]);
    const status = Number(given && given.status);
    // What is no answer is a lost one: the app asks again under the same key.
    if (!(status >= 200 && status <= 599)) throw new TypeError("unreadable");
    const hasBody = status !== 204 && status !== 205 && status !== 304;
    return new Response(hasBody ? String(given.body || "") : null, {
      status,
      headers: { "Content-Type": String(given.content_type || "application/json") },
    });
  };
}
