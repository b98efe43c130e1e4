import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import { moments } from '../fixtures/moments.ts';
import { School } from '../fixtures/school.ts';
import { lendChromium } from './chromium.ts';
import type { Lend } from './engine.ts';
import { lendFirefox } from './firefox.ts';
import { Handset } from './handset.ts';
import { lendSite } from './site.ts';
import { lendWebKit } from './webkit.ts';

export { expect } from '@playwright/test';

const LENDERS = {
  webkit: lendWebKit,
  firefox: lendFirefox,
  'chromium-107': lendChromium(107),
  'chromium-78': lendChromium(78),
  'chromium-67': lendChromium(67),
  'chromium-78-wasm': lendChromium(78, { withoutPolicy: true }),
} satisfies Record<string, Lend>;

export interface Options {
  engineName: keyof typeof LENDERS;
  /** What the program comes as. */
  comesAs: 'wasm' | 'script';
  /** Whether places are drawn after wishes, at the small school, instead of taken, at the sample's. */
  isDrawn: boolean;
  /** What rightly goes wrong in the page. */
  trouble: RegExp | undefined;
}

interface Fixtures {
  /** The folder the server serves the app from. */
  site: string;
  school: School;
  handset: Handset;
}

/** A test with a school and a phone of its own, which fails when anything goes wrong unseen. */
export const test = base.extend<Options & Fixtures>({
  engineName: ['webkit', { option: true }],
  comesAs: ['wasm', { option: true }],
  isDrawn: [false, { option: true }],
  trouble: [undefined, { option: true }],

  site: ({}, use) => lendSite(use),

  school: async ({ site, isDrawn }, use) => {
    const drawn = { settings: [[/mode = "first_come"/, 'mode = "wishes"']] } as const;
    const school = isDrawn ? await School.trial(moments.open, drawn, { site }) : await School.sample(moments.open, site);
    await use(school);
    await school.close();
  },

  handset: async ({ engineName, trouble, school }, use, test) => {
    const home = await mkdtemp(join(tmpdir(), 'afterbell-engine-'));
    let complaints: string[] = [];
    try {
      await LENDERS[engineName](home, async (screen) => {
        const handset = await Handset.take(screen, school.server.url, `screenshots/${engineName}`);
        await use(handset);
        if (test.status !== test.expectedStatus) await writeFile(test.outputPath('screen.png'), await screen.picture(), 'base64');
        complaints = await handset.complaints();
      });
    } finally {
      await rm(home, { recursive: true });
    }
    expect(complaints.filter((text) => !trouble?.test(text)), 'what went wrong in the page').toEqual([]);
  },
});
