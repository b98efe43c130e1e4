import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { slowdown } from './cold-start.ts';
import { echoesPerSecond } from './echo.ts';

const FILES = ['rules.json', 'commitment.json', 'applicants.json', 'closing.json', 'reveal.json', 'results.json', 'SHA256SUMS'];
const TYPES: Record<string, string> = { js: 'text/javascript', wasm: 'application/wasm', html: 'text/html' };
// A name that browsers trust as they trust https: they hash for nobody else.
const ORIGIN = 'http://draw.localhost';

/** What the browser told: milliseconds of a whole verification, files already fetched. */
interface Verification {
  ms: number;
  outcome: string;
}

test('a school of 3,000 verifies its draw', async ({ browser }) => {
  const { folder, rounds, output } = asked();
  const first: number[] = [];
  const again: number[] = [];
  const echoes: number[] = [];
  let outcome = '';
  for (let round = 0; round < rounds; round += 1) {
    echoes.push(await echoesPerSecond());
    // A new page each time: its wasm is not compiled and optimised yet, as on the phone of a parent who verifies once.
    const page = await browser.newPage();
    await page.route(`${ORIGIN}/**`, async (route) => {
      const path = new URL(route.request().url()).pathname.slice(1);
      const body = path === 'index.html' ? '<!doctype html>' : await readFile(join(folder, path));
      const contentType = TYPES[path.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
      await route.fulfill({ body, contentType });
    });
    await page.goto(`${ORIGIN}/index.html`);
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
  await writeFile(output, JSON.stringify(figures));
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

function asked(): { folder: string; rounds: number; output: string } {
  const text = process.env['AFTERBELL_BENCH'];
  if (!text) throw new Error('start this with `cargo xtask bench allocate`');
  return JSON.parse(text) as ReturnType<typeof asked>;
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const last = sorted.length - 1;
  return ((sorted[Math.floor(last / 2)] ?? 0) + (sorted[Math.ceil(last / 2)] ?? 0)) / 2;
}
