import { barriers } from '../fixtures/barriers.ts';
import { expect, test } from '../fixtures/desk.ts';
import { DrawOffice } from '../fixtures/draw.ts';
import { mark, pick, press, tick, write } from '../fixtures/keys.ts';
import { WishesPage } from '../pages/wishes.ts';

/** A day so far from today, since the desk's clock begins at today. */
const day = (from: number): string => new Date(Date.now() + (8 * 60 * 60 + from * 24 * 60 * 60) * 1000).toISOString().slice(0, 10);
const moments = { closed: `${day(1)}T20:00:00+08:00`, numberKnown: `${day(2)}T21:30:00+08:00`, afterwards: `${day(3)}T08:00:00+08:00` };

test.use({
  changes: {
    settings: [
      [/mode = "first_come"/, 'mode = "wishes"'],
      [/opens_at = "[^"]+"/, `opens_at = "${day(-1)}T20:00:00+08:00"`],
      [/closes_at = "[^"]+"/, `closes_at = "${moments.closed}"`],
      [/first_day = "[^"]+"/, `first_day = "${day(-7)}"`],
      [/last_day = "[^"]+"/, `last_day = "${day(100)}"`],
    ],
    courses: [[/潘思晨,本校,30,,/, '潘思晨,本校,30,5,']],
  },
});

test('who waits for a course that is cancelled, or is fetched at a time that is gone, is counted and told; nobody is moved to a course that the draw has closed', async ({ desk, school, newPhone }, info) => {
  const { page } = desk;
  await desk.join('李老师');
  const phone = await newPhone();
  phone.watch.expectTrouble(/status of 4\d\d/);
  const children = [school.child('三(1)班', 0), school.child('三(1)班', 1)];
  for (const child of children) await phone.bindTo(child);
  const wishes = new WishesPage(phone.page);
  await wishes.open('#/wishes');
  for (const { name } of children) {
    await wishes.child(name);
    await wishes.openSlot('周二 15:30–17:00');
    await wishes.add('篮球', '足球');
    await wishes.closeSheet();
    await press(wishes.save);
    await expect(wishes.save).toHaveText('已保存');
  }
  const fetched = await newPhone();
  await fetched.bindTo(school.child('三(1)班', 2));
  await fetched.chooseCare('周一', '16:40');
  await fetched.submit();
  const draw = new DrawOffice(school, moments);
  await draw.commit();
  await draw.closeRevealRun();

  await desk.signIn('李老师');
  await expect(desk.cell(1, '课程')).toHaveText('篮球');
  await desk.goTo(1, '课程');
  await page.keyboard.press('Control+-');
  await expect(desk.saved).toBeVisible();
  await desk.open('services');
  const monday = page.getByRole('group', { name: '周一' }).getByLabel('离校时间');
  await write(monday, '17:40、18:30');
  await page.keyboard.press('Tab');
  await expect(desk.saved).toBeVisible();
  await desk.open('publish');
  await expect(page.getByText('取消“篮球”（1 名学生已选上，1 名在候补）')).toBeVisible();
  await expect(page.getByText('涉及 2 人次已选上的学生；另有 1 人次在候补，发布后不再候补。')).toBeVisible();
  const deciding = page.getByRole('group', { name: '“篮球”的 1 名学生怎么办？' });
  await mark(deciding.getByRole('radio', { name: '全部 1 名学生换到另一门课' }));
  const targets = deciding.getByRole('combobox').getByRole('option');
  await expect(targets.filter({ hasText: '足球' })).toHaveCount(1);
  await expect(targets.filter({ hasText: '跳绳' })).toHaveCount(0);
  expect(await barriers(page)).toEqual([]);
  await page.screenshot({ path: info.outputPath('waiting.png'), fullPage: true });
  await pick(deciding.getByRole('combobox'), '足球 周二 15:30–17:00');
  await write(deciding.getByLabel('原因（家长会看到）'), '老师调走');
  await page.keyboard.press('Tab');
  await expect(deciding.getByRole('status')).toHaveText(/换课 1 人/);
  const publish = page.getByRole('button', { name: '发布菜单' });
  await expect(page.getByText('周一 16:40 离校：1 名学生选了，新菜单里没有这个时间')).toBeVisible();
  await expect(publish).toBeDisabled();
  await tick(page.getByRole('checkbox', { name: '告知这 1 名学生的家长' }));
  await expect(page.getByRole('heading', { name: '可以发布' })).toBeVisible();
  await press(publish);
  await expect(page.getByText('菜单已经发布')).toBeVisible();

  // One child has moved, the other waits no more; a third is fetched at another time.
  await phone.open('#/');
  await expect(phone.notices).toContainText('学校把“篮球”（周二 15:30–17:00）的名额换成了“足球”（周二 15:30–17:00）。费用为¥120.00。原因：老师调走。');
  await expect(phone.notices).toContainText('候补的“篮球”（周二 15:30–17:00）已由学校取消，候补结束。');
  await fetched.open('#/');
  await expect(fetched.notices).toContainText('学校已取消周一 16:40 的接孩子时间，请在托管里改选：17:40、18:30。');
  for (const { page, notices } of [phone, fetched]) {
    expect(await barriers(page)).toEqual([]);
    await press(notices.getByRole('button', { name: '知道了' }));
    await expect(notices).toBeEmpty();
    await page.reload();
    await expect(page.getByRole('main')).toBeVisible();
    await expect(notices).toBeEmpty();
  }
});
