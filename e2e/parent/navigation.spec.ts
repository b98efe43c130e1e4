import { expect, test } from '../fixtures/test.ts';

test.beforeEach(async ({ phone, school }) => {
  await phone.bindTo(school.child('三(1)班'));
});

test.describe('a sheet', () => {
  test('is closed by the back button', async ({ phone }) => {
    await phone.openSlot('周二', '15:40–16:40');
    await expect(phone.slot.heading).toHaveText('周二 15:40–16:40');
    await phone.page.goBack();
    await expect(phone.slot.dialog).toBeHidden();
    await expect(phone.week.slot('周二', '15:40–16:40')).toBeVisible();
  });

  test('is closed by Escape, and the focus returns to what opened it', async ({ phone }) => {
    await phone.openSlot('周二', '15:40–16:40');
    await expect(phone.slot.heading).toBeFocused();
    await phone.page.keyboard.press('Escape');
    await expect(phone.slot.dialog).toBeHidden();
    await expect(phone.week.slot('周二', '15:40–16:40')).toBeFocused();
  });

  test('is closed by a tap beside it', async ({ phone }) => {
    await phone.week.care('周三').click();
    await expect(phone.care.heading).toHaveText('周三托管');
    await phone.page.touchscreen.tap(180, 20);
    await expect(phone.care.dialog).toBeHidden();
    await expect(phone.week.care('周三')).toBeFocused();
  });

  test('keeps the week behind it out of reach', async ({ phone }) => {
    await phone.openSlot('周二', '15:40–16:40');
    await expect(phone.page.locator('.page')).toHaveAttribute('inert');
    await expect(phone.page.getByRole('link', { name: '设置' })).toHaveCount(0);
    for (let tab = 0; tab < 60; tab += 1) {
      await phone.page.keyboard.press('Tab');
      const isBehind = await phone.page.evaluate(() => document.activeElement?.closest('.page') !== null);
      expect(isBehind, `after ${tab + 1} tabs`).toBe(false);
    }
  });

  test('keeps the focus near when a choice changed what opened it', async ({ phone }) => {
    await phone.openSlot('周二', '15:40–16:40');
    await phone.slot.course('合唱团').button.click();
    await phone.page.keyboard.press('Escape');
    await expect(phone.slot.dialog).toBeHidden();
    // The slot became the chosen course: its line, or the day around it, has the focus.
    await expect(phone.week.day('周二').locator(':focus')).toHaveCount(1);
  });

  test('opened by its address alone closes to the week', async ({ phone }) => {
    await phone.open('#/slot/2/15:40-16:40');
    await phone.page.reload();
    await expect(phone.slot.heading).toHaveText('周二 15:40–16:40');
    await phone.slot.close.click();
    await expect(phone.slot.dialog).toBeHidden();
    await expect(phone.week.countdown).toBeVisible();
  });
});

test.describe('the list of courses', () => {
  test('is where the back button leads from a course', async ({ phone }) => {
    await phone.week.allCourses.click();
    await expect(phone.courses.heading).toBeFocused();
    await expect(phone.courses.counts).toContainText('52 门');
    await phone.courses.course('合唱团').link.click();
    await expect(phone.course.heading('合唱团')).toBeVisible();
    await phone.page.goBack();
    await expect(phone.courses.heading).toBeVisible();
    await phone.back.click();
    await expect(phone.week.countdown).toBeVisible();
  });

  test('can be searched by course and by teacher, and says how many are hidden', async ({ phone }) => {
    await phone.week.allCourses.click();
    await phone.courses.search.fill('编程');
    await expect(phone.courses.offers).toHaveCount(1);
    await expect(phone.courses.counts).toContainText('筛掉了 51 门');
    const teacher = (await phone.courses.course('图形化编程').root.locator('.about').innerText()).match(/\n(.+?) · /)?.[1];
    await phone.courses.search.fill(teacher ?? '');
    await expect(phone.courses.course('图形化编程').root).toBeVisible();
    await phone.courses.search.fill('没有这门课');
    await expect(phone.page.getByText('没有符合条件的课程')).toBeVisible();
    await phone.courses.showAll.click();
    await expect(phone.courses.offers).toHaveCount(52);
    await expect(phone.courses.search).toHaveValue('');
  });

  test('can be narrowed to a category, a day and what the child can take', async ({ phone }) => {
    await phone.week.allCourses.click();
    await phone.courses.filter('劳动').click();
    await phone.courses.filter('周三').click();
    await expect(phone.courses.offers).toHaveCount(3);
    await phone.courses.filter('只看可选').click();
    await expect(phone.courses.filter('只看可选')).toHaveAttribute('aria-pressed', 'true');
    await expect(phone.courses.offers).toHaveCount(1);
    await expect(phone.courses.course('非遗扎染').root).toBeVisible();
  });

  test('shows one day when a chosen course covers others at its time', async ({ phone }) => {
    await phone.choose('合唱团');
    await phone.week.day('周二').getByRole('link', { name: '同一时间的其他' }).click();
    await expect(phone.courses.filter('周二')).toHaveAttribute('aria-pressed', 'true');
    await expect(phone.courses.course('校园种植').reasons).toContainText('与已选的“合唱团”');
  });
});

