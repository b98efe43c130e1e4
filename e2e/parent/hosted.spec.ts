import { createHmac } from 'node:crypto';
import type { BrowserContext, Page } from '@playwright/test';
import { School } from '../fixtures/school.ts';
import { secrets } from '../fixtures/server.ts';
import { expect, moments, test } from '../fixtures/test.ts';
import { Watch } from '../fixtures/watch.ts';
import { Phone } from '../pages/phone.ts';

/** What Telegram hands a page, signed with the bot's token. */
function initData(user: number, launch: string): string {
  const fields = { auth_date: String(Date.parse(moments.open) / 1000), query_id: launch, user: JSON.stringify({ id: user }) };
  const signed = Object.entries(fields).map(([name, value]) => `${name}=${value}`).sort().join('\n');
  const key = createHmac('sha256', 'WebAppData').update(secrets.AFTERBELL_TELEGRAM_BOT_TOKEN).digest();
  const hash = createHmac('sha256', key).update(signed).digest('hex');
  return new URLSearchParams({ ...fields, hash }).toString();
}

/** The app around the page: it notes what it is told, and answers what it is asked. */
function injectApp(): void {
  const world = window as unknown as { told: [string, unknown][]; TelegramWebviewProxy: unknown; Telegram: { WebView: { receiveEvent: (name: string, data: object) => void } } };
  world.told = [];
  world.TelegramWebviewProxy = {
    postEvent(name: string, data: string) {
      world.told.push([name, JSON.parse(data)]);
      if (name === 'web_app_request_safe_area') setTimeout(() => world.Telegram.WebView.receiveEvent('safe_area_changed', { bottom: 0 }));
    },
  };
}

function forbidStorage(): void {
  for (const name of ['localStorage', 'sessionStorage']) {
    Object.defineProperty(window, name, { configurable: true, get: () => { throw new DOMException('no', 'SecurityError'); } });
  }
}

const told = (page: Page, name: string) =>
  page.evaluate((wanted) => (window as unknown as { told: [string, { url?: string; path_full?: string }][] }).told.filter(([it]) => it === wanted), name);
const back = (page: Page) =>
  page.evaluate(() => (window as unknown as { Telegram: { WebView: { receiveEvent: (name: string, data: object) => void } } }).Telegram.WebView.receiveEvent('back_button_pressed', {}));

async function opened(context: BrowserContext, url: string, launch: string): Promise<{ page: Page; phone: Phone; watch: Watch }> {
  const watch = new Watch(context);
  const page = await context.newPage();
  await page.addInitScript(injectApp);
  await page.goto(`${url}/?in=telegram#tgWebAppData=${encodeURIComponent(initData(7, launch))}`);
  return { page, watch, phone: new Phone(page, watch) };
}

test('in a chat app a code is needed once; a storage that was wiped or is forbidden costs nothing, and no launch counts twice', async ({ browser, contextOptions, locale }) => {
  const school = await School.trial(moments.open, {}, { hosts: { telegram: {} } });
  const { url } = school.server;
  const options = { ...contextOptions, locale: locale ?? 'zh-CN', viewport: { width: 375, height: 740 } };
  const context = await browser.newContext(options);
  const { page, phone, watch } = await opened(context, url, 'first');
  // The server knows this account of the app, and no child of it yet.
  const child = school.child('三(1)班');
  await phone.bind.enter(child.code);
  await expect(phone.week.heading(child.name)).toBeAttached();
  expect(page.url()).not.toContain('tgWebAppData');

  await phone.week.allCourses.click();
  const ropeSkipping = page.getByRole('listitem').filter({ hasText: '跳绳' }).getByRole('button');
  await ropeSkipping.click();
  await expect(ropeSkipping).toHaveAttribute('aria-pressed', 'true');
  await phone.week.next.click();
  await expect(phone.review.heading).toBeVisible();
  if (await phone.review.sign.isVisible()) {
    await phone.review.sign.click();
    await phone.agreement.signAs('林晓');
  }
  await phone.review.submit.click();
  const number = await phone.receipt.number();
  expect(number).toBeTruthy();
  await page.screenshot({ path: 'screenshots/hosted-receipt.png' });

  // A course is passed on by the app's sheet.
  await page.evaluate(() => void (location.hash = '#/courses'));
  await page.getByRole('link', { name: '跳绳' }).click();
  await page.getByRole('button', { name: '转发这门课' }).click();
  const card = async () => (await told(page, 'web_app_open_tg_link')).map(([, given]) => decodeURIComponent(given.path_full ?? '')).join();
  await expect.poll(card).toMatch(/^\/share\/url\?url=http.*\/\?in=telegram#\/course\/\w+&text=跳绳$/);

  // A file opens the app's way, and the way back leads out at the first screen only.
  await page.evaluate(() => void (location.hash = '#/timetable'));
  await page.getByRole('button', { name: '加到手机日历' }).click();
  await expect.poll(async () => (await told(page, 'web_app_open_link')).map(([, given]) => given.url?.includes('/api/files/'))).toEqual([true]);
  await back(page);
  await expect(page).not.toHaveURL(/timetable/);
  expect(await told(page, 'web_app_close')).toEqual([]);
  await page.evaluate(() => void (location.hash = '#/'));
  await expect(phone.week.heading(child.name)).toBeAttached();
  await back(page);
  await expect.poll(async () => (await told(page, 'web_app_close')).length).toBe(1);
  watch.verify(school.children);
  await context.close();

  // Everything was wiped, or nothing may be kept at all: the app's word is enough.
  for (const [launch, isForbidden] of [['second', false], ['third', true]] as const) {
    const fresh = await browser.newContext(options);
    if (isForbidden) await fresh.addInitScript(forbidStorage);
    const again = await opened(fresh, url, launch);
    await expect(again.phone.week.heading(child.name)).toBeAttached();
    await again.page.evaluate(() => void (location.hash = '#/receipt'));
    expect(await again.phone.receipt.number()).toBe(number);
    again.watch.verify(school.children);
    await fresh.close();
  }

  // Whoever has read a launch off somewhere comes in with it nowhere.
  const stranger = await browser.newContext(options);
  const stolen = await opened(stranger, url, 'third');
  stolen.watch.expectTrouble(/401/);
  await expect(stolen.phone.bind.code).toBeVisible();
  stolen.watch.verify(school.children);
  await stranger.close();
  await school.close();
});
