import { PHONE } from './engine.ts';
import { type Handset, button, heading } from './handset.ts';
import { expect, test } from './test.ts';

/** From the letter to the screen that has `arrived` on it. */
export async function bindByTyping(handset: Handset, child: { name: string; code: string }, arrived: string): Promise<void> {
  await handset.open();
  await handset.see(heading('绑定孩子'));
  await handset.type('//input', child.code);
  await handset.tap(button('绑定'));
  await handset.see(arrived);
  expect(await handset.evaluate('document.querySelector("main h1").textContent')).toBe(`${child.name}的一周`);
}

/** What the service worker has kept is what the page came as, and the page itself. */
export async function keeps(handset: Handset, comesAs: 'wasm' | 'script'): Promise<void> {
  // WebDriver waits for no promise.
  if (!test.info().project.name.startsWith('chromium')) return;
  await expect.poll(async () => [...new Set(await programsKept(handset))]).toEqual([comesAs === 'wasm' ? '.wasm' : '-plain.js']);
  const isKept = `caches.match(location.href.split('#')[0]).then((page) => page !== undefined)`;
  await expect.poll(() => handset.evaluate(isKept), 'the page itself is kept').toBe(true);
}

/** What the service worker keeps for a lift without a network. */
async function programsKept(handset: Handset): Promise<string[]> {
  const kept = `caches.keys().then((names) => Promise.all(names.map((name) => caches.open(name).then((cache) => cache.keys()))))`;
  return programsAmong(await handset.evaluate<string[]>(`${kept}.then((all) => [].concat(...all).map((request) => request.url))`));
}

function programsAmong(names: string[]): string[] {
  const programs = names.map((name) => /\.wasm$|-plain-\w+\.js$/.exec(name)?.[0].replace(/-[0-9a-f]{16}\./, '.'));
  return programs.filter((name) => name !== undefined);
}

/** No phone fetches the program twice, not even to keep it for a day without a network. */
export async function cameAs(handset: Handset, comesAs: 'wasm' | 'script'): Promise<void> {
  const fetched = await handset.evaluate<string[]>(`performance.getEntriesByType('resource').map((entry) => entry.name)`);
  const programs = programsAmong(fetched);
  expect(new Set(programs), 'what the program came as').toEqual(new Set([comesAs === 'wasm' ? '.wasm' : '-plain.js']));
  const ready = await handset.evaluate<number | null>(`JSON.parse(sessionStorage.getItem('startedAfter'))`);
  console.log(`${test.info().project.name}: the program as ${comesAs} has started after ${ready} ms`);
}

/** Takes a picture, and holds what a picture in one engine alone would show to be wrong. */
export async function looksRight(handset: Handset, name: string): Promise<void> {
  await handset.picture(name);
  const room = await handset.evaluate<number[]>('[innerWidth, document.documentElement.scrollWidth]');
  expect(room, `${name}: nothing is beyond the right edge`).toEqual([PHONE.width, PHONE.width]);
  // What an engine does not know it does not do.
  const motion = `matchMedia('(prefers-reduced-motion: reduce)')`;
  expect(await handset.evaluate(`${motion}.matches || ${motion}.media === 'not all'`), 'nothing moves').toBe(true);
  const gap = await handset.evaluate<number>(
    `(() => { const bar = document.querySelector('.bar'); return bar ? innerHeight - bar.getBoundingClientRect().bottom : 0; })()`,
  );
  expect(Math.abs(gap), `${name}: the bar is at the thumb`).toBeLessThanOrEqual(1);
}