test('a new page begins at its top, however far the last one was scrolled', async ({ phone }) => {
  await phone.choose('羽毛球', '合唱团', '中国象棋', '小足球');
  await phone.chooseCare('周五', '17:40');
  await phone.week.allCourses.scrollIntoViewIfNeeded();
  await phone.week.next.click();
  await expect(phone.review.heading).toBeVisible();
  await expect(phone.back).toBeInViewport();
  await phone.openReview();
  await phone.review.submit.click();
  await phone.receipt.number();
  await expect(phone.back).toBeInViewport();
});

test('going back finds the place in the list again', async ({ phone }) => {
  await phone.week.allCourses.click();
  const { link } = phone.courses.course('非遗扎染');
  await link.click();
  await expect(phone.course.heading('非遗扎染')).toBeVisible();
  await expect(phone.back).toBeInViewport();
  await phone.page.goBack();
  await expect(link).toBeInViewport();
});

test('going back keeps what the list was narrowed to', async ({ phone }) => {
  await phone.week.allCourses.click();
  await phone.courses.filter('劳动').click();
  await phone.courses.course('非遗扎染').link.click();
  await expect(phone.course.heading('非遗扎染')).toBeVisible();
  await phone.page.goBack();
  await expect(phone.courses.filter('劳动')).toHaveAttribute('aria-pressed', 'true');
});

test('the page of a course tells everything the school says of it', async ({ phone }) => {
  await phone.open('#/courses');
  await phone.courses.course('羽毛球').link.click();
  await expect(phone.course.fact('时间')).toContainText('周一 15:30–17:00');
  await expect(phone.course.fact('时间')).toContainText('周三 15:30–17:00');
  await expect(phone.course.fact('年级')).toHaveText('三至六年级');
  await expect(phone.course.fact('名额')).toHaveText('共 16 个，还余 16 个');
  await expect(phone.course.fact('费用')).toHaveText('¥480.00 / 学期');
  await expect(phone.course.fact('开班人数')).toHaveText('满 10 人开班');
  await expect(phone.course.fact('教师来源')).toContainText('校外');
});

test('the same pick-up can be chosen for every day at once', async ({ phone }) => {
  await phone.week.care('周一').click();
  await phone.care.option('17:40 接').check();
  await phone.care.everyDay.click();
  await expect(phone.week.bar).toContainText('托管 5 天');
  for (const day of ['周一', '周二', '周三', '周四', '周五'] as const) {
    await expect(phone.week.care(day)).toContainText('17:40 接');
  }
});

test('an address nobody wrote leads home', async ({ phone }) => {
  await phone.open('#/nowhere');
  await expect(phone.week.countdown).toBeVisible();
  await phone.open('#/course/nosuch00');
  await expect(phone.page.getByRole('heading', { name: '没有这门课，可能学校已经撤下。' })).toBeVisible();
});
