import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { slowdown } from './cold-start.ts';
import { echoesPerSecond } from './echo.ts';
import { asked, median, servedFrom } from './folder.ts';

const FILES = ['rules.json', 'commitment.json', 'applicants.json', 'closing.json', 'reveal.json', 'results.json', 'SHA256SUMS'];

/** What the browser told: milliseconds of a whole verification, files already fetched. */
interface Verification {
  ms: number;
  outcome: string;
}

test('a school of 3,000 verifies its draw', async ({ browser }) => {
  const { folder, rounds } = asked();
  const first: number[] = [];
  const again: number[] = [];
  const echoes: number[] = [];
  let outcome = '';
  for (let round = 0; round < rounds; round += 1) {
    echoes.push(await echoesPerSecond());
    // A new page each time: its wasm is not compiled and optimised yet, as on the phone of a parent who verifies once.
    const page = await servedFrom(browser, folder);
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    const [one, two] = await page.evaluate(verifyTwice, FILES);
    first.push(one.ms);
    again.push(two.ms);
    outcome = one.outcome;
    expect(two.outcome).toBe(outcome);
    await page.close();
  }
  const { children, places } = JSON.parse(outcome) as { children?: number; places?: number };
  expect(children).toBe(3_000);
  const figures = {
    browser_verify_3000_ms: median(first),
    browser_verify_3000_worst_ms: Math.max(...first),
    browser_verify_3000_again_ms: median(again),
    browser_verify_3000_places: places,
    browser_slowdown: slowdown,
    browser_echoes_per_s: echoes,
  };
  await writeFile(join(folder, 'verify.json'), JSON.stringify(figures));
});

/** Runs in the page. */
async function verifyTwice(files: string[]): Promise<[Verification, Verification]> {
  interface Verifier {
    add: (name: string, bytes: Uint8Array, hash: string) => boolean;
    verify: () => string;
  }
  const address = '/verifier.js';
  const module = (await import(address)) as { default: (options: object) => Promise<unknown>; Verifier: new () => Verifier };
  await module.default({});
  const fetched: [string, Uint8Array][] = [];
  for (const name of files) {
    const response = await fetch(`/draw/${name}`);
    fetched.push([name, new Uint8Array(await response.arrayBuffer())]);
  }
  // As public/wishes/worker.js does it.
  const hashed = async (bytes: Uint8Array): Promise<string> => {
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as BufferSource));
    return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  };
  const verified = async (): Promise<Verification> => {
    const start = performance.now();
    const verifier = new module.Verifier();
    for (const [name, bytes] of fetched) verifier.add(name, bytes, await hashed(bytes));
    const outcome = verifier.verify();
    return { ms: performance.now() - start, outcome };
  };
  return [await verified(), await verified()];
}
