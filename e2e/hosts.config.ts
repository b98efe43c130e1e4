import { defineConfig } from '@playwright/test';
import { chromium } from './fixtures/chromium.ts';

/** The chat apps' modules alone, on a bare page: neither server nor site is needed. */
export default defineConfig({
  testDir: 'hosts',
  outputDir: 'test-results',
  fullyParallel: true,
  workers: 1,
  retries: 0,
  reporter: [['list']],
  timeout: 120_000,
  use: { ...chromium(), locale: 'zh-CN', contextOptions: { serviceWorkers: 'block' } },
});
