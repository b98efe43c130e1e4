import { expect, test } from '@playwright/test';
import { SCHOOL, passUntil, school, serve } from './bare-page.ts';

const SITE = 'https://neighbour.test';
const CODE = 'code-0123456789abcdef';

const page = (attributes: string) => `<!doctype html><title>neighbour</title><meta charset="utf-8">
<script src="${SCHOOL}/afterbell-menu.js"></script>
<afterbell-menu ${attributes}></afterbell-menu>
<script>
  window.told = [];
  const menu = document.querySelector("afterbell-menu");
  for (const name of ["ready", "title", "auth", "done", "close", "file", "share", "error"]) {
    menu.addEventListener("afterbell-" + name, (event) => {
      told.push([name, event.detail]);
      if (name === "auth") event.detail.answer("${CODE}");
      if (name === "share") event.preventDefault();
    });
  }
</script>`;

test('any site shows the page with one element, and hears what happens in it', async ({ browser }) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, serviceWorkers: 'block' });
  const asked = school({ iframe: { origins: [SITE] } });
  await serve(context, asked);
  await context.route(`${SCHOOL}/api/files/**`, (route) => {
    asked.asked.push({ path: new URL(route.request().url()).pathname, body: null, key: null, token: null, link: null });
    return route.fulfill({ contentType: 'text/calendar', body: 'BEGIN:VCALENDAR' });
  });
  await context.route(`${SITE}/`, (route) => route.fulfill({ contentType: 'text/html', body: page(`school="${SCHOOL}/" theme="dark" font="1.2" height="auto"`) }));
  const tab = await context.newPage();
  await tab.clock.install({ time: new Date('2026-02-24T18:00:00+08:00') });
  const errors: string[] = [];
  tab.on('pageerror', (error) => errors.push(String(error)));
  await tab.goto(`${SITE}/`);
  const inner = tab.frameLocator('afterbell-menu iframe');
  await passUntil(tab, async () => (await inner.locator('html').getAttribute('data-started')) === 'yes');
  const told = () => tab.evaluate(() => (window as unknown as { told: [string, Record<string, unknown>][] }).told.map(([name]) => name));

  expect(asked.asked.filter(({ path }) => path === '/api/session/host').map(({ body }) => body)).toEqual([{ host: 'iframe', credential: CODE }]);
  await expect(inner.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(inner.locator('html')).toHaveAttribute('style', 'font-size: 120%;');
  expect(await told()).toEqual(expect.arrayContaining(['ready', 'auth', 'title']));

  // It grows with what is in it, and no page makes it endless.
  const frame = tab.locator('afterbell-menu iframe');
  await inner.locator('#shell').evaluate((shell) => (shell.style.minHeight = '1400px'));
  await expect.poll(async () => Math.round((await frame.boundingBox())?.height ?? 0)).toBeGreaterThanOrEqual(1400);
  await inner.locator('#shell').evaluate((shell) => (shell.style.minHeight = '900000px'));
  await expect.poll(async () => (await frame.boundingBox())?.height).toBe(20000);
  await tab.locator('afterbell-menu').evaluate((menu) => menu.setAttribute('height', '500'));
  expect((await frame.boundingBox())?.height).toBe(500);
  await tab.locator('afterbell-menu').evaluate((menu) => menu.removeAttribute('height'));
  expect((await frame.boundingBox())?.height).toBe(800);

  // Back, from a screen and from the first one.
  await inner.locator('html').evaluate(() => void (location.hash = '#/receipt'));
  await expect.poll(told).toContain('done');
  await tab.evaluate(() => (document.querySelector('afterbell-menu') as unknown as { back: () => void }).back());
  await expect.poll(() => inner.locator('html').evaluate(() => location.hash)).toBe('');
  await tab.evaluate(() => (document.querySelector('afterbell-menu') as unknown as { back: () => void }).back());
  await expect.poll(told).toContain('close');

  // The site took the card itself; a file of the school's opens in a window of its own.
  type Host = Record<string, (given: unknown) => Promise<unknown>>;
  const ask = (call: string, given: unknown) =>
    inner.locator('html').evaluate((_, [name, argument]) => (window as unknown as { afterbellHost: Host }).afterbellHost[name as string]?.(argument), [call, given] as const);
  expect(await ask('share', { title: '课程', text: '', url: `${SCHOOL}/#/courses` })).toBe('shared');
  const popup = context.waitForEvent('page');
  const opening = ask('openFile', { url: '/api/files/ticket' });
  const file = await popup;
  expect(await opening).toBe('host');
  await expect.poll(() => asked.asked.map(({ path }) => path)).toContain('/api/files/ticket');
  await file.close();

  // What claims to come from the page inside, and does not.
  const before = (await told()).length;
  await tab.evaluate((origin) => {
    const say = (d: unknown) => ({ p: 'afterbell/1', id: 9999, ...(d as object) });
    window.postMessage(JSON.stringify(say({ t: 'done', d: {} })), '*');
    dispatchEvent(new MessageEvent('message', { data: JSON.stringify(say({ t: 'done', d: {} })), origin }));
  }, SCHOOL);
  await inner.locator('html').evaluate(() => {
    for (const wrong of ['{', 'x'.repeat(9000), '{"p":"afterbell/1","id":1,"t":"done","d":{}}', '{"p":"afterbell/1","id":"9","t":"done","d":{}}', '{"p":"afterbell/1","id":9999,"t":"file.open","d":{"url":"https://elsewhere.test/api/files/x"}}', '{"p":"afterbell/1","id":10000,"t":"share","d":{"url":"https://elsewhere.test/"}}', '{"p":"afterbell/1","id":10001,"t":"title","d":{"title":"last"}}']) {
      window.parent.postMessage(wrong, '*');
    }
  });
  await expect.poll(told).toHaveLength(before + 1);
  expect((await told()).at(-1)).toBe('title');

  // Taken out, it hears nothing more.
  await tab.locator('afterbell-menu').evaluate((menu) => menu.remove());
  expect(errors).toEqual([]);
  await context.close();
});

test('an address that is none, or not safe, opens nothing and says so', async ({ browser }) => {
  const context = await browser.newContext();
  await serve(context, school({}));
  for (const address of ['', 'x', 'http://school.test/', 'javascript:alert(1)', 'data:text/html,x']) {
    await context.unroute(`${SITE}/`);
    await context.route(`${SITE}/`, (route) => route.fulfill({ contentType: 'text/html', body: page('') }));
    const tab = await context.newPage();
    await tab.goto(`${SITE}/`);
    await tab.locator('afterbell-menu').evaluate((menu, given) => {
      menu.setAttribute('school', given);
      const parent = menu.parentElement;
      parent?.append(menu);
    }, address);
    await expect(tab.locator('afterbell-menu iframe')).toHaveCount(0);
    expect(await tab.evaluate(() => (window as unknown as { told: [string][] }).told.map(([name]) => name))).toContain('error');
    await tab.close();
  }
  await context.close();
});
