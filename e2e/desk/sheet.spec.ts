import { barriers } from '../fixtures/barriers.ts';
import { expect, test } from '../fixtures/desk.ts';
import { press } from '../fixtures/keys.ts';

test.beforeEach(async ({ desk }) => {
  await desk.join('李老师');
  await expect(desk.page.getByRole('grid')).toBeVisible();
});

test('what is typed is kept by itself, and undo takes it back', async ({ desk }) => {
  const before = (await desk.cell(2, '名额').textContent()) ?? '';
  await desk.type(2, '名额', '限25人');
  await expect(desk.cell(2, '名额')).toHaveText('25');
  await expect(desk.saved).toBeVisible();
  await desk.page.reload();
  await expect(desk.cell(2, '名额')).toHaveText('25');

  await desk.type(2, '名额', '26');
  await desk.page.keyboard.press('Control+z');
  await expect(desk.cell(2, '名额')).toHaveText('25');
  await desk.page.keyboard.press('Control+y');
  await expect(desk.cell(2, '名额')).toHaveText('26');
  expect(before).not.toBe('26');
});

test('what cannot be read stays in its cell with the reason', async ({ desk }) => {
  await desk.type(1, '时间', '周二第二节');
  await expect(desk.cell(1, '时间')).toContainText('周二第二节');
  await expect(desk.cell(1, '时间')).toHaveAttribute('aria-invalid', 'true');
  await desk.goTo(1, '时间');
  await expect(desk.page.locator('#cell-remark')).toContainText('写的是第几节，不是钟点');
  await expect(desk.findings.first()).toContainText('1 格没读懂');
  expect(await barriers(desk.page)).toEqual([]);

  await desk.page.keyboard.press('F2');
  await desk.page.keyboard.press('Control+a');
  await desk.page.keyboard.type('周二 15:30-16:30');
  await desk.page.keyboard.press('Enter');
  await expect(desk.page.getByText('格没读懂')).toHaveCount(0);
  await expect(desk.cell(1, '时间')).toHaveText('周二 15:30—16:30');

  // A figure stands at the right, however it came to be read.
  await desk.type(1, '名额', '很多');
  await expect(desk.cell(1, '名额')).toHaveClass(/unread/);
  await desk.type(1, '名额', '30');
  await expect(desk.cell(1, '名额')).not.toHaveClass(/unread/);
  await expect(desk.cell(1, '名额')).toHaveCSS('text-align', 'right');
});

test('sixty rows are pasted from Excel, kept, and taken back in one step', async ({ desk }) => {
  const before = await desk.rows();
  const rows = Array.from({ length: 60 }, (_, at) => [`新课${at + 1}`, '体育', '三至六年级', `周${'一二三四五'[at % 5]} 15:30-16:30`, '操场', '张伟', '本校', '30']);
  await desk.goTo(before + 1, '课程');
  await desk.paste(rows);
  await expect(desk.page.getByText('已粘贴 60 行')).toBeVisible();
  await expect(desk.cell(before + 60, '课程')).toHaveText('新课60');
  await expect(desk.cell(before + 60, '名额')).toHaveText('30');
  await expect(desk.saved).toBeVisible();

  // One key takes all sixty back, and one brings them again.
  await desk.page.keyboard.press('Control+z');
  await expect(desk.page.getByText('新课', { exact: false })).toHaveCount(0);
  expect(await desk.rows()).toBe(before);
  await expect(desk.saved).toBeVisible();
  await desk.page.keyboard.press('Control+y');
  await expect(desk.cell(before + 60, '课程')).toHaveText('新课60');
  await expect(desk.cell(before + 1, '课程')).toHaveText('新课1');
  expect(await desk.rows()).toBe(before + 60);

  await expect(desk.saved).toBeVisible();
  await desk.page.reload();
  await expect(desk.cell(before + 60, '课程')).toHaveText('新课60');
  expect(await desk.rows()).toBe(before + 60);
});

test('a fault stands beside the cell and leads to it', async ({ desk }) => {
  const last = (await desk.rows()) + 1;
  await desk.type(last, '课程', '陶艺');
  const fault = desk.findings.filter({ hasText: '陶艺' }).first();
  await expect(fault).toContainText('自相矛盾');
  await desk.goTo(1, '课程');
  await press(fault.getByRole('button', { name: `第 ${last} 行 陶艺` }));
  await expect(desk.page.locator('td.cursor')).toHaveAttribute('id', new RegExp(`^cell-${last - 1}-`));
});

test('a block is filled down, emptied, and left with the keyboard', async ({ desk }) => {
  await desk.type(1, '备注', '自带水杯');
  await desk.goTo(1, '备注');
  await desk.page.keyboard.press('Shift+ArrowDown');
  await desk.page.keyboard.press('Shift+ArrowDown');
  await desk.page.keyboard.press('Control+d');
  await expect(desk.cell(3, '备注')).toHaveText('自带水杯');
  // The block stays chosen, also once it is kept, so that the next key is for all of it.
  await expect(desk.saved).toBeVisible();
  for (const row of [1, 2, 3]) await expect(desk.cell(row, '备注')).toHaveAttribute('aria-selected', 'true');
  await desk.page.keyboard.press('Delete');
  await expect(desk.cell(2, '备注')).toHaveText('');
  await desk.page.keyboard.press('Escape');
  await desk.page.keyboard.press('Tab');
  await expect(desk.page.getByRole('textbox', { name: '当前单元格' })).not.toBeFocused();
});
