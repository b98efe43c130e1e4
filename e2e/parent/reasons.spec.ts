import { Guardian } from '../fixtures/guardian.ts';
import { expect, moments, test } from '../fixtures/test.ts';

test.use({ schoolKind: 'trial' });

test.describe('why a child cannot have a course is said in the place', () => {
  test.beforeEach(async ({ phone, school }) => {
    await phone.bindTo(school.child('三(1)班'));
  });

  test('another grade', async ({ phone }) => {
    await phone.open('#/courses');
    const card = phone.courses.course('剪纸');
    await expect(card.reasons).toHaveText('限一、二年级，孩子现在是三年级');
    await expect(card.button).toHaveCount(0);
  });

  test.describe('another class', () => {
    test.use({ changes: { courses: [[/^体育,跳绳,1-6/m, '体育,跳绳,三(8)班、三(9)班']] } });

    test('is named with the classes the course is for', async ({ phone }) => {
      await phone.open('#/courses');
      const card = phone.courses.course('跳绳');
      await expect(card.reasons).toContainText('三(8)班');
      await expect(card.reasons).toContainText('三(1)班');
      await expect(card.button).toHaveCount(0);
    });
  });

  test('an audition that has not been passed, and then has', async ({ phone, school }) => {
    await phone.open('#/courses');
    const card = phone.courses.course('围棋');
    await expect(card.reasons).toHaveText('需先通过老师面试，请联系任课老师');
    await expect(card.button).toHaveCount(0);
    await school.passAudition(school.child('三(1)班'), '围棋');
    await phone.returnToPage();
    await expect(card.reasons).toHaveCount(0);
    await expect(card.button).toHaveText('选这门课');
  });

  test('a course that has to be learnt first, and then has been', async ({ phone, school }) => {
    await phone.open('#/courses');
    const card = phone.courses.course('书法提高');
    await expect(card.reasons).toHaveText('需先学过“书法入门”');
    await expect(card.button).toHaveCount(0);
    await school.completeCourse(school.child('三(1)班'), '书法入门');
    await phone.returnToPage();
    await expect(card.button).toHaveText('选这门课');
  });

  test('no place left', async ({ phone, school }) => {
    const other = await Guardian.of(school.server, school.child('三(1)班', 1));
    await other.chooses('篮球');
    await phone.openSlot('周二', '15:30–17:00');
    const card = phone.slot.course('篮球');
    await expect(card.places).toHaveText(/已满\s*共 1/);
    await expect(card.reasons).toHaveText('1 个名额已满');
    await expect(card.button).toHaveCount(0);
  });

  test('a chosen course at the same time, by its name', async ({ phone }) => {
    await phone.openSlot('周二', '15:30–17:00');
    await phone.slot.course('足球').button.click();
    const card = phone.slot.course('篮球');
    await expect(card.reasons).toHaveText('与已选的“足球”（周二 15:30–17:00）时间冲突');
    await expect(card.button).toHaveText('换成这门课');
    await phone.slot.course('足球').button.click();
    await expect(card.reasons).toHaveCount(0);
    await expect(card.button).toHaveText('选这门课');
  });

  test('one tap exchanges it, and one more changes back', async ({ phone }) => {
    await phone.openSlot('周二', '15:30–17:00');
    const [football, basketball] = [phone.slot.course('足球'), phone.slot.course('篮球')];
    await football.button.click();
    await basketball.button.click();
    await expect(basketball.button).toHaveText('已选 ✓');
    await expect(basketball.button).toBeFocused();
    await expect(football.reasons).toHaveText('与已选的“篮球”（周二 15:30–17:00）时间冲突');
    await football.button.click();
    await expect(football.button).toHaveText('已选 ✓');
    await expect(basketball.button).toHaveText('换成这门课');
  });

  test('the same course a second time', async ({ phone }) => {
    await phone.open('#/courses');
    await phone.courses.course('合唱', '周三').button.click();
    const card = phone.courses.course('合唱', '周一');
    await expect(card.reasons).toHaveText(/^同一门课每学期限选一次，已选 周三/);
    await expect(card.button).toHaveText('换成这门课');
  });

  test('too many on one day', async ({ phone }) => {
    await phone.open('#/courses');
    await phone.courses.course('机器人').button.click();
    await phone.courses.course('朗诵').button.click();
    const card = phone.courses.course('合唱', '周一');
    await expect(card.reasons).toHaveText('周一限选 2 门，请先退一门');
    await expect(card.button).toHaveCount(0);
  });

  test('too many of one category', async ({ phone }) => {
    await phone.open('#/courses');
    await phone.courses.course('足球').button.click();
    await phone.courses.course('跳绳').button.click();
    const card = phone.courses.course('游泳');
    await expect(card.reasons).toHaveText('体育类限选 2 门，请先退一门');
    await expect(card.button).toHaveCount(0);
  });

  test('too many in one term', async ({ phone }) => {
    await phone.open('#/courses');
    for (const course of ['足球', '跳绳', '机器人', '书法入门']) await phone.courses.course(course).button.click();
    const card = phone.courses.course('朗诵');
    await expect(card.reasons).toHaveText('本学期限选 4 门，请先退一门');
    await expect(card.button).toHaveCount(0);
  });

  test('several reasons stand one below the other', async ({ phone }) => {
    await phone.open('#/courses');
    await phone.courses.course('足球').button.click();
    await phone.courses.course('跳绳').button.click();
    await expect(phone.courses.course('篮球').reasons.locator('.line')).toHaveText([
      '与已选的“足球”（周二 15:30–17:00）时间冲突',
      '体育类限选 2 门，请先退一门',
    ]);
  });

  test('the page of a course names the child and the reason', async ({ phone, school }) => {
    await phone.open('#/courses');
    await phone.courses.course('剪纸').link.click();
    await expect(phone.course.heading('剪纸')).toBeFocused();
    await expect(phone.course.whyNot).toHaveText(`${school.child('三(1)班').name}（三(1)班）现在不能选`);
    await expect(phone.course.reasons).toHaveText('限一、二年级，孩子现在是三年级');
    await expect(phone.course.button).toHaveCount(0);
  });
});

