import { barriers } from '../fixtures/barriers.ts';
import { expect, test } from '../fixtures/desk.ts';
import { Guardian } from '../fixtures/guardian.ts';
import { press, tabTo, write } from '../fixtures/keys.ts';

/** A day so far from today, since the school's clock begins at today. */
const day = (from: number): string => new Date(Date.now() + from * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);

test.use({
  changes: {
    settings: [
      [/first_day = "[^"]+"/, `first_day = "${day(-30)}"`],
      [/last_day = "[^"]+"/, `last_day = "${day(90)}"`],
      [/mode = "first_come"/, 'mode = "wishes"'],
      [/opens_at = "[^"]+"/, `opens_at = "${day(-2)}T20:00:00+08:00"`],
      [/closes_at = "[^"]+"/, `closes_at = "${day(3)}T20:00:00+08:00"`],
    ],
    // A second course with an audition, of another teacher.
    courses: [[/(李轩明,本校,30,,60,)/, '$1需面试']],
  },
});

test('a teacher picks, orders and publishes, and sees nothing of others', async ({ desk, newDesk, school }) => {
  const { page } = desk;
  for (const nth of [1, 4]) {
    const family = await Guardian.of(school.server, school.child('三(1)班', nth));
    await family.wishes('d3-1640', '围棋');
  }
  await desk.join('孟诗欣', 'teacher');
  await expect(page.getByRole('heading', { level: 1, name: '面试选人' })).toBeVisible();
  // Two teachers' courses have auditions, and one is this one's.
  await expect(page.getByRole('heading', { level: 2, name: '围棋（周三）' })).toBeVisible();
  await expect(page.getByText('机器人')).toHaveCount(0);
  await expect(page.getByRole('navigation').getByRole('link')).toHaveText(['面试选人', '开课申报']);

  const undecided = page.getByRole('region', { name: /待定/ });
  const picked = page.getByRole('region', { name: /入选名单/ }).getByRole('listitem');
  await expect(undecided.getByRole('listitem')).toHaveText([/沈若溪.*20240102.*已填志愿/, /秦书瑶.*20240105/]);
  await write(page.getByLabel('学号'), '20240101');
  await page.keyboard.press('Enter');
  await expect(undecided.getByRole('listitem')).toHaveCount(3);
  await write(page.getByLabel('学号'), '1');
  await page.keyboard.press('Enter');
  await expect(page.getByText('没有这个学号的在校学生')).toBeVisible();

  for (const name of ['沈若溪', '秦书瑶']) await press(page.getByRole('button', { name: `选入${name}` }));
  await press(page.getByRole('button', { name: '本学期不选林知远' }));
  await press(page.getByLabel('理由'));
  await expect(page.getByText('请写明理由')).toBeVisible();
  await write(page.getByLabel('理由'), '先在兴趣班学一学期');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: '本学期不选（1 人）' })).toContainText('先在兴趣班学一学期');
  await expect(page.getByText('有改动，还没有保存')).toBeVisible();
  expect(await barriers(page)).toEqual([]);

  // With keys: the row keeps the focus where it has gone.
  await tabTo(picked.nth(1));
  await page.keyboard.press('Alt+ArrowUp');
  await expect(picked).toHaveText([/秦书瑶/, /沈若溪/]);
  await expect(picked.nth(0)).toBeFocused();
  await expect(page.getByText('秦书瑶现在是第 1 位。')).toBeVisible();
  await press(page.getByRole('button', { name: '秦书瑶下移一位' }));
  await expect(picked).toHaveText([/沈若溪/, /秦书瑶/]);
  // With the mouse.
  await picked.nth(1).dragTo(picked.nth(0));
  await expect(picked).toHaveText([/秦书瑶/, /沈若溪/]);

  await press(page.getByRole('button', { name: '保存草稿' }));
  await expect(page.getByText('草稿已保存，还没有公布。')).toBeVisible();
  await page.reload();
  await expect(picked).toHaveText([/秦书瑶/, /沈若溪/]);
  await expect(page.getByText(/保存的草稿，还没有公布/)).toBeVisible();

  // The coordinator has the same list open, and publishes first.
  const office = await newDesk();
  await office.join('李老师');
  await office.open('auditions');
  await expect(office.page.getByRole('button', { name: '机器人（周一）' })).toBeVisible();
  await press(office.page.getByRole('button', { name: '围棋（周三）' }));
  await expect(office.page.getByRole('region', { name: /入选名单/ }).getByRole('listitem')).toHaveCount(2);
  office.page.once('dialog', (dialog) => void dialog.accept());
  await press(office.page.getByRole('button', { name: '公布名单' }));
  await expect(office.page.getByText('面试名单已公布，共 2 人')).toBeVisible();

  desk.watch.expectTrouble(/409/);
  await tabTo(picked.nth(0));
  await page.keyboard.press('Delete');
  await expect(picked).toHaveCount(1);
  await press(page.getByRole('button', { name: '保存草稿' }));
  await expect(page.getByText('李老师刚保存过这门课的另一份名单。用哪一份？')).toBeVisible();
  expect(await barriers(page)).toEqual([]);
  await press(page.getByRole('button', { name: '用对方的' }));
  await expect(picked).toHaveText([/秦书瑶/, /沈若溪/]);
  await expect(page.getByText(/公布，现行有效/)).toBeVisible();

  await office.open('audit');
  await expect(office.page.getByRole('row', { name: /李老师 公布面试名单 围棋/ })).toBeVisible();
  await expect(office.page.getByRole('row', { name: /孟诗欣 保存面试名单 围棋/ })).toBeVisible();
  await expect(office.page.getByText('兴趣班')).toHaveCount(0);
});
