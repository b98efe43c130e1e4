import { expect, test } from '../fixtures/test.ts';

test.describe('settings', () => {
  test.beforeEach(async ({ phone, school }) => {
    await phone.bindTo(school.child('三(1)班'));
    await phone.week.settings.click();
    await expect(phone.settings.heading).toBeFocused();
  });

  test('large type survives a reload and is there before the app', async ({ phone }) => {
    const size = () => phone.page.evaluate(() => parseFloat(getComputedStyle(document.body).fontSize));
    const before = await size();
    await phone.settings.careMode.check();
    expect(await size()).toBeGreaterThan(before);
    // Held back, the app cannot have set it.
    await phone.page.route('**/*.wasm', () => {});
    await phone.page.reload({ waitUntil: 'commit' });
    await expect(phone.page.locator('html')).toHaveAttribute('data-care', '');
    await phone.page.unroute('**/*.wasm');
    await phone.page.reload();
    await expect(phone.settings.careMode).toBeChecked();
    expect(await size()).toBeGreaterThan(before);
  });

  test('a dark theme survives a reload', async ({ phone }) => {
    await expect(phone.page.locator('html')).toHaveAttribute('data-theme', 'light');
    await phone.settings.theme('深色').check();
    await expect(phone.page.locator('html')).toHaveAttribute('data-theme', 'dark');
    await phone.page.reload();
    await expect(phone.page.locator('html')).toHaveAttribute('data-theme', 'dark');
    await expect(phone.settings.theme('深色')).toBeChecked();
  });

  test('the theme follows the phone until one is chosen', async ({ phone }) => {
    await expect(phone.settings.theme('跟随手机')).toBeChecked();
    await phone.page.emulateMedia({ colorScheme: 'dark' });
    await expect(phone.page.locator('html')).toHaveAttribute('data-theme', 'dark');
    await phone.settings.theme('浅色').check();
    await expect(phone.page.locator('html')).toHaveAttribute('data-theme', 'light');
  });

  test('a double tap on signing out does not sign out', async ({ phone, school }) => {
    const { x, y, width, height } = (await phone.settings.signOut.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    const thumb = [x + width / 2, y + height / 2] as const;
    await phone.page.touchscreen.tap(...thumb);
    await expect(phone.settings.confirmSignOut).toBeVisible();
    await phone.page.touchscreen.tap(...thumb);
    await phone.open('#/');
    await expect(phone.week.heading(school.child('三(1)班').name)).toBeAttached();
    expect(phone.watch.requests(/^DELETE/)).toEqual([]);
  });

  test('signing out asks twice, forgets the child, and ends the session', async ({ phone, school }) => {
    const token = await phone.page.evaluate(() => localStorage.getItem('afterbell.token'));
    await phone.settings.signOut.click();
    await expect(phone.page.getByText('退出后要用新的绑定码才能再打开，已提交的选课不受影响。')).toBeVisible();
    await phone.settings.confirmSignOut.click();
    await expect(phone.bind.heading).toBeVisible();
    const kept = await phone.page.evaluate(() => JSON.stringify(localStorage));
    expect(kept).not.toContain('token');
    const answer = await fetch(`${school.server.url}/api/me`, {
      headers: { Authorization: `Bearer ${JSON.parse(token ?? '""')}` },
    });
    expect(answer.status).toBe(401);
    await phone.page.reload();
    await expect(phone.bind.heading).toBeVisible();
    await expect(phone.page.getByText(school.child('三(1)班').name)).toHaveCount(0);
  });
});
