import { barriers } from '../fixtures/barriers.ts';
import { InHost, hosts, rowOf } from '../fixtures/in-host.ts';
import { School } from '../fixtures/school.ts';
import { expect, moments, test } from '../fixtures/test.ts';
import { Vendors } from '../fixtures/vendors.ts';

// Which chat app's account opens which family's, and that a parent is told, is asked and can end it.

const OPENS = '以后从这里进来会直接打开孩子的选课';
test('a code in a chat app says what it does, signing out there ends it, and a failed try says so', async ({ browser, contextOptions, locale }) => {
  const vendors = await new Vendors().open();
  const school = await School.trial(moments.open, {}, { hosts, gateway: vendors.address });
  const options = { ...contextOptions, locale: locale ?? 'zh-CN' };
  const child = school.child('三(1)班');
  const first = await InHost.open(browser, options, school, rowOf('dingtalk'));
  await expect(first.page.getByText(OPENS)).toBeVisible();
  expect(await barriers(first.page)).toEqual([]);
  await first.fits();
  await first.phone.bind.enter(child.code);
  await expect(first.phone.week.heading(child.name)).toBeAttached();

  // Another phone with the same account.
  const other = await InHost.open(browser, options, school, rowOf('dingtalk'));
  await expect(other.phone.week.heading(child.name)).toBeAttached();

  await first.phone.open(`?in=dingtalk#/settings`);
  const { settings } = first.phone;
  await settings.signOut.click();
  await expect(first.page.getByText('从这里进来不再直接打开您的账号，别的手机上这样进来的也会退出')).toBeVisible();
  expect(await barriers(first.page)).toEqual([]);
  await first.fits();
  await first.page.screenshot({ path: 'screenshots/hosted-sign-out.png' });

  first.watch.expectTrouble(/ERR_FAILED|ERR_INTERNET_DISCONNECTED/);
  await first.page.route('**/api/session/host', (route) => route.abort());
  await settings.confirmSignOut.click();
  await expect(first.page.getByRole('alert').getByText('没有连上')).toBeVisible();
  // Nobody has left unless it has ended.
  await first.page.unroute('**/api/session/host');
  await first.phone.open('?in=dingtalk#/settings');
  await settings.signOut.click();
  await settings.confirmSignOut.click();
  await expect(first.phone.bind.heading).toBeVisible();

  other.watch.expectTrouble(/401/);
  await other.page.reload();
  await expect(other.phone.bind.heading).toBeVisible();
  const fresh = await InHost.open(browser, options, school, rowOf('dingtalk'));
  await expect(fresh.phone.bind.heading).toBeVisible();

  // A new letter's code makes the account known again, on the page that is still open.
  const letter = await school.newLetter(child);
  await fresh.phone.bind.enter(letter.code);
  await expect(fresh.phone.week.heading(child.name)).toBeAttached();
  const again = await InHost.open(browser, options, school, rowOf('dingtalk'));
  await expect(again.phone.week.heading(child.name)).toBeAttached();
  for (const one of [first, other, fresh, again]) await one.close(school.children);
  await school.close();
  vendors.close();
});

test('a plain page says nothing of chat apps', async ({ phone, school }) => {
  await phone.open();
  await expect(phone.bind.heading).toBeVisible();
  await expect(phone.page.getByText(OPENS)).toHaveCount(0);
  await phone.bindTo(school.child('三(1)班'));
  await phone.week.settings.click();
  await phone.settings.signOut.click();
  await expect(phone.page.getByText('退出后要用新的绑定码才能再打开')).toBeVisible();
});
