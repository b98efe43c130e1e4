import { defineConfig } from '@playwright/test';
import type { Options } from './fixtures/test.ts';
import { chromium } from './fixtures/chromium.ts';

// Pictures are taken when asked for by name. Workers read this file too, but not our command line.
if (process.argv.includes('--project=shots')) process.env['AFTERBELL_SHOTS'] = '1';
const takesPictures = process.env['AFTERBELL_SHOTS'] === '1';

const phone = { isMobile: true, hasTouch: true, deviceScaleFactor: 2 };
/** Without touch; all else is on the commonest phone, and the tests themselves change its width. */
const desktop = /@desktop/;

export default defineConfig<Options>({
  testDir: 'parent',
  globalSetup: './fixtures/sample-school.ts',
  outputDir: 'test-results',
  // Each test has a server, a database and a clock of its own, and none may pass by luck.
  fullyParallel: true,
  // More than processors: half of the time a test waits for the app's own pauses.
  workers: 3,
  retries: 0,
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list']],
  // Bounds for a machine that stands still, not for the speed of one that runs.
  timeout: 300_000,
  expect: { timeout: 20_000 },
  use: {
    ...chromium(),
    locale: 'zh-CN',
    // Deliberately not the school's.
    timezoneId: 'America/New_York',
    // A service worker would answer where a test wants to; installed.spec.ts lets it.
    contextOptions: { reducedMotion: 'reduce', serviceWorkers: 'block' },
    // With pictures of the page at each key, the desk's tests took twice as long. `--trace=on` takes them.
    trace: { mode: 'retain-on-failure', snapshots: false, screenshots: false },
  },
  projects: takesPictures
    ? [{ name: 'shots', testDir: '.', testMatch: 'screenshots.ts', use: { viewport: { width: 360, height: 740 }, ...phone } }]
    : [
        { name: 'phone', grepInvert: desktop, use: { viewport: { width: 360, height: 740 }, ...phone } },
        { name: 'desktop', grep: desktop, use: { viewport: { width: 1280, height: 800 } } },
        // Also alone, without server and site: `npx playwright test -c hosts.config.ts`.
        { name: 'hosts', testDir: 'hosts' },
        { name: 'wishes', testDir: 'wishes', use: { viewport: { width: 360, height: 740 }, ...phone } },
        { name: 'desk', testDir: 'desk', use: { viewport: { width: 1280, height: 800 } } },
      ],
});
