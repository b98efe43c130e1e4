import { readFile } from 'node:fs/promises';
import { barriers } from '../fixtures/barriers.ts';
import { expect, test } from '../fixtures/desk.ts';
import { choose, press } from '../fixtures/keys.ts';
import { trial } from '../fixtures/paths.ts';

test.use({ pack: `${trial}/packs/courses.toml` });

test('what a district asks about courses is told in the sheet, where its findings lead', async ({ desk, newDesk }, info) => {
  const { page } = desk;
  await desk.join('李老师');
  const other = await newDesk();
  await other.join('王老师', 'coordinator');
  await expect(desk.cell(1, '课程')).toHaveText('篮球');
  const rows = await desk.rows();
  const remark = page.locator('#cell-remark');
  const finding = (text: string) => desk.findings.filter({ hasText: text });

  // From what is found to the cell, from another page as well.
  await desk.open('checks');
  await press(page.getByRole('listitem').filter({ hasText: '没有写课程内容' }).getByRole('button', { name: '第 2 行 足球' }));
  await expect(desk.cell(2, '课程内容')).toHaveClass(/cursor/);
  await expect(desk.cell(2, '课程内容')).toHaveAttribute('aria-invalid', 'true');
  await expect(remark).toHaveText('没有写课程内容');
  expect(await barriers(page)).toEqual([]);
  await page.screenshot({ path: info.outputPath('found.png') });
  await page.keyboard.type('传球和射门');
  await page.keyboard.press('Enter');
  await expect(desk.cell(2, '课程内容')).toHaveText('传球和射门');
  await expect(desk.cell(2, '课程内容')).not.toHaveAttribute('aria-invalid', 'true');
  await page.keyboard.press('Control+z');
  await expect(desk.cell(2, '课程内容')).toHaveText('必须改正');
  await expect(desk.cell(2, '课程内容')).toHaveAttribute('aria-invalid', 'true');
  await page.keyboard.press('Control+y');

  // A block from Excel, and the rest filled down; what was said of a course is said in each of its rows.
  await desk.goTo(1, '课程内容');
  await desk.paste([['运球和投篮', '球类', '否', '兴趣小组', '', '体育活动、户外游戏']]);
  await expect(desk.cell(1, '活动')).toHaveText('体育活动、户外游戏');
  await desk.type(5, '课程内容', '两声部合唱');
  await expect(desk.cell(6, '课程内容')).toHaveText('两声部合唱');
  await desk.goTo(6, '课程内容');
  for (let down = 6; down < rows; down++) await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Control+d');
  await desk.type(3, '课程内容', '花样跳绳');
  await desk.type(4, '课程内容', '蛙泳');
  await expect(finding('没有写课程内容')).toHaveCount(0);

  // What no single course lacks is told at the head of its column.
  const head = (name: string) => page.getByRole('columnheader', { name });
  await expect(head('特色系列 待确认')).toBeVisible();
  await press(finding('只有 1 个特色系列，至少要 2 个').getByRole('button'));
  await expect(desk.cell(2, '特色系列')).toHaveClass(/cursor/);
  await expect(remark).toHaveText('只有 1 个特色系列，至少要 2 个');
  await expect(remark).toBeInViewport({ ratio: 0.99 });
  await page.keyboard.type('足球文化');
  await page.keyboard.press('Enter');
  await expect(finding('个特色系列')).toHaveCount(0);
  await expect(head('特色系列 待确认')).toHaveCount(0);
  await press(finding('面向特长学生的课程只有 0 门').getByRole('button'));
  await page.keyboard.type('看情况');
  await page.keyboard.press('Enter');
  await expect(finding('1 格没读懂')).toBeVisible();
  await press(finding('1 格没读懂').getByRole('button'));
  await expect(remark).toContainText('没有这种说法。请写：是 或 否。');
  await page.keyboard.type('是');
  await page.keyboard.press('Enter');
  await expect(finding('1 格没读懂')).toHaveCount(0);
  await expect(finding('面向特长学生')).toHaveCount(0);

  // What may not be done is found where it is told; the last column's remark is not cut off.
  await desk.type(3, '活动', '危险性较高的活动');
  await press(finding('不能安排危险性较高的活动').getByRole('button'));
  await expect(desk.cell(3, '活动')).toHaveClass(/cursor/);
  await expect(remark).toHaveText('不能安排危险性较高的活动');
  await expect(remark).toBeInViewport({ ratio: 0.99 });
  const panel = await page.getByRole('complementary').boundingBox();
  const said = await remark.boundingBox();
  // The panel stands beside the sheet, or below it on a narrower screen.
  const isBeside = (said?.x ?? 0) + (said?.width ?? 0) <= (panel?.x ?? 0);
  const isAbove = (said?.y ?? 0) + (said?.height ?? 0) <= (panel?.y ?? 0);
  expect(isBeside || isAbove).toBe(true);
  await page.screenshot({ path: info.outputPath('last.png') });
  await page.keyboard.press('Delete');
  await expect(desk.findings).toHaveText([/操场同一时间排了/]);
  expect(await barriers(page)).toEqual([]);
  await expect(desk.saved).toBeVisible();

  // The other has seen all of it. Two fields of one course are two people's, one field is not.
  await expect(other.cell(2, '特色系列')).toHaveText('足球文化');
  let hear = (): void => {};
  const heard = new Promise<void>((resolve) => (hear = resolve));
  await other.page.route('**/api/desk/menu-draft/changes*', async (route) => {
    await heard;
    await route.continue();
  });
  await desk.type(7, '课程内容', '折纸和剪纸');
  await desk.type(8, '形式', '社团');
  await expect(desk.saved).toBeVisible();
  await other.type(7, '形式', '社团');
  await other.type(8, '形式', '兴趣小组');
  hear();
  await expect(other.conflict).toHaveCount(1);
  await expect(other.conflict).toContainText('“书法入门”的形式：别人刚改成“社团”，您改的是“兴趣小组”');
  await expect(other.cell(7, '课程内容')).toHaveText('折纸和剪纸');
  await expect(desk.cell(7, '形式')).toHaveText('社团');
  await press(other.conflict.getByRole('button', { name: '用我的' }));
  await expect(desk.cell(8, '形式')).toHaveText('兴趣小组');

  // All of it goes out with the export, and the export changes nothing.
  await expect(other.saved).toBeVisible();
  await desk.open('files');
  const downloading = page.waitForEvent('download');
  await press(page.getByRole('link', { name: '导出课程表格' }));
  const buffer = await readFile(await (await downloading).path());
  await choose(page.getByLabel('选择表格文件'), { name: '课程.xlsx', mimeType: 'application/octet-stream', buffer });
  await press(page.getByRole('button', { name: '全部存入' }));
  await expect(page.getByText(`${rows} 门课程都与草案相同`)).toBeVisible();
});
