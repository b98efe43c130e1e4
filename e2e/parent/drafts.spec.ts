import { expect, test } from '../fixtures/test.ts';

test.describe('what a parent has put together', () => {
  test('survives a reload', async ({ phone, school }) => {
    await phone.bindTo(school.child('三(1)班'));
    await phone.choose('合唱团', '羽毛球');
    await phone.chooseCare('周二', '17:40');
    await phone.page.reload();
    await expect(phone.week.chosen('周二', '合唱团')).toContainText('待提交');
    await expect(phone.week.bar).toContainText('2 门 · ¥480');
    await expect(phone.week.care('周二')).toContainText('17:40 接');
  });

  test('survives the tab being closed', async ({ phone, school }) => {
    await phone.bindTo(school.child('三(1)班'));
    await phone.choose('合唱团');
    const later = await phone.page.context().newPage();
    await phone.page.close();
    await later.goto('/');
    await expect(later.getByRole('region', { name: '已选内容' })).toContainText('1 门');
  });

  test('is kept apart for each child', async ({ phone, school }) => {
    const [older, younger] = [school.child('三(1)班'), school.child('一(1)班')];
    await phone.bindTo(older);
    await phone.choose('合唱团');

    await phone.week.children.getByRole('link', { name: '添加孩子' }).click();
    await phone.bind.enter(younger.code);
    await expect(phone.week.heading(younger.name)).toBeAttached();
    await expect(phone.week.chip(younger.name)).toHaveAttribute('aria-current', 'true');
    await expect(phone.week.bar).toContainText('还没有选');
    await phone.open('#/courses');
    await expect(phone.courses.course('合唱团').reasons).toHaveText('限三至六年级，孩子现在是一年级');
    await phone.choose('小足球');

    await phone.week.chip(older.name).click();
    await expect(phone.week.heading(older.name)).toBeAttached();
    await expect(phone.week.chosen('周二', '合唱团')).toBeVisible();
    await expect(phone.week.chosen('周五', '小足球')).toHaveCount(0);
    await phone.page.reload();
    await expect(phone.week.heading(older.name)).toBeAttached();
    await phone.week.chip(younger.name).click();
    await expect(phone.week.chosen('周五', '小足球')).toBeVisible();
  });

  test('is submitted for one child only', async ({ phone, school }) => {
    const [older, younger] = [school.child('三(1)班'), school.child('一(1)班')];
    await phone.bindTo(older);
    await phone.choose('合唱团');
    await phone.bindTo(younger);
    await phone.choose('小足球');
    const number = await phone.submit();
    await phone.open('#/');
    await phone.week.chip(older.name).click();
    await expect(phone.week.chosen('周二', '合唱团')).toContainText('待提交');
    await expect(phone.week.next).toHaveText('去确认');
    expect(await phone.submit()).not.toBe(number);
  });
});

test('the same child on a second phone, with a second letter, shows what was submitted', async ({ phone, newPhone, school }) => {
  const child = school.child('三(1)班');
  await phone.bindTo(child);
  await phone.choose('合唱团');
  const number = await phone.submit();
  const second = await newPhone();
  await second.bindTo(await school.newLetter(child));
  await expect(second.week.chosen('周二', '合唱团')).toContainText('已选上');
  await second.week.next.click();
  expect(await second.receipt.number()).toBe(number);
});
