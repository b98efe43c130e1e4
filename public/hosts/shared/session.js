// Keeps a parent signed in while the app runs: a session that has ended is opened anew with the host's word, under the
// app's own request, so that the app never hears of it and no draft is lost.
import { askForLink, keepToken, linkOf, noteLinked, renew } from "./sign-in.js";

const BINDING = "/api/children";
const ACCOUNT = "/api/me";

/** Stands between the app and the network, after `carry`. */
export function keepSession(host) {
  const send = window.fetch.bind(window);
  // The app goes on with the token that it knows; what it stands for by now is ours to know.
  let ended = null;
  let fresh = null;
  let renewing = null;

  const tokenOf = (request) => (request.headers.get("authorization") || "").replace(/^Bearer /, "");

  const withHeader = (request, name, value) => {
    const headers = new Headers(request.headers);
    headers.set(name, value);
    return new Request(request, { headers });
  };

  const isBinding = (request) => request.method === "POST" && new URL(request.url).pathname === BINDING;

  const prepared = (request) => {
    const link = isBinding(request) && linkOf(host);
    const whole = link ? withHeader(request, "afterbell-host-link", link) : request;
    return ended && tokenOf(whole) === ended ? withHeader(whole, "authorization", "Bearer " + fresh) : whole;
  };

  const renewed = (token) => {
    renewing = renewing || renew(host, token).finally(() => (renewing = null));
    return renewing.then((given) => {
      if (given) [ended, fresh] = [token, given];
      return given;
    });
  };

  window.fetch = async (asked, options) => {
    const request = asked instanceof Request ? asked : new Request(asked, options);
    const { origin, pathname } = new URL(request.url);
    if (origin !== location.origin || !pathname.startsWith("/api/")) return send(asked, options);
    const again = request.clone();
    // Above the field for the code stands that this is what it does: src/pages/bind.rs.
    if (isBinding(request)) await askForLink(host);
    const answer = await send(prepared(request));
    if (answer.ok && isBinding(request) && linkOf(host)) noteLinked(host);
    const token = tokenOf(request);
    // Ending a session that has ended is done; ending the chat app's own way in is not.
    if (answer.status !== 401 || !token || pathname === "/api/session") return answer;
    return (await renewed(token)) ? send(prepared(again)) : answer;
  };

  // What boot.js asked before there was a host is asked again where its session had ended.
  const asked = window.afterbellAsked;
  if (asked) {
    window.afterbellAsked = (path) => {
      const answer = asked(path);
      if (!answer || path !== ACCOUNT) return answer;
      return answer.then((given) => (given.status === 401 ? askAccount() : given));
    };
  }

  const askAccount = () => {
    const token = keptBefore(ended);
    return window.fetch(ACCOUNT, { headers: token ? { Authorization: "Bearer " + token } : {} });
  };

  // The next page begins with the token that holds.
  addEventListener("pagehide", () => {
    if (fresh) keepToken(fresh);
  });
}

function keptBefore(ended) {
  try {
    return ended || JSON.parse(localStorage.getItem("afterbell.token"));
  } catch {
    return ended;
  }
}
