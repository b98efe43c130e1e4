import { defineConfig } from '@playwright/test';
import { chromium } from '../fixtures/chromium.ts';

/** Measurements, which `cargo xtask bench allocate` starts: not tests, and no part of them. */
export default defineConfig({
  testDir: '.',
  testMatch: ['allocate.ts', 'verify.ts'],
  outputDir: '../test-results/bench',
  workers: 1,
  reporter: [['line']],
  // A bound for a browser that hangs; xtask says how many rounds there are.
  timeout: 600_000,
  use: chromium(),
});
