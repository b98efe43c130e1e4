import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import { moments } from '../fixtures/moments.ts';
import { site as builtSite } from '../fixtures/paths.ts';
import { School } from '../fixtures/school.ts';
import type { Engine, Lend } from './engine.ts';
import { lendFirefox } from './firefox.ts';
import { Handset } from './handset.ts';
import { lendWebKit } from './webkit.ts';

export { expect } from '@playwright/test';

export interface Options {
  engineName: 'webkit' | 'firefox';
  /** What the console rightly complains of. */
  trouble: RegExp | undefined;
}

interface Fixtures {
  /** The folder the server serves the app from. */
  site: string;
  school: School;
  engine: Engine;
  handset: Handset;
}

const LENDERS: Record<Options['engineName'], Lend> = { webkit: lendWebKit, firefox: lendFirefox };

/** A test with a school and a phone of its own, which fails when the console complains. */
export const test = base.extend<Options & Fixtures>({
  engineName: ['webkit', { option: true }],
  trouble: [undefined, { option: true }],
  site: builtSite,

  school: async ({ site }, use) => {
    const school = await School.sample(moments.open, site);
    await use(school);
    await school.close();
  },

  engine: async ({ engineName, trouble }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'afterbell-engine-'));
    let complaints: string[] = [];
    await LENDERS[engineName](folder, async (engine) => {
      await use(engine);
      complaints = await engine.complaints();
    });
    await rm(folder, { recursive: true });
    expect(complaints.filter((text) => !trouble?.test(text)), 'what the console complains of').toEqual([]);
  },

  handset: async ({ engine, engineName, school }, use) => {
    await use(await Handset.take(engine.driver, school.server.url, `screenshots/${engineName}`));
  },
});
