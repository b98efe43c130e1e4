import { expect, test } from '../fixtures/desk.ts';
import { press } from '../fixtures/keys.ts';

test.use({ changes: { settings: [[/mode = "first_come"/, 'mode = "wishes"']] } });

test('the preview of a round that is drawn leads to the pages of wishes, and back', async ({ desk }) => {
  await desk.join('李老师');
  await desk.type(3, '课程', '晨间跳绳');
  await expect(desk.saved).toBeVisible();
  await desk.open('preview');
  const phone = desk.page.frameLocator('iframe');
  await press(phone.locator('section').filter({ hasText: '周五' }).getByRole('link', { name: /15:30–16:30/ }));
  // Over the draft as well, of which nothing is published.
  await expect(phone.getByRole('heading', { level: 1, name: '一年级学生的志愿' })).toBeVisible();
  await press(phone.getByRole('link', { name: /周五.*15:30–16:30/ }));
  await press(phone.getByRole('button', { name: '填这门 晨间跳绳' }));
  await expect(phone.getByRole('dialog').locator('.ranked')).toContainText('晨间跳绳');
  await press(phone.getByRole('button', { name: '关闭' }));
  await press(phone.getByRole('link', { name: '一周', exact: true }));
  await expect(phone.getByRole('heading', { name: '一年级学生的一周' })).toBeAttached();
});
