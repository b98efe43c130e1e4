import { defineConfig } from '@playwright/test';
import { chromium } from '../fixtures/chromium.ts';

/** A measurement, which `cargo xtask bench policy` starts: not a test, and no part of them. */
export default defineConfig({
  testDir: '.',
  testMatch: ['policy.ts'],
  globalSetup: '../fixtures/sample-school.ts',
  outputDir: '../test-results/bench',
  workers: 1,
  reporter: [['line']],
  // A bound for a browser that hangs; xtask says how many rounds there are.
  timeout: 600_000,
  use: { ...chromium(), viewport: { width: 1280, height: 800 }, locale: 'zh-CN', contextOptions: { reducedMotion: 'reduce', serviceWorkers: 'block' } },
});