test.describe('being fetched before the course ends', () => {
  test('is said, and one button moves the pick-up and chooses the course', async ({ phone, school }) => {
    await phone.bindTo(school.child('三(1)班'));
    await phone.chooseCare('周二', '16:40');
    await phone.openSlot('周二', '15:30–17:00');
    const card = phone.slot.course('足球');
    await expect(card.reasons).toHaveText('周二选了 16:40 接，早于 17:00 下课');
    await expect(card.button).toHaveText('改为 17:40 接，并选这门课');
    await card.button.click();
    await expect(card.button).toHaveText('已选 ✓');
    await expect(card.reasons).toHaveCount(0);
    await phone.closeSheet();
    await expect(phone.week.chosen('周二', '足球')).toBeVisible();
    await expect(phone.week.care('周二')).toContainText('17:40 接');
  });

  test('is said where it goes with an exchange', async ({ phone, school }) => {
    await phone.bindTo(school.child('三(1)班'));
    await phone.choose('足球');
    await phone.chooseCare('周二', '16:40');
    await phone.open('#/slot/2/15:30-17:00');
    const card = phone.slot.course('篮球');
    await expect(card.button).toHaveText('改为 17:40 接，并换成这门课');
    await card.button.click();
    await expect(card.button).toHaveText('已选 ✓');
    await phone.closeSheet();
    await expect(phone.week.chosen('周二', '篮球')).toBeVisible();
    await expect(phone.week.chosen('周二', '足球')).toHaveCount(0);
    await expect(phone.week.care('周二')).toContainText('17:40 接');
  });

  test('is said on the care sheet and before submitting', async ({ phone, school }) => {
    await phone.bindTo(school.child('三(1)班'));
    await phone.choose('足球');
    await phone.week.care('周二').click();
    await expect(phone.care.dialog.getByText('早于 17:00 下课')).toHaveCount(1);
    await phone.care.option('16:40 接').check();
    await phone.closeSheet();
    await phone.openReview();
    await expect(phone.review.line('足球')).toContainText('周二选了 16:40 接，早于 17:00 下课');
    await expect(phone.review.submit).toHaveAttribute('aria-disabled', 'true');
    await expect(phone.review.note).toHaveText(/^还有 \d+ 处要处理$/);
  });
});

