import { defineConfig } from '@playwright/test';
import type { Options } from './engines/test.ts';

/** What an engine of another age is asked for: the ways to the receipt, and to wishes that are saved. */
const grep = /leads to a receipt|wishes are ranked/;

const REFUSED = /^Content Security Policy: script-src eval$/;

/** The main flow in the engines Playwright does not drive: its runner, but W3C WebDriver, or Chromium's own tongue. */
export default defineConfig<Options>({
  testDir: 'engines',
  globalSetup: './fixtures/sample-school.ts',
  outputDir: 'test-results/engines',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list']],
  timeout: 180_000,
  expect: { timeout: 20_000 },
  projects: [
    { name: 'webkit', use: { engineName: 'webkit' } },
    { name: 'firefox', use: { engineName: 'firefox' } },
    { name: 'chromium-107', grep, use: { engineName: 'chromium-107' } },
    // Below 97 the policy leaves them no wasm; boot.js has asked for it and hears so.
    { name: 'chromium-78', grep, use: { engineName: 'chromium-78', comesAs: 'script', trouble: REFUSED } },
    { name: 'chromium-67', grep, use: { engineName: 'chromium-67', comesAs: 'script', trouble: REFUSED } },
    { name: 'chromium-78-wasm', grep, use: { engineName: 'chromium-78-wasm' } },
  ],
});
