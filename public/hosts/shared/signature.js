// Some hosts let a page use their functions only with a signature, which our server makes.

/** In a body, since the address still has the code with which the vendor has sent somebody here, and addresses are logged.
 * `{timestamp, nonce, signature}` for an address without what is behind the `#`. */
export async function signatureFor(host, url) {
  const answer = await fetch("/api/hosts/" + host + "/signature", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ address: url }),
  });
  if (!answer.ok) throw new Error("signature");
  return answer.json();
}
