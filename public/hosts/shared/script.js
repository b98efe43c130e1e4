// Scripts that only their vendor serves. Their host's page has a content security policy for them.

/** A global of the vendor's: the app may have put it there already; else its script is fetched. */
export function vendorGlobal(name, address) {
  if (window[name]) return Promise.resolve(window[name]);
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    // `boot.js` takes any other script that does not load for the end of the app.
    script.dataset.host = name;
    script.onload = () => (window[name] ? resolve(window[name]) : reject(new Error(name)));
    script.onerror = () => reject(new Error(name));
    document.head.appendChild(script);
  });
}
