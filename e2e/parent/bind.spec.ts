import { tryCode } from '../fixtures/guardian.ts';
import { expect, test } from '../fixtures/test.ts';

test.describe('binding a child', () => {
  test('a code from the letter opens the week of the child', async ({ phone, school }) => {
    const child = school.child('三(1)班');
    await phone.open();
    await expect(phone.bind.heading).toBeFocused();
    await phone.bind.enter(child.code);
    await expect(phone.week.heading(child.name)).toBeAttached();
    await expect(phone.week.chip(child.name)).toHaveAttribute('aria-current', 'true');
    await expect(phone.week.chip(child.name)).toContainText('三(1)班');
    await expect(phone.page).toHaveURL(/#\/$/);
  });

  test('case, spaces and dashes of a code do not matter', async ({ phone, school }) => {
    const child = school.child('三(1)班');
    await phone.open();
    await phone.bind.enter(` ${child.code.toLowerCase().replaceAll('-', ' ')} `);
    await expect(phone.week.heading(child.name)).toBeAttached();
  });

  test('a code from the QR code is filled in and still asks for the tap', async ({ phone, school }) => {
    const child = school.child('三(1)班');
    await phone.open(`#/bind/${child.code}`);
    await expect(phone.bind.code).toHaveValue(child.code);
    await phone.bind.submit.click();
    await expect(phone.week.heading(child.name)).toBeAttached();
    await expect(phone.page).not.toHaveURL(new RegExp(child.code));
  });

  test('a code nobody has is refused in words', async ({ phone }) => {
    phone.watch.expectTrouble(/status of 4\d\d/);
    await phone.open();
    await phone.bind.enter('0000-0000-0000-0000');
    await expect(phone.bind.message).toHaveText('没有这个绑定码，请对照学校发的信再输一次。');
    await expect(phone.bind.code).toHaveAttribute('aria-invalid', 'true');
    await expect(phone.bind.code).toHaveValue('0000-0000-0000-0000');
  });

  test('a code of the wrong form is refused without asking the school', async ({ phone }) => {
    await phone.open();
    await phone.bind.enter('1234');
    await expect(phone.bind.message).toHaveText('绑定码是 16 位字母和数字，请对照学校发的信检查。');
    expect(phone.watch.requests(/^POST/)).toEqual([]);
  });

  test('a used code is refused on another phone', async ({ phone, newPhone, school }) => {
    const child = school.child('三(1)班');
    await phone.bindTo(child);
    const other = await newPhone();
    other.watch.expectTrouble(/status of 4\d\d/);
    await other.open();
    await other.bind.enter(child.code);
    await expect(other.bind.message).toHaveText(/^这个绑定码已经用过了。/);
  });

  test('a correct code after a wrong one is accepted', async ({ phone, school }) => {
    const child = school.child('三(1)班');
    await phone.open();
    await phone.bind.enter('1234');
    await expect(phone.bind.message).not.toBeEmpty();
    await phone.bind.enter(child.code);
    await expect(phone.week.heading(child.name)).toBeAttached();
  });

  test('the binding survives a reload', async ({ phone, school }) => {
    const child = school.child('三(1)班');
    await phone.bindTo(child);
    await phone.page.reload();
    await expect(phone.week.heading(child.name)).toBeAttached();
  });

  test('a lost answer to the binding is fetched by pressing again', async ({ phone, school }) => {
    phone.watch.expectTrouble(/ERR_FAILED/);
    const child = school.child('三(1)班');
    await phone.page.route('**/api/children', async (route) => {
      await route.fetch();
      await route.abort();
    }, { times: 1 });
    await phone.open();
    await phone.bind.enter(child.code);
    await expect(phone.bind.message).toHaveText('没有连上学校，请检查网络后再试一次。');
    await phone.bind.submit.click();
    await expect(phone.week.heading(child.name)).toBeAttached();
  });

  test('a lost answer to the binding is fetched even after a reload', async ({ phone, school }) => {
    phone.watch.expectTrouble(/ERR_FAILED/);
    const child = school.child('三(1)班');
    await phone.page.route('**/api/children', async (route) => {
      await route.fetch();
      await route.abort();
    }, { times: 1 });
    await phone.open();
    await phone.bind.enter(child.code);
    await expect(phone.bind.message).toHaveText('没有连上学校，请检查网络后再试一次。');
    await phone.page.reload();
    await phone.bind.enter(child.code);
    await expect(phone.week.heading(child.name)).toBeAttached();
  });

  test('too many wrong codes have to wait', async ({ phone, school }) => {
    phone.watch.expectTrouble(/status of 4\d\d/);
    await expect.poll(() => tryCode(school.server, '0000-0000-0000-0000'), { intervals: [0] }).toBe(429);
    await phone.open();
    await phone.bind.enter('0000-0000-0000-0000');
    await expect(phone.bind.message).toHaveText(/^输错次数有点多，请 \d+ 分钟后再试。$/);
    // Whoever has a right code is not locked out by a neighbour.
    const child = school.child('三(1)班');
    await phone.bind.enter(child.code);
    await expect(phone.week.heading(child.name)).toBeAttached();
  });
});
