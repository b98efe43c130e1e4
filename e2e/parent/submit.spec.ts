import { placesTaken } from '../fixtures/guardian.ts';
import { expect, test } from '../fixtures/test.ts';

test.describe('choosing and submitting', () => {
  test.beforeEach(async ({ phone, school }) => {
    await phone.bindTo(school.child('三(1)班'));
  });

  test('leads from the week over the review to a receipt', async ({ phone, school }) => {
    await phone.openSlot('周二', '15:40–16:40');
    await phone.slot.course('合唱团').button.click();
    await expect(phone.slot.course('合唱团').button).toHaveText('已选 ✓');
    await phone.closeSheet();
    await expect(phone.week.chosen('周二', '合唱团')).toContainText('待提交');
    await phone.chooseCare('周二', '17:40');
    await expect(phone.week.bar).toContainText('1 门 · 免费');
    await expect(phone.week.bar).toContainText('托管 1 天 · 有改动未提交');

    await phone.week.next.click();
    await expect(phone.review.heading).toBeFocused();
    await expect(phone.review.line('合唱团')).toContainText('免费');
    await expect(phone.review.line('基本托管 1 天')).toContainText('周二 17:40');
    await phone.openReview();
    await phone.review.submit.click();

    const number = await phone.receipt.number();
    expect(number).toMatch(/^HT/);
    await expect(phone.receipt.heading).toBeFocused();
    await expect(phone.receipt.main).toContainText('合唱团');
    await expect(phone.receipt.main).toContainText('9月9日 10:30 收到');
    await expect.poll(() => placesTaken(school.server, '合唱团')).toBe(1);

    await phone.receipt.change.click();
    await expect(phone.week.chosen('周二', '合唱团')).toContainText('已选上');
    await expect(phone.week.bar).toContainText('已提交');
  });

  test('the money is the sum of its lines', async ({ phone }) => {
    await phone.choose('羽毛球', '旱地冰壶');
    await expect(phone.week.bar).toContainText('2 门 · ¥1040');
    await phone.openReview();
    await expect(phone.review.line('羽毛球')).toContainText('¥480');
    await expect(phone.review.line('旱地冰壶')).toContainText('¥560');
    await expect(phone.review.total).toContainText('¥1040');
    await phone.review.submit.click();
    await phone.receipt.number();
    await expect(phone.receipt.main).toContainText('¥1040');
  });

  test('the receipt survives a reload', async ({ phone }) => {
    await phone.choose('合唱团');
    const number = await phone.submit();
    await phone.page.reload();
    expect(await phone.receipt.number()).toBe(number);
    await phone.open('#/');
    await expect(phone.week.next).toHaveText('看回执');
    await phone.week.next.click();
    expect(await phone.receipt.number()).toBe(number);
  });

  test('what was submitted can be swapped, and the place goes back', async ({ phone, school }) => {
    await phone.choose('合唱团');
    const first = await phone.submit();
    await phone.receipt.change.click();
    await phone.week.chosen('周二', '合唱团').click();
    await phone.course.button.click();
    await expect(phone.course.button).toHaveText('选这门课');
    await phone.open('#/courses');
    await phone.courses.course('校园种植').button.click();
    await phone.openReview();
    await expect(phone.review.main).toContainText('将退出：合唱团');
    await expect(phone.review.submit).toHaveText('提交修改');
    await phone.review.submit.click();
    await expect(phone.receipt.main).toContainText('校园种植');
    await expect(phone.receipt.main).not.toContainText('合唱团');
    expect(await phone.receipt.number()).not.toBe(first);
    await expect.poll(() => placesTaken(school.server, '合唱团')).toBe(0);
    await expect.poll(() => placesTaken(school.server, '校园种植')).toBe(1);
  });

  test('an unchanged selection is not sent again', async ({ phone }) => {
    await phone.choose('合唱团');
    await phone.submit();
    await phone.openReview();
    await expect(phone.review.note).toHaveText('与已提交的一样，不用再提交。');
    await expect(phone.review.submit).toHaveAttribute('aria-disabled', 'true');
  });

  test('everything can be withdrawn after a second question', async ({ phone, school }) => {
    await phone.choose('合唱团');
    const first = await phone.submit();
    await phone.receipt.withdraw.click();
    await expect(phone.receipt.confirmation).toContainText('课程名额会让给别的孩子，托管也会取消。');
    await phone.receipt.cancel.click();
    await expect(phone.receipt.confirmation).toBeHidden();
    await expect.poll(() => placesTaken(school.server, '合唱团')).toBe(1);

    await phone.receipt.withdraw.click();
    await phone.receipt.confirm.click();
    await expect(phone.receipt.main).toContainText('已退出，回执号');
    expect(await phone.receipt.number()).not.toBe(first);
    await expect.poll(() => placesTaken(school.server, '合唱团')).toBe(0);
    await phone.open('#/');
    await expect(phone.week.bar).toContainText('还没有选');
  });

  test('an empty review leads back to choosing', async ({ phone }) => {
    await phone.openReview();
    await expect(phone.review.main).toContainText('还没有选课，也没有选托管。');
    await phone.page.getByRole('link', { name: '去选课' }).click();
    await expect(phone.week.bar).toContainText('还没有选');
  });

  test('a course can be taken out on the review', async ({ phone }) => {
    await phone.choose('合唱团', '羽毛球');
    await phone.openReview();
    await phone.review.remove('合唱团').click();
    await expect(phone.review.line('合唱团')).toHaveCount(0);
    await expect(phone.review.total).toContainText('¥480');
  });

  test('time with nobody is advised against and still accepted', async ({ phone }) => {
    await phone.choose('旱地冰壶');
    await phone.openReview();
    await expect(phone.review.main).toContainText('周二 15:30–16:40 没有人看护，需要托管吗？');
    await phone.review.submit.click();
    expect(await phone.receipt.number()).toMatch(/^HT/);
  });
});
