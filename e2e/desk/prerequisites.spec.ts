import { barriers } from '../fixtures/barriers.ts';
import { expect, test } from '../fixtures/desk.ts';
import { press } from '../fixtures/keys.ts';

/** A moment of the school's calendar, so many days from today. */
const evening = (from: number): string => `${new Date(Date.now() + (8 + from * 24) * 60 * 60 * 1000).toISOString().slice(0, 10)}T20:00:00+08:00`;

test.use({ changes: { settings: [[/opens_at = "[^"]+"/, `opens_at = "${evening(-2)}"`], [/closes_at = "[^"]+"/, `closes_at = "${evening(5)}"`]] } });

test('a course needs another one first, and families read so', async ({ desk, school, newPhone }, info) => {
  const { page } = desk;
  await desk.join('李老师');
  await expect(desk.cell(9, '先修课程')).toHaveText('书法入门');

  // No course of that name: the text stays, with what to write instead.
  await desk.type(1, '先修课程', '蓝球');
  await desk.goTo(1, '先修课程');
  await expect(page.locator('#cell-remark')).toContainText('菜单里没有这门课程');
  await desk.type(1, '先修课程', '篮球');
  await desk.goTo(1, '先修课程');
  await expect(page.locator('#cell-remark')).toContainText('不能以自己为先修课程');
  await desk.type(1, '先修课程', '足球');
  await desk.type(2, '先修课程', '篮球');
  await desk.goTo(2, '先修课程');
  await expect(page.locator('#cell-remark')).toContainText('先修课程绕了一圈又回到自己');
  await expect(desk.cell(1, '先修课程')).toHaveAttribute('aria-invalid', 'true');
  expect(await barriers(page)).toEqual([]);
  await page.screenshot({ path: info.outputPath('circle.png') });
  await desk.open('publish');
  await expect(page.getByRole('button', { name: '发布菜单' })).toBeDisabled();

  // From the finding to its cell, where it is emptied.
  await desk.open('menu');
  await press(desk.findings.getByRole('button', { name: '第 1 行 篮球' }).first());
  await expect(page.locator('td.cursor')).toHaveAttribute('id', 'cell-0-13');
  await page.keyboard.press('Delete');
  await expect(desk.cell(1, '先修课程')).toHaveText('');
  await expect(desk.cell(2, '先修课程')).not.toHaveAttribute('aria-invalid', 'true');
  await expect(desk.saved).toBeVisible();
  await page.reload();
  await expect(desk.cell(2, '先修课程')).toHaveText('篮球');

  await desk.open('publish');
  await expect(page.getByRole('heading', { name: '可以发布' })).toBeVisible();
  await press(page.getByRole('button', { name: '发布菜单' }));
  await expect(page.getByText('菜单已经发布')).toBeVisible();
  const phone = await newPhone();
  await phone.bindTo(school.child('三(1)班'));
  await phone.open('#/courses');
  await expect(phone.courses.offers.filter({ hasText: '足球' })).toContainText('需先学过“篮球”');
});
