import type { Browser, CDPSession, Page } from '@playwright/test';
import { install, tapOtherChild } from './probe.ts';
import { traced } from './trace.ts';
import { Traffic } from './traffic.ts';

/** Lighthouse's "slow 4G" (150 ms, 1.6 Mbps down, 750 kbps up), as Lighthouse itself tells it to
 * the browser, which delays requests and not packets: 3.75 round trips, nine tenths of the rate. */
export const network = {
  offline: false,
  latency: 150 * 3.75,
  downloadThroughput: (1.6 * 1024 * 1024 * 0.9) / 8,
  uploadThroughput: (750 * 1024 * 0.9) / 8,
};
export const slowdown = 4;
const PHONE = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2, locale: 'zh-CN' };

/** Milliseconds since navigation, bytes on the network, bytes of memory. */
export interface Measured {
  firstPaint: number;
  firstContentfulPaint: number;
  largestContentfulPaint: number;
  drawn: number;
  interactive: number;
  script: number;
  task: number;
  tap: number;
  shift: number;
  bytes: number;
  requests: number;
  heap: number;
  wasmMemory: number;
  waterfall: { path: string; start: number; end: number; bytes: number }[];
  /** What can be read for the first child and, after the tap, for the other one. */
  screens: string[];
}

/** Opens the home in a new profile, whose caches are empty. */
export async function coldStart(browser: Browser, url: string, token: string, trace?: string): Promise<Measured> {
  const stored = [{ name: 'afterbell.token', value: JSON.stringify(token) }];
  const context = await browser.newContext({ ...PHONE, storageState: { cookies: [], origins: [{ origin: url, localStorage: stored }] } });
  try {
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    return await traced(browser, page, trace, () => measure(page, devtools, url));
  } finally {
    await context.close();
  }
}

async function measure(page: Page, devtools: CDPSession, url: string): Promise<Measured> {
  const faults: string[] = [];
  page.on('pageerror', (fault) => faults.push(fault.message));
  page.on('console', (message) => {
    if (message.type() !== 'log') faults.push(message.text());
  });
  const traffic = await Traffic.watch(devtools);
  await devtools.send('Network.emulateNetworkConditions', network);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  await devtools.send('Performance.enable', { timeDomain: 'timeTicks' });
  await devtools.send('Runtime.enable');
  await devtools.send('Runtime.addBinding', { name: 'interactive' });
  const metrics = new Promise<Map<string, number>>((done, failed) => {
    devtools.on('Runtime.bindingCalled', ({ name }) => {
      if (name === 'interactive') readMetrics(devtools).then(done, failed);
    });
  });
  await page.addInitScript(install);
  await page.goto(url, { waitUntil: 'commit' });
  const untilInteractive = await within(60_000, metrics);
  const { bytes, requests } = traffic.soFar();

  const read = () => page.evaluate(() => document.querySelector<HTMLElement>('.page')?.innerText ?? '');
  const screens = [await read()];
  // Before the tap, which moves the week on purpose.
  const { drawn = NaN, interactive = NaN, firstPaint = NaN, firstContentfulPaint = NaN, largestContentfulPaint = NaN, shift } = await page.evaluate(() => window.probe);
  const tap = await page.evaluate(tapOtherChild);
  screens.push(await read());
  await devtools.send('HeapProfiler.collectGarbage');
  const heap = (await readMetrics(devtools)).get('JSHeapUsedSize') ?? NaN;
  const wasmMemory = await page.evaluate(() => window.probe.memories.reduce((sum, memory) => sum + memory.buffer.byteLength, 0));
  if (faults.length > 0) throw new Error(`${url} complains: ${faults.join('; ')}`);
  const seconds = (name: string) => (untilInteractive.get(name) ?? NaN) * 1000;
  return {
    firstPaint,
    firstContentfulPaint,
    largestContentfulPaint,
    drawn,
    interactive,
    script: seconds('ScriptDuration'),
    task: seconds('TaskDuration'),
    tap,
    shift,
    bytes,
    requests,
    heap,
    wasmMemory,
    waterfall: traffic.waterfall(),
    screens,
  };
}

async function readMetrics(devtools: CDPSession): Promise<Map<string, number>> {
  const { metrics } = await devtools.send('Performance.getMetrics');
  return new Map(metrics.map(({ name, value }) => [name, value]));
}

async function within<T>(milliseconds: number, awaited: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, failed) => {
    timer = setTimeout(() => failed(new Error('the home was not drawn within a minute')), milliseconds);
  });
  return Promise.race([awaited, late]).finally(() => clearTimeout(timer));
}
