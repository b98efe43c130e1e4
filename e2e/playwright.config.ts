import { defineConfig } from '@playwright/test';
import type { Options } from './fixtures/test.ts';
import { chromium } from './fixtures/chromium.ts';

// Pictures are taken when asked for by name. Workers read this file too, but not our command line.
if (process.argv.includes('--project=shots')) process.env['AFTERBELL_SHOTS'] = '1';
const takesPictures = process.env['AFTERBELL_SHOTS'] === '1';

const phone = { isMobile: true, hasTouch: true, deviceScaleFactor: 2 };
/** What every width must do; the rest is tested once, on the commonest phone. */
const everywhere = /@everywhere/;

export default defineConfig<Options>({
  testDir: 'parent',
  globalSetup: './fixtures/sample-school.ts',
  outputDir: 'test-results',
  // Each test has a server, a database and a clock of its own, and none may pass by luck.
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list']],
  // Bounds for a machine that stands still, not for the speed of one that runs.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  use: {
    ...chromium(),
    locale: 'zh-CN',
    // Deliberately not the school's.
    timezoneId: 'America/New_York',
    // A service worker would answer where a test wants to; installed.spec.ts lets it.
    contextOptions: { reducedMotion: 'reduce', serviceWorkers: 'block' },
    trace: 'retain-on-failure',
  },
  projects: takesPictures
    ? [{ name: 'shots', testDir: '.', testMatch: 'screenshots.ts', use: { viewport: { width: 360, height: 740 }, ...phone } }]
    : [
        { name: 'phone', use: { viewport: { width: 360, height: 740 }, ...phone } },
        { name: 'small-phone', grep: [everywhere, /@narrow/], use: { viewport: { width: 320, height: 640 }, ...phone } },
        { name: 'large-phone', grep: everywhere, use: { viewport: { width: 414, height: 896 }, ...phone } },
        { name: 'tablet', grep: /@tablet/, use: { viewport: { width: 768, height: 1024 }, ...phone } },
        { name: 'desktop', grep: everywhere, use: { viewport: { width: 1280, height: 800 } } },
        // Also alone, without server and site: `npx playwright test -c hosts.config.ts`.
        { name: 'hosts', testDir: 'hosts' },
        { name: 'desk', testDir: 'desk', use: { viewport: { width: 1280, height: 800 } } },
      ],
});