test.describe('before the opening', () => {
  test.use({ now: moments.before });

  test('courses say when choosing opens, can be put together, and submitting says when', async ({ phone, school }) => {
    await phone.bindTo(school.child('三(1)班'));
    await expect(phone.week.phase).toContainText('开放选课');
    await expect(phone.week.phase).toContainText('9月8日 20:00 开放');
    await phone.openSlot('周二', '15:30–17:00');
    const card = phone.slot.course('足球');
    await expect(card.reasons).toHaveText('9月8日 20:00 开放选课');
    await card.button.click();
    await phone.closeSheet();
    await phone.openReview();
    await expect(phone.review.note).toHaveText('9月8日 20:00 开放后可提交');
    await expect(phone.review.submit).toHaveAttribute('aria-disabled', 'true');
    await phone.review.submit.click({ force: true });
    expect(phone.watch.requests(/selections/)).toEqual([]);

    await school.setClock(moments.opening);
    await phone.returnToPage();
    await expect(phone.review.submit).toHaveAttribute('aria-disabled', 'false');
    await phone.review.submit.click();
    expect(await phone.receipt.number()).toMatch(/^SY/);
  });

  test('care alone can be submitted at any time', async ({ phone, school }) => {
    await phone.bindTo(school.child('三(1)班'));
    await phone.chooseCare('周二', '17:40');
    expect(await phone.submit()).toMatch(/^SY/);
  });
});

test.describe('after the closing', () => {
  test.use({ now: moments.closed });

  test('every course says that choosing has closed, and care can still be changed', async ({ phone, school }) => {
    await phone.bindTo(school.child('三(1)班'));
    await expect(phone.week.phase).toContainText('9月10日 20:00 截止 · 托管仍可随时更改');
    await phone.open('#/courses');
    const card = phone.courses.course('足球');
    await expect(card.reasons).toHaveText('选课已于 9月10日 20:00 截止');
    await expect(card.button).toHaveCount(0);
    await phone.open('#/');
    await phone.chooseCare('周五', '18:30');
    expect(await phone.submit()).toMatch(/^SY/);
  });
});

test.describe('when the term is over', () => {
  test.use({ now: moments.ended });

  test('every course says so', async ({ phone, school }) => {
    await phone.bindTo(school.child('三(1)班'));
    await expect(phone.week.phase).toContainText('本学期已结束');
    await phone.open('#/courses');
    await expect(phone.courses.course('足球').reasons).toHaveText('本学期已于 1月29日 结束');
  });
});

test.describe('when every course is full', () => {
  test.use({ changes: { courses: [[/,30,,/g, ',1,,']], settings: [[/\[limits\]\n(per_\w+ = \d\n)+/, '']] } });

  test('care is not refused', async ({ phone, school }) => {
    const courses = ['篮球', '足球', '跳绳', '游泳', '机器人', '朗诵', '书法入门'];
    for (const [index, course] of courses.entries()) {
      const other = await Guardian.of(school.server, school.child('三(1)班', index + 1));
      await other.chooses(course);
    }
    await phone.bindTo(school.child('三(1)班'));
    await expect(phone.week.day('周二').getByRole('link', { name: '暂无可选' })).toBeVisible();
    await phone.chooseCare('周二', '17:40');
    expect(await phone.submit()).toMatch(/^SY/);
    await expect(phone.receipt.main).toContainText('17:40');
  });
});
