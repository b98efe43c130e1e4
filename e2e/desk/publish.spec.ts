import { barriers } from '../fixtures/barriers.ts';
import { expect, test } from '../fixtures/desk.ts';
import { press, write, writeDate, writeMoment } from '../fixtures/keys.ts';
import { trial } from '../fixtures/paths.ts';

/** A day so far from today, since the school's clock begins at today. */
const day = (from: number): string => new Date(Date.now() + from * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);

test.use({
  pack: `${trial}/packs/publication.toml`,
  changes: { settings: [[/first_day = "[^"]+"/, `first_day = "${day(-30)}"`], [/last_day = "[^"]+"/, `last_day = "${day(90)}"`]] },
});

test('a menu is mended, decided about, posted and published, and parents see it', async ({ desk, school, newPhone }) => {
  const { page } = desk;
  await desk.join('李老师');
  await desk.type(1, '名额', '50');
  await expect(desk.cell(1, '名额')).toHaveAttribute('aria-invalid', 'true');
  await desk.type(3, '课程', '奥数跳绳');
  await expect(desk.cell(3, '课程')).toHaveClass(/warning/);
  await expect(page.getByRole('complementary').getByRole('heading')).toHaveText(/2 处必须改正，1 处待确认/);
  await expect(desk.saved).toBeVisible();

  await desk.open('publish');
  const publish = page.getByRole('button', { name: '发布菜单' });
  await expect(page.getByText('2 处必须改正，1 处待确认')).toBeVisible();
  await expect(publish).toBeDisabled();
  expect(await barriers(page)).toEqual([]);

  // From the finding to its cell, and mended there.
  await press(page.getByRole('main').getByRole('link', { name: '去“检查”里改' }));
  await press(page.getByRole('button', { name: '第 1 行 篮球' }).first());
  await expect(page.locator('td.cursor')).toHaveAttribute('id', 'cell-0-7');
  await expect(page.getByRole('textbox', { name: '当前单元格' })).toBeFocused();
  await page.keyboard.type('30');
  await page.keyboard.press('Enter');
  await expect(desk.cell(1, '名额')).not.toHaveAttribute('aria-invalid', 'true');
  await desk.open('checks');
  await press(page.getByText('确认保留……'));
  await write(page.getByLabel('理由'), '只是名称，内容是跳绳');
  await page.keyboard.press('Enter');
  await expect(page.getByText(`李老师已于 ${school.day(0)} 确认：只是名称，内容是跳绳`)).toBeVisible();
  expect(await barriers(page)).toEqual([]);

  // The window of the trial school is over: it is taken away, and another one begun.
  await desk.open('term');
  const windows = page.getByRole('heading', { name: '选课时间', exact: true }).locator('xpath=following-sibling::ul[1]');
  await press(windows.getByRole('button', { name: '删除' }));
  await expect(windows.getByRole('listitem')).toHaveCount(0);
  await press(page.getByRole('button', { name: '添加一段' }));
  await writeMoment(windows.getByLabel('结束'), `${school.day(5)}T20:00`);
  await writeMoment(windows.getByLabel('开始'), `${school.day(3)}T20:00`);
  await page.keyboard.press('Tab');
  expect(await barriers(page)).toEqual([]);

  await desk.open('publish');
  await write(page.getByLabel('公示地点'), '校门口');
  await writeDate(page.getByLabel('开始'), school.day(0));
  await writeDate(page.getByLabel('结束'), school.day(1));
  await page.keyboard.press('Enter');
  // The plan has arrived; what is left is to post it.
  await expect(page.getByText(/处必须改正/)).toHaveCount(0);
  await expect(page.getByText('这份菜单还没有张贴公示')).toBeVisible();
  await press(page.getByRole('button', { name: '张贴公示' }));
  await expect(page.getByText('第 1 号公示已于')).toBeVisible();
  const [, month, date] = school.day(1).split('-');
  await expect(page.getByText(`公示期到 ${Number(month)}月${Number(date)}日 结束，之后才能发布`)).toBeVisible();
  await expect(publish).toBeDisabled();

  await school.passSeconds(2 * 24 * 60 * 60);
  await desk.signIn('李老师');
  await expect(page.getByRole('grid')).toBeVisible();
  await desk.open('publish');
  await expect(page.getByRole('heading', { name: '可以发布' })).toBeVisible();
  await expect(page.getByText('名额由“1”改为“30”')).toBeVisible();
  await expect(page.getByText('课程名称由“跳绳”改为“奥数跳绳”')).toBeVisible();
  // A phone that has all courses on its screen when the menu changes.
  const phone = await newPhone();
  await phone.bindTo(school.child('三(1)班'));
  await phone.open('#/courses');
  const { offers } = phone.courses;
  await expect(offers.filter({ hasText: '跳绳' })).toBeVisible();
  await expect(offers.filter({ hasText: '奥数跳绳' })).toHaveCount(0);
  await press(publish);
  await expect(page.getByText('菜单已经发布')).toBeVisible();
  // There is nothing more to do, and no button that would pretend otherwise.
  await desk.open('checks');
  await desk.open('publish');
  await expect(page.getByRole('heading', { name: '没有要发布的改动' })).toBeVisible();
  await expect(publish).toBeDisabled();

  await expect(offers.filter({ hasText: '奥数跳绳' })).toBeVisible();
});
