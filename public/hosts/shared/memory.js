// Where a web-view forbids storage: the app keeps what it would keep there as long as the page lasts, the session too.

/** Puts a storage that forgets with the page where there is none. */
export function rememberSomehow() {
  if (isThere()) return;
  try {
    Object.defineProperty(window, "localStorage", { configurable: true, value: new Memory() });
  } catch {
    // The app goes on without any.
  }
}

function isThere() {
  try {
    localStorage.setItem("afterbell", "1");
    localStorage.removeItem("afterbell");
    return true;
  } catch {
    return false;
  }
}

class Memory {
  kept = new Map();

  get length() {
    return this.kept.size;
  }

  key(at) {
    return Array.from(this.kept.keys())[at] ?? null;
  }

  getItem(name) {
    return this.kept.get(String(name)) ?? null;
  }

  setItem(name, value) {
    this.kept.set(String(name), String(value));
  }

  removeItem(name) {
    this.kept.delete(String(name));
  }

  clear() {
    this.kept.clear();
  }
}
