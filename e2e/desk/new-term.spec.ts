import { barriers } from '../fixtures/barriers.ts';
import { expect, test } from '../fixtures/desk.ts';
import { press, tick, write, writeDate, writeMoment } from '../fixtures/keys.ts';

const DAY = 24 * 60 * 60 * 1000;
const day = (from: number): string => new Date(Date.now() + 8 * 60 * 60 * 1000 + from * DAY).toISOString().slice(0, 10);

test.use({
  changes: {
    settings: [
      [/first_day = "[^"]+"/, `first_day = "${day(-30)}"`],
      [/last_day = "[^"]+"/, `last_day = "${day(75)}"`],
      [/opens_at = "[^"]+"/, `opens_at = "${day(-2)}T20:00:00+08:00"`],
      [/closes_at = "[^"]+"/, `closes_at = "${day(5)}T20:00:00+08:00"`],
    ],
  },
});

test('another term begins at the desk once that is meant, and says what ends with the one before', async ({ desk, school, newPhone }, info) => {
  const phone = await newPhone();
  await phone.bindTo(school.child('三(1)班'));
  await phone.choose('朗诵', '足球');
  await phone.chooseCare('周一', '18:30');
  await phone.submit();

  const { page } = desk;
  await desk.join('李老师');
  await desk.open('term');
  const days = page.getByRole('heading', { name: '学期', exact: true }).locator('xpath=following-sibling::div[1]');
  await write(days.getByLabel('学期名称'), '下学期');
  await writeDate(days.getByLabel('最后一天'), day(200));
  await writeDate(days.getByLabel('第一天'), day(90));
  const windows = page.getByRole('heading', { name: '选课时间', exact: true }).locator('xpath=following-sibling::ul[1]');
  await writeMoment(windows.getByLabel('结束'), `${day(85)}T20:00`);
  await writeMoment(windows.getByLabel('开始'), `${day(80)}T20:00`);
  await page.keyboard.press('Tab');
  await expect(desk.saved).toBeVisible();

  await desk.open('publish');
  const publish = page.getByRole('button', { name: '发布菜单' });
  await expect(page.getByRole('heading', { name: '换学期' })).toBeVisible();
  await expect(page.getByText(/这份菜单是另一个学期的：“下学期”/)).toContainText('现有 1 名学生的 2 个课程名额和每周 1 天托管全部结束');
  const [, month, date] = day(75).split('-');
  await expect(page.getByText(`现在的学期到 ${Number(month)}月${Number(date)}日 才结束`)).toBeVisible();
  // Nobody of the term that begins holds anything that could be touched.
  await expect(page.getByText('没有学生已选上')).toHaveCount(0);
  await expect(publish).toBeDisabled();
  expect(await barriers(page)).toEqual([]);
  await page.screenshot({ path: info.outputPath('asked.png'), fullPage: true });

  const meant = page.getByRole('checkbox', { name: '换学期，现有的名额和托管随本学期结束' });
  await tick(meant);
  await expect(page.getByRole('heading', { name: '可以发布' })).toBeVisible();
  await expect(meant).toBeChecked();
  // It can be taken back, and then nothing is published.
  await tick(meant);
  await expect(publish).toBeDisabled();
  await tick(meant);
  await expect(publish).toBeEnabled();
  expect(await barriers(page)).toEqual([]);
  await page.screenshot({ path: info.outputPath('meant.png'), fullPage: true });
  await press(publish);
  await expect(page.getByText('菜单已经发布')).toBeVisible();
  await desk.open('roster');
  await expect(page.getByRole('region', { name: '朗诵 周一 17:40–18:30' })).toContainText('还没有学生选上这门课');
  await phone.open('#/');
  await expect(phone.week.chosen('周一', '朗诵')).toHaveCount(0);
});
