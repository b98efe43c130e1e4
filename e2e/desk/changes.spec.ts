import { barriers } from '../fixtures/barriers.ts';
import { expect, test } from '../fixtures/desk.ts';
import { mark, pick, press, tick, write } from '../fixtures/keys.ts';

/** A moment of the school's calendar, so many days from today. */
const evening = (from: number): string => `${new Date(Date.now() + (8 + from * 24) * 60 * 60 * 1000).toISOString().slice(0, 10)}T20:00:00+08:00`;

test.use({
  changes: {
    settings: [[/opens_at = "[^"]+"/, `opens_at = "${evening(-2)}"`], [/closes_at = "[^"]+"/, `closes_at = "${evening(5)}"`]],
    courses: [[/体育,跳绳,1-6,周五 15:30-16:30,操场,潘思晨,本校,30/, '体育,跳绳,1-6,周五 15:30-16:30,操场,潘思晨,本校,1']],
  },
});

test('each change is decided about, and families read what became of their places', async ({ desk, school, newPhone }) => {
  const [first, second] = [school.child('三(1)班', 0), school.child('三(1)班', 1)];
  const [early, late] = [await newPhone(), await newPhone()];
  for (const [phone, child, courses] of [[early, first, ['朗诵']], [late, second, ['朗诵', '足球']]] as const) {
    await phone.page.setViewportSize({ width: 360, height: 740 });
    await phone.bindTo(child);
    await phone.choose(...courses);
    await phone.submit();
  }

  const { page } = desk;
  await desk.join('李老师');
  await expect(page.getByRole('grid')).toBeVisible();
  await desk.type(2, '时间', '周三 16:40-17:40');
  await desk.type(2, '费用（元）', '150');
  await desk.goTo(11, '课程');
  await expect(desk.cell(11, '课程')).toHaveText('朗诵');
  await page.keyboard.press('Control+-');
  await expect(desk.saved).toBeVisible();

  await desk.open('publish');
  const publish = page.getByRole('button', { name: '发布菜单' });
  await expect(page.getByText('“朗诵”有 2 名学生已选上，取消前请在下面决定')).toBeVisible();
  await expect(page.getByText('“足球”有 1 名学生已选上，请在下面决定他们的名额')).toBeVisible();
  await expect(publish).toBeDisabled();
  const recital = page.getByRole('group', { name: '“朗诵”的 2 名学生怎么办？' });
  const football = page.getByRole('group', { name: '“足球”的 1 名学生怎么办？' });
  // Nobody can stay in what is gone.
  await expect(recital.getByRole('radio')).toHaveCount(2);
  await expect(football.getByRole('radio')).toHaveCount(3);

  await mark(football.getByRole('radio', { name: '1 名学生都保留名额' }));
  await expect(football.getByRole('status')).toHaveText(/保留 1 人，换课 0 人，结束 0 人/);
  await mark(recital.getByRole('radio', { name: '全部 2 名学生换到另一门课' }));
  await pick(recital.getByRole('combobox'), '跳绳 周五 15:30–16:30');
  await expect(page.getByText('“朗诵”：请写明原因，家长会看到')).toBeVisible();
  await write(recital.getByLabel('原因（家长会看到）'), '老师休产假');
  await page.keyboard.press('Tab');
  // One place for two: the clerk hears why, and says what becomes of the other.
  await expect(page.getByText(/“朗诵”有 1 名学生换不进“跳绳”：.*已满/)).toBeVisible();
  await expect(publish).toBeDisabled();
  expect(await barriers(page)).toEqual([]);
  await tick(recital.getByLabel('换不进的，名额结束'));
  await expect(recital.getByRole('status')).toHaveText(/保留 0 人，换课 1 人，结束 1 人/);
  await expect(page.getByRole('heading', { name: '可以发布' })).toBeVisible();
  await press(publish);
  await expect(page.getByText('菜单已经发布')).toBeVisible();
  await desk.open('audit');
  await expect(page.getByText('发布菜单').first()).toBeVisible();

  // Whoever came first has the place; the page that is open hears of it.
  await expect(early.notices).toContainText(`${first.name}的课程有变动`);
  await expect(early.notices).toContainText('学校把“朗诵”（周一 17:40–18:30）的名额换成了“跳绳”（周五 15:30–16:30）。原因：老师休产假。');
  await expect(early.receipt.main).toContainText('跳绳');
  await expect(early.receipt.main).not.toContainText('朗诵');
  expect(await barriers(early.page)).toEqual([]);
  await press(early.notices.getByRole('button', { name: '知道了' }));
  await expect(early.notices).toBeEmpty();
  await early.open('#/');
  await expect(early.week.chosen('周五', '跳绳')).toBeVisible();

  await expect(late.notices).toContainText('“足球”的名额为您保留，改到周三 16:40–17:40、费用改为¥150.00。');
  await expect(late.notices).toContainText('“朗诵”（周一 17:40–18:30）的名额已由学校取消。原因：老师休产假。');
  await expect(late.receipt.main).toContainText('¥150.00');
  // What nobody has read is told again, what was read is not.
  for (const [phone, texts] of [[late, 1], [early, 0]] as const) {
    await phone.page.reload();
    await expect(phone.page.getByRole('main')).toBeVisible();
    await expect(phone.notices.getByText('的课程有变动')).toHaveCount(texts);
  }
  expect(await barriers(late.page)).toEqual([]);
});
