import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Frame, Page } from '@playwright/test';
import { School } from '../fixtures/school.ts';
import { expect, moments, test } from '../fixtures/test.ts';
import { Watch } from '../fixtures/watch.ts';
import { Phone } from '../pages/phone.ts';

/** Another site on this machine: browsers let no page of elsewhere ask a server here. */
class Site {
  school = '';
  private readonly server = createServer((_, answer) => {
    answer.setHeader('Content-Type', 'text/html; charset=utf-8');
    answer.end(`<!doctype html><meta name="viewport" content="width=device-width, initial-scale=1">
      <title>学校主页</title><script src="${this.school}/afterbell-menu.js"></script><body style="margin:0">
      <afterbell-menu school="${this.school}/" theme="dark"></afterbell-menu>
      <script>
        window.told = [];
        const menu = document.querySelector("afterbell-menu");
        for (const name of ["ready", "done"]) menu.addEventListener("afterbell-" + name, () => told.push(name));
      </script>`);
  });

  async open(): Promise<this> {
    this.server.listen(0, 'localhost');
    await once(this.server, 'listening');
    return this;
  }

  get origin(): string {
    return `http://localhost:${(this.server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}

const told = (page: Page) => page.evaluate(() => (window as unknown as { told: string[] }).told);

test('in a frame of a registered site a parent comes to the receipt; any other site shows nothing', async ({ browser, contextOptions, locale }) => {
  const [site, stranger] = [await new Site().open(), await new Site().open()];
  const school = await School.trial(moments.open, {}, { hosts: { iframe: { origins: [site.origin] } } });
  site.school = stranger.school = school.server.url;
  const context = await browser.newContext({ ...contextOptions, locale: locale ?? 'zh-CN', viewport: { width: 320, height: 640 } });
  const { url } = school.server;
  const page = await context.newPage();
  await page.goto(site.origin);
  const ours = () => page.frames().find((frame) => frame.url().startsWith(url));
  await expect.poll(() => ours()?.url() ?? '').toContain('?in=iframe');
  const watch = new Watch(context);
  // The page objects ask a frame for nothing that only a page has.
  const phone = new Phone(ours() as Frame as unknown as Page, watch);

  // Nobody here knows who this is, so nobody waits: the page asks for the letter's code at once.
  const child = school.child('三(1)班');
  await phone.bind.enter(child.code);
  await expect(phone.week.heading(child.name)).toBeAttached();
  await expect(page.frameLocator('afterbell-menu iframe').locator('html')).toHaveAttribute('data-theme', 'dark');
  await phone.week.allCourses.click();
  const ropeSkipping = page.frameLocator('afterbell-menu iframe').getByRole('listitem').filter({ hasText: '跳绳' }).getByRole('button');
  await ropeSkipping.click();
  await expect(ropeSkipping).toHaveAttribute('aria-pressed', 'true');
  // As high as the window: the bar at its foot is in sight without scrolling the site.
  expect((await page.locator('afterbell-menu iframe').boundingBox())?.height).toBe(640);
  await expect(phone.week.bar).toBeInViewport();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);

  // The site's own way back leads to the week.
  await page.locator('afterbell-menu').evaluate((menu) => (menu as unknown as { back: () => void }).back());
  await expect(phone.week.heading(child.name)).toBeAttached();
  await phone.week.next.click();
  await expect(phone.review.heading).toBeVisible();
  if (await phone.review.sign.isVisible()) {
    await phone.review.sign.click();
    await phone.agreement.signAs('林晓');
  }
  await phone.review.submit.click();
  expect(await phone.receipt.number()).toBeTruthy();
  await expect.poll(() => told(page)).toEqual(['ready', 'done']);
  await page.screenshot({ path: 'screenshots/framed.png' });
  watch.verify(school.children);

  // The server's policy keeps the page out of a stranger's, before any script of ours runs.
  const other = await context.newPage();
  await other.goto(stranger.origin);
  await expect.poll(() => other.frames().length).toBe(2);
  await expect(other.frameLocator('afterbell-menu iframe').getByRole('button')).toHaveCount(0);
  expect(other.frames().some((frame) => frame.url().startsWith(url))).toBe(false);
  expect(await told(other)).toEqual([]);
  await context.close();
  await school.close();
  for (const it of [site, stranger]) it.close();
});
