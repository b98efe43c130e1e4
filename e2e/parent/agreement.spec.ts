import { expect, test } from '../fixtures/test.ts';

test.describe('the safety agreement', () => {
  test('is read and signed once before the first submission, and can be looked at again', async ({ phone, school }) => {
    const child = school.child('三(1)班');
    await phone.bindTo(child);
    await phone.choose('合唱团');
    await phone.open('#/review');
    await expect(phone.review.submit).toHaveCount(0);
    await phone.review.sign.click();
    await expect(phone.agreement.heading).toBeVisible();
    await expect(phone.agreement.clauses).toHaveCount(10);

    await phone.agreement.signAs('1');
    await expect(phone.agreement.message).toHaveText('请写您的姓名，2 到 40 个字，不带数字。');
    await phone.agreement.signAs(child.name);
    await expect(phone.agreement.message).toHaveText('这是孩子的姓名，请写家长自己的姓名。');
    await phone.agreement.name.press('End');
    await phone.agreement.name.press('Backspace');
    await expect(phone.agreement.message, 'who is mending it is not told any longer').toHaveText('');
    await phone.agreement.signAs('林晓');
    await expect(phone.review.submit).toHaveText('提交');
    await phone.review.submit.click();
    await phone.receipt.number();

    await phone.page.reload();
    await phone.open('#/agreement');
    await expect(phone.agreement.signed).toContainText('林晓 已于');
    await phone.agreement.copy.click();
    await expect(phone.page.getByText('家长签名：林晓')).toBeVisible();
    await expect(phone.page.getByText(child.name)).toBeVisible();
    await phone.page.goBack();
    await expect(phone.agreement.signed).toBeVisible();

    // Not asked for again.
    await phone.choose('合唱团', '羽毛球').catch(() => {});
    await phone.open('#/review');
    await expect(phone.review.submit).toBeVisible();
  });

  test('base care alone is signed for too, and leaving needs no signature', async ({ phone, school }) => {
    await phone.bindTo(school.child('三(1)班'));
    await phone.chooseCare('周二', '17:40');
    await phone.submit();
    await phone.receipt.withdraw.click();
    await phone.receipt.confirm.click();
    await expect(phone.receipt.main).toContainText('已退出');
  });
});
