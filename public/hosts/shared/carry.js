// Stands between the app and the network where a host lets no HTTP through.

/** Our API goes by `transport`, files of the page as before. */
export function carry(transport) {
  const fetchFile = window.fetch.bind(window);
  window.fetch = (asked, options) => {
    const request = asked instanceof Request ? asked : new Request(asked, options);
    const { origin, pathname } = new URL(request.url);
    const isOurs = origin === location.origin && pathname.startsWith("/api/");
    return isOurs ? transport(request) : fetchFile(asked, options);
  };
  // Nothing can be pushed that way; the places then show their age, and are asked for with each answer.
  window.EventSource = class extends EventTarget {
    readyState = 0;
    close() {}
  };
}
