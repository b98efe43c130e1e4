// Verifies a draw beside the page, so that the page stays alive: fetches what was published, works it out
// again and tells how far it is. Messages are texts, as src/json of the parent's app reads them.
"use strict";
/* global wasm_bindgen */

// In publication the glue stands in this very file.
if (typeof wasm_bindgen === "undefined") importScripts("verifier.js");

// The browser itself does this many times faster; where it does not (a page without https), the wasm does.
const hashed = async (bytes) => {
  if (!self.crypto?.subtle) return "";
  const digest = new Uint8Array(await self.crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
};

const tell = (message) => self.postMessage(JSON.stringify(message));

// Where it is missing, switched off, or taken for forbidden, as public/boot.js asks it too.
const runsWasm = () => {
  try {
    return !!new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]));
  } catch (refused) {
    return false;
  }
};

self.onmessage = async ({ data }) => {
  if (!runsWasm()) return tell({ step: "stopped" });
  const { wasm, files, commitment, closing, own } = JSON.parse(data);
  try {
    const ready = wasm_bindgen({ module_or_path: wasm });
    const fetched = [];
    for (const { name, hash } of files) {
      tell({ step: "fetching", at: fetched.length + 1, count: files.length });
      const answer = await fetch(`/api/draw/${hash}`);
      if (!answer.ok) throw new Error(name);
      fetched.push([name, new Uint8Array(await answer.arrayBuffer())]);
    }
    await ready;
    tell({ step: "running" });
    const began = performance.now();
    const verifier = new wasm_bindgen.Verifier();
    for (const [name, bytes] of fetched) verifier.add(name, bytes, await hashed(bytes));
    verifier.compare_with(commitment, closing);
    const verdict = JSON.parse(verifier.verify());
    const milliseconds = Math.max(1, Math.round(performance.now() - began));
    tell({
      step: "done",
      milliseconds,
      ...verdict,
      row: JSON.parse(verifier.row(own)),
      statistics: JSON.parse(verifier.statistics()),
    });
  } catch (problem) {
    // What the network did not bring can be asked for again; what the engine cannot do, cannot.
    tell({ step: problem instanceof WebAssembly.CompileError || problem instanceof WebAssembly.RuntimeError ? "stopped" : "failed" });
  }
};
