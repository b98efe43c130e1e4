import { type Browser, type Page, expect } from '@playwright/test';
import { SCHOOL, type School, hasStarted, passUntil, school, serve } from './bare-page.ts';
import { type Mode, injectSdk } from './fake-sdk.ts';
import type { HostRow } from './table.ts';

/** The page in a host whose functions behave as the mode says. */
export class Visit {
  readonly page: Page;
  readonly school: School;
  /** What no mode may lead to. */
  readonly errors: string[] = [];

  private constructor(page: Page, asked: School) {
    this.page = page;
    this.school = asked;
    page.on('pageerror', (error) => this.errors.push(String(error)));
  }

  static async of(browser: Browser, row: HostRow, mode: Mode, width = 375): Promise<Visit> {
    const context = await browser.newContext({ userAgent: row.agent, viewport: { width, height: 700 }, serviceWorkers: 'block' });
    const asked = school({ [row.name]: row.settings });
    await serve(context, asked);
    // Neither the vendors' servers nor their packages are here.
    await context.route((url) => url.origin !== SCHOOL, (route) => route.abort());
    const module = mode === 'absent' ? null : row.packaged;
    await context.route('**/hosts/sdk/*.js', (route) =>
      module ? route.fulfill({ contentType: 'text/javascript', body: module }) : route.fulfill({ status: 404, body: '' }),
    );
    const page = await context.newPage();
    await page.clock.install({ time: new Date('2026-02-24T18:00:00+08:00') });
    await page.addInitScript(injectSdk, mode);
    if (mode !== 'absent') {
      await page.addInitScript((injected) => {
        const world = window as unknown as Record<string, Record<string, unknown>>;
        for (const [name, from] of Object.entries(injected)) (world as Record<string, unknown>)[name] = world['sdk']?.[from];
      }, row.injected);
    }
    return new Visit(page, asked);
  }

  /** Opens the page; answers after how many seconds of its time the app has started. */
  async open(address: string): Promise<number> {
    await this.page.goto(`${SCHOOL}/${address}`);
    return passUntil(this.page, hasStarted(this.page));
  }

  /** What a call of the interface comes to, however long it takes in the page's time. */
  async ask(call: string, given: unknown): Promise<unknown> {
    await this.page.evaluate(
      ([name, argument]) => {
        const world = window as unknown as Record<string, Record<string, (given: unknown) => Promise<unknown>>>;
        const host = world['afterbellHost'];
        document.documentElement.removeAttribute('data-answer');
        void host?.[name as string]?.(argument).then((answer) => {
          document.documentElement.dataset['answer'] = JSON.stringify(answer);
        });
      },
      [call, given] as const,
    );
    await passUntil(this.page, async () => (await this.page.locator('html').getAttribute('data-answer')) !== null);
    return JSON.parse((await this.page.locator('html').getAttribute('data-answer')) ?? 'null');
  }

  calls(): Promise<[string, unknown][]> {
    return this.page.evaluate(() => (window as unknown as { calls: [string, unknown][] }).calls);
  }

  async called(name: string): Promise<boolean> {
    return (await this.calls()).some(([call]) => call === name);
  }

  token(): Promise<string | null> {
    return this.page.evaluate(() => localStorage.getItem('afterbell.token'));
  }

  /** No error that nobody caught, and nothing that looks like an app that did not start. */
  async close(): Promise<void> {
    expect(this.errors).toEqual([]);
    await expect(this.page.locator('#failed')).toBeHidden();
    await this.page.context().close();
  }
}
