import { expect, test } from '../fixtures/test.ts';

test.describe('a course is found by', () => {
  for (const { what, typed, course } of [
    { what: 'a part of its name', typed: '毛球', course: '羽毛球' },
    { what: 'the first sounds of its name', typed: 'ymq', course: '羽毛球' },
    { what: 'the first sounds in large letters', typed: 'HCT', course: '合唱团' },
    { what: 'its category', typed: '体育', course: '小足球' },
  ]) {
    test(what, async ({ phone, school }) => {
      await phone.bindTo(school.child('三(1)班'));
      await phone.open('#/courses');
      await phone.courses.search.fill(typed);
      await expect(phone.courses.course(course).link).toBeVisible();
      await expect(phone.courses.counts).toContainText(/筛掉了 [1-9]\d* 门/);
    });
  }
});

test('on a wide screen the days stand side by side', async ({ phone, school }) => {
  await phone.page.setViewportSize({ width: 1280, height: 800 });
  await phone.bindTo(school.child('三(1)班'));
  const [monday, tuesday] = await Promise.all([phone.week.day('周一').boundingBox(), phone.week.day('周二').boundingBox()]);
  expect(tuesday?.y).toBe(monday?.y);
  expect(tuesday?.x).toBeGreaterThan((monday?.x ?? 0) + (monday?.width ?? 0));
  await phone.page.setViewportSize({ width: 360, height: 740 });
  const below = await phone.week.day('周二').boundingBox();
  expect(below?.y).toBeGreaterThan((await phone.week.day('周一').boundingBox())?.y ?? 0);
});
