import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../fixtures/test.ts';

test('the whole way, from the code to the receipt, needs only a keyboard', async ({ phone, school }) => {
  const { page } = phone;
  const child = school.child('三(1)班');
  await phone.open();
  await expect(phone.bind.heading).toBeFocused();
  await tabTo(page, phone.bind.code);
  await page.keyboard.type(child.code);
  await page.keyboard.press('Enter');
  await expect(phone.week.heading(child.name)).toBeAttached();

  await tabTo(page, phone.week.slot('周二', '15:40–16:40'));
  await page.keyboard.press('Enter');
  await expect(phone.slot.heading).toBeFocused();
  const choir = phone.slot.course('合唱团').button;
  await tabTo(page, choir);
  await page.keyboard.press('Space');
  await expect(choir).toHaveAttribute('aria-pressed', 'true');
  await expect(choir).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(phone.slot.dialog).toBeHidden();

  await tabTo(page, phone.week.care('周二'));
  await page.keyboard.press('Enter');
  await expect(phone.care.heading).toBeFocused();
  await tabTo(page, phone.care.option('不托管'));
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(phone.care.option('17:40 接')).toBeChecked();
  await tabTo(page, phone.care.close);
  await page.keyboard.press('Enter');
  await expect(phone.week.care('周二')).toBeFocused();

  await tabTo(page, phone.week.next);
  await page.keyboard.press('Enter');
  await expect(phone.review.heading).toBeFocused();
  await tabTo(page, phone.review.sign);
  await page.keyboard.press('Enter');
  await expect(phone.agreement.heading).toBeFocused();
  await tabTo(page, phone.agreement.name);
  await page.keyboard.type('林晓');
  await page.keyboard.press('Enter');
  await tabTo(page, phone.review.submit);
  await page.keyboard.press('Enter');
  expect(await phone.receipt.number()).toMatch(/^HT/);
  await expect(phone.receipt.heading).toBeFocused();
});

test('what has the focus is marked', async ({ phone, school }) => {
  await phone.bindTo(school.child('三(1)班'));
  const slot = phone.week.slot('周二', '15:40–16:40');
  await tabTo(phone.page, slot);
  const outline = await slot.evaluate((element) => getComputedStyle(element).outlineStyle);
  expect(outline).toBe('solid');
});

/** Presses Tab until it is there, as somebody without a thumb has to. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press('Tab');
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`${target} cannot be reached with Tab`);
}
