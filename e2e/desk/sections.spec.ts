import type { Page, Request } from '@playwright/test';
import { barriers } from '../fixtures/barriers.ts';
import { expect, test } from '../fixtures/desk.ts';
import { press, tabTo, walk } from '../fixtures/keys.ts';
import { looks, wear } from '../fixtures/looks.ts';

const WIDTHS = [1280, 1024] as const;

const links = (page: Page) => page.getByRole('navigation', { name: '栏目' }).getByRole('link');

/** Into a section through the navigation, until all that it asks of the school is there. */
async function enter(page: Page, at: number): Promise<string> {
  const link = links(page).nth(at);
  const address = (await link.getAttribute('href')) ?? '';
  const pending = new Set<Request>();
  const begin = (request: Request) => void (isAsked(request) && pending.add(request));
  const end = (request: Request) => void pending.delete(request);
  page.on('request', begin).on('requestfinished', end).on('requestfailed', end);
  await press(link);
  await expect(link).toHaveAttribute('aria-current', 'page');
  await expect(page).toHaveURL(new RegExp(`${address}$`));
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect.poll(() => pending.size, `${address} asks the school`).toBe(0);
  page.off('request', begin).off('requestfinished', end).off('requestfailed', end);
  return address.replace('#/', '');
}

/** What others change is asked for as long as the desk is open. */
function isAsked(request: Request): boolean {
  const url = request.url();
  return url.includes('/api/') && !url.includes('/menu-draft/changes');
}

test('Tab leads into every section, to all that can be worked there, and back', async ({ desk }) => {
  test.slow();
  const { page } = desk;
  await desk.join('李老师');
  await expect(desk.saved).toBeVisible();
  const count = await links(page).count();
  expect(count).toBeGreaterThanOrEqual(18);
  for (let at = 0; at < count; at++) {
    const section = await enter(page, at);
    await tabTo(page.getByRole('button', { name: '退出' }));
    const { missed, stops } = await walk(page);
    expect.soft(missed, `${section}: what Tab passes by`).toEqual([]);
    if (section === 'menu') expect(stops, 'the sheet and the findings').toBeGreaterThan(3);
    await tabTo(links(page).nth(at));
  }
});

for (const width of WIDTHS) {
  test(`no section has a barrier, light or dark, ${width} wide`, async ({ desk }) => {
    test.slow();
    const { page } = desk;
    await page.setViewportSize({ width, height: 800 });
    await desk.join('李老师');
    await expect(desk.saved).toBeVisible();
    const count = await links(page).count();
    for (let at = 0; at < count; at++) {
      const section = await enter(page, at);
      await wear(page, looks[0]!);
      expect.soft(await barriers(page), `${section}, light`).toEqual([]);
      await wear(page, looks[1]!);
      expect.soft(await barriers(page, 'style'), `${section}, dark`).toEqual([]);
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect.soft(wider, `${section} is wider than the window`).toBe(0);
    }
  });
}
