import type { Browser, Page } from '@playwright/test';

// What DevTools' performance panel reads, and where wasm is compiled.
const CATEGORIES = ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'v8', 'v8.wasm', 'disabled-by-default-v8.wasm.detailed', 'disabled-by-default-v8.cpu_profiler', 'blink.user_timing', 'loading', 'toplevel', '__metadata'];

/** Records what the browser does meanwhile; DevTools and ui.perfetto.dev open the file. */
export async function traced<T>(browser: Browser, page: Page, path: string | undefined, work: () => Promise<T>): Promise<T> {
  if (!path) return work();
  await browser.startTracing(page, { path, categories: CATEGORIES });
  try {
    return await work();
  } finally {
    await browser.stopTracing();
  }
}
