import { defineConfig } from '@playwright/test';
import { chromium } from '../fixtures/chromium.ts';

/** Measurements, which `cargo xtask bench client` starts: not tests, and no part of them. */
export default defineConfig({
  testDir: '.',
  testMatch: 'client.ts',
  globalSetup: '../fixtures/sample-school.ts',
  outputDir: '../test-results/bench',
  workers: 1,
  reporter: [['line']],
  // A bound for a browser that hangs; xtask says how many rounds there are.
  timeout: 3_600_000,
  use: chromium(),
});
