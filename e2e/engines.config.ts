import { defineConfig } from '@playwright/test';
import type { Options } from './engines/test.ts';

/** The main flow in the engines Playwright does not drive: its runner, but W3C WebDriver. */
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
  ],
});
