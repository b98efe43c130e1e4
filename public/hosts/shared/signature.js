// Some hosts let a page use their functions only with a signature, which our server makes.

/** `{timestamp, nonce, signature}` for an address without what is behind the `#`. */
export async function signatureFor(host, url) {
  const answer = await fetch("/api/hosts/" + host + "/signature?url=" + encodeURIComponent(url));
  if (!answer.ok) throw new Error("signature");
  return answer.json();
}
