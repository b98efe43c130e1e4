// What a plain page does by itself: the way on wherever a host has none.

function canShare() {
  return typeof navigator.share === "function";
}

export const page = {
  credential: () => null,

  title: () => null,

  /** Only a window that a script has opened closes; whether it did is the answer. */
  close() {
    window.close();
    return Boolean(window.closed);
  },

  async share(card) {
    if (!canShare()) return page.copyAddress(card);
    try {
      await navigator.share({ title: card.title, text: card.text, url: card.url });
      return "shared";
    } catch (problem) {
      // Closing the sheet is an answer too.
      return problem && problem.name === "AbortError" ? "left" : page.copyAddress(card);
    }
  },

  async copyAddress({ url }) {
    try {
      await navigator.clipboard.writeText(url);
      return "copied";
    } catch {
      return "none";
    }
  },

  openFile({ url }) {
    location.assign(url);
    return "page";
  },

  fontScale: () => 1,

  theme: () => null,

  /** The style sheet asks the browser itself. */
  safeArea: () => null,
};
