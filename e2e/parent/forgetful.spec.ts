import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures/test.ts';

/** As a chat app's web-view or a strict browser does it: even looking at the storage throws. */
async function forbidStorage(page: Page): Promise<void> {
  await page.addInitScript(() => {
    for (const storage of ['localStorage', 'sessionStorage']) {
      Object.defineProperty(window, storage, {
        get() {
          throw new DOMException('The operation is insecure.', 'SecurityError');
        },
      });
    }
  });
}

test.describe('a phone that may keep nothing', () => {
  test.beforeEach(async ({ phone, school }) => {
    await forbidStorage(phone.page);
    await phone.bindTo(school.child('三(1)班'));
    const isForbidden = await phone.page.evaluate(() => {
      try {
        return localStorage === null;
      } catch {
        return true;
      }
    });
    expect(isForbidden).toBe(true);
  });

  test('leads from the code to the receipt', async ({ phone }) => {
    await phone.choose('合唱团', '羽毛球');
    await phone.chooseCare('周二', '17:40');
    expect(await phone.submit()).toMatch(/^HT/);
    await expect(phone.receipt.main).toContainText('¥480.00');
    await phone.receipt.change.click();
    await expect(phone.week.chosen('周二', '合唱团')).toContainText('已选上');
  });

  test('goes on with a second child', async ({ phone, school }) => {
    const [older, younger] = [school.child('三(1)班'), school.child('一(1)班')];
    await phone.choose('合唱团');
    await phone.bindTo(younger);
    await phone.week.chip(older.name).click();
    await expect(phone.week.chosen('周二', '合唱团')).toContainText('待提交');
  });

  test('sends what waited for the network, once', async ({ phone, school }) => {
    phone.watch.expectTrouble(/ERR_/);
    const child = school.child('三(1)班');
    await phone.choose('合唱团');
    await phone.openReview();
    await phone.page.route('**/api/**', (route) => route.abort('internetdisconnected'));
    await phone.review.submit.click();
    await expect(phone.notices).toContainText(child.name);
    await phone.returnToPage();
    await expect(phone.review.submit).toHaveText('马上再试');
    await phone.page.unroute('**/api/**');
    await phone.returnToPage();
    expect(await phone.receipt.number()).toMatch(/^HT/);
    await expect(phone.notices).toBeEmpty();
  });

  test('shows its looks, as long as the page stands', async ({ phone }) => {
    await phone.week.settings.click();
    await phone.settings.theme('深色').check();
    await phone.settings.careMode.check();
    await expect(phone.page.locator('html')).toHaveAttribute('data-theme', 'dark');
    await expect(phone.page.locator('html')).toHaveAttribute('data-care', '');
  });
});
