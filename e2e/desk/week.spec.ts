import type { Locator, Page } from '@playwright/test';
import { barriers } from '../fixtures/barriers.ts';
import { expect, test } from '../fixtures/desk.ts';
import { pick, press, writeDate } from '../fixtures/keys.ts';
import { looks, wear } from '../fixtures/looks.ts';

const section = (page: Page, name: string): Locator => page.getByRole('navigation', { name: '栏目' }).getByRole('link', { name, exact: true });

async function expectNoBarriers(page: Page, where: string): Promise<void> {
  expect.soft(await barriers(page), where).toEqual([]);
  await wear(page, looks[1]!);
  expect.soft(await barriers(page, 'style'), `${where}, dark`).toEqual([]);
  await wear(page, looks[0]!);
}

test('two courses in one room at one time stand in the week, lead to their cells, and are parted there', async ({ desk }) => {
  test.slow();
  const { page } = desk;
  await desk.join('李老师');
  // 合唱 is sung there at that time.
  await desk.type(12, '时间', '周一 15:30-16:30');
  await desk.type(12, '地点', '音乐教室');
  await expect(desk.saved).toBeVisible();
  await press(section(page, '教室与教师'));
  const room = page.getByRole('row', { name: /^音乐教室/ });
  const clashes = room.getByRole('button', { name: /^同一时间有两门课/ });
  await expect(clashes).toHaveText([/15:30–16:30.*合唱/, /15:30–16:30.*围棋/]);
  await expectNoBarriers(page, 'a clash of rooms');

  // Enter on the course leads to its room in the sheet, where typing goes on.
  await press(clashes.filter({ hasText: '围棋' }));
  await expect(page).toHaveURL(/#\/menu$/);
  await expect(desk.cell(12, '地点')).toHaveClass(/cursor/);
  await expect(page.getByRole('textbox', { name: '当前单元格' })).toBeFocused();
  await page.keyboard.type('棋类教室');
  await page.keyboard.press('Enter');
  await expect(desk.saved).toBeVisible();
  await press(section(page, '教室与教师'));
  await expect(page.getByRole('row', { name: /^棋类教室/ })).toContainText('围棋');
  await expect(clashes).toHaveCount(0);

  // The same with a teacher, whose row stands in the other table.
  await press(section(page, '课程菜单'));
  await desk.type(12, '教师', '杜曦佳');
  await expect(desk.saved).toBeVisible();
  await press(section(page, '教室与教师'));
  await press(page.getByRole('button', { name: '按教师' }));
  await expect(page.getByRole('button', { name: '按教师' })).toHaveAttribute('aria-pressed', 'true');
  const teacher = page.getByRole('row', { name: /^杜曦佳/ });
  await expect(teacher.getByRole('button', { name: /^同一时间有两门课/ })).toHaveText([/合唱/, /围棋/]);
  await expectNoBarriers(page, 'a clash of teachers');
  await press(teacher.getByRole('button').filter({ hasText: '合唱' }).and(page.getByRole('button', { name: /^同一时间有两门课/ })));
  await expect(desk.cell(5, '教师')).toHaveClass(/cursor/);
});

test('the preview is walked with keys, for a young child and for an older one', async ({ desk }) => {
  test.slow();
  const { page } = desk;
  await desk.join('李老师');
  await expect(desk.saved).toBeVisible();
  await press(page.getByRole('main').getByRole('link', { name: '家长预览' }));
  const phone = page.frameLocator('iframe');
  const friday = phone.locator('section').filter({ hasText: '周五' });
  await expect(phone.getByRole('heading', { name: '一年级学生的一周' })).toBeAttached();
  await expect(friday.getByRole('link', { name: /15:30–16:30/ })).toBeVisible();
  const swimming = friday.getByRole('link', { name: /16:40–17:40/ });
  await expect(swimming).toContainText('暂无可选');
  await expectNoBarriers(page, 'the preview');

  await pick(page.getByLabel('年级'), '三年级');
  await expect(phone.getByRole('heading', { name: '三年级学生的一周' })).toBeAttached();
  await expect(page.getByTitle('三年级家长看到的页面')).toBeVisible();
  await expect(swimming).not.toContainText('暂无可选');
  await press(swimming);
  await expect(phone.getByText('游泳')).toBeVisible();
  await expect(phone.getByText('¥480').or(phone.getByText('480 元')).first()).toBeVisible();
  // Out of the frame again by keys: back to the grade above it.
  await pick(page.getByLabel('年级'), '二年级');
  await expect(phone.getByRole('heading', { name: '二年级学生的一周' })).toBeAttached();
});

test('a make-up day is added, corrected, taken back and removed on the term’s page', async ({ desk }) => {
  test.slow();
  const { page } = desk;
  await desk.join('李老师');
  await press(section(page, '学期与选课时间'));
  const dates = page.getByLabel('日期', { exact: true });
  const follows = page.getByLabel('按哪天的课表');
  await expect(dates).toHaveCount(0);
  await press(page.getByRole('button', { name: '添加调休' }));
  await expect(dates).toHaveCount(1);
  await writeDate(dates, '2026-10-10');
  await pick(follows, '周四');
  await expectNoBarriers(page, 'a make-up day');
  await expect(desk.saved).toBeVisible();
  await page.reload();
  await expect(dates).toHaveValue('2026-10-10');
  await expect(follows.locator('option:checked')).toHaveText('周四');

  await pick(follows, '周三');
  await page.keyboard.press('Control+z');
  await expect(follows.locator('option:checked')).toHaveText('周四');
  // It is part of what would be published, and told in words.
  await press(section(page, '公示与发布'));
  await expect(page.getByRole('main')).toContainText('调休上课由“无”改为“2026-10-10 按周四”');
  await press(section(page, '学期与选课时间'));
  await press(page.getByRole('listitem').filter({ has: follows }).getByRole('button', { name: '删除' }));
  await expect(dates).toHaveCount(0);
  await expect(desk.saved).toBeVisible();
  await page.reload();
  await expect(page.getByRole('button', { name: '添加调休' })).toBeVisible();
  await expect(dates).toHaveCount(0);
});
