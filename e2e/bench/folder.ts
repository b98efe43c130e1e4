import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';

const TYPES: Record<string, string> = { js: 'text/javascript', wasm: 'application/wasm', html: 'text/html' };
// A name that browsers trust as they trust https: they hash for nobody else.
const ORIGIN = 'http://draw.localhost';

/** What `cargo xtask bench allocate` built, and where its figures are awaited. */
interface Asked {
  folder: string;
  rounds: number;
}

export function asked(): Asked {
  const text = process.env['AFTERBELL_BENCH'];
  if (!text) throw new Error('start this with `cargo xtask bench allocate`');
  return JSON.parse(text) as Asked;
}

/** A new page, empty, at which the folder's files are found. */
export async function servedFrom(browser: Browser, folder: string): Promise<Page> {
  const page = await browser.newPage();
  await page.route(`${ORIGIN}/**`, async (route) => {
    const path = new URL(route.request().url()).pathname.slice(1);
    const body = path === 'index.html' ? '<!doctype html>' : await readFile(join(folder, path));
    const contentType = TYPES[path.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
    await route.fulfill({ body, contentType });
  });
  await page.goto(`${ORIGIN}/index.html`);
  return page;
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const last = sorted.length - 1;
  return ((sorted[Math.floor(last / 2)] ?? 0) + (sorted[Math.ceil(last / 2)] ?? 0)) / 2;
}
