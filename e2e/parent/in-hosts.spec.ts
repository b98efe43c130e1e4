import { InHost, hosts, rowOf, rows } from '../fixtures/in-host.ts';
import { School } from '../fixtures/school.ts';
import { expect, moments, test } from '../fixtures/test.ts';
import { Vendors } from '../fixtures/vendors.ts';

// The real app and the real server in every chat app but Telegram, which has a test of its own (hosted.spec.ts), and frames
// (framed.spec.ts). Fake are the app's functions, its vendor's package and its vendor's servers.

for (const [first, last] of [[0, 4], [4, 8]] as const) {
  const some = rows.slice(first, last);
  test(`from signing in to the receipt in ${some.map(({ name }) => name).join(', ')}`, async ({ browser, contextOptions, locale }) => {
    const vendors = await new Vendors().open();
    const school = await School.trial(moments.open, {}, { hosts, gateway: vendors.address });
    const { url } = school.server;
    const options = { ...contextOptions, locale: locale ?? 'zh-CN' };
    for (const [nth, row] of some.entries()) {
      await test.step(row.name, async () => {
        const child = school.child('三(1)班', nth);
        // Only WeCom's directory knows whose parent this is.
        const isKnown = row.name === 'wecom';
        if (isKnown) vendors.inDirectory = child;
        const open = await InHost.open(browser, options, school, row);
        if (!isKnown) await open.phone.bind.enter(child.code);
        await expect(open.phone.week.heading(child.name)).toBeAttached();
        // What signs in stays in nobody's history.
        expect(open.page.url().replace(/#\/$/, '')).toBe(`${url}/?in=${row.name}`);
        const number = await open.chooses('跳绳');
        await open.opensFile();
        await open.sharesAndCloses(url);
        await open.close(school.children);

        // A new phone, or one whose storage was wiped: the app's word is enough.
        const again = await InHost.open(browser, options, school, row);
        await expect(again.phone.week.heading(child.name)).toBeAttached();
        await again.page.evaluate(() => void (location.hash = '#/receipt'));
        expect(await again.phone.receipt.number()).toBe(number);
        await again.close(school.children);
      });
    }
    expect(vendors.asked.length).toBeGreaterThan(0);
    await school.close();
    vendors.close();
  });
}

test('two web-views of one account at once lose no draft and submit once', async ({ browser, contextOptions, locale }) => {
  const vendors = await new Vendors().open();
  const school = await School.trial(moments.open, {}, { hosts, gateway: vendors.address });
  const options = { ...contextOptions, locale: locale ?? 'zh-CN' };
  const row = rowOf('dingtalk');
  const child = school.child('三(1)班');
  const first = await InHost.open(browser, options, school, row);
  await first.phone.bind.enter(child.code);
  await expect(first.phone.week.heading(child.name)).toBeAttached();
  // The app opens the page a second time over the first, which stays alive.
  const second = await first.beside(school);
  const [one, other] = [first.phone, second.phone];
  await first.adds('足球');
  await expect(other.week.bar).toContainText('1 门');
  await second.adds('跳绳');
  await expect(one.week.bar).toContainText('2 门');

  // Another phone shares no storage, but the account: the school keeps what was begun.
  const elsewhere = await InHost.open(browser, options, school, row);
  await expect(elsewhere.phone.week.heading(child.name)).toBeAttached();
  const again = async () => {
    await elsewhere.page.reload();
    await expect(elsewhere.phone.week.bar).toContainText('2 门', { timeout: 1_000 });
  };
  await expect(again).toPass();

  const number = await first.submits();
  await other.page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })));
  await expect(other.week.chosen('周五', '跳绳')).toContainText('已选上');
  await other.page.evaluate(() => void (location.hash = '#/receipt'));
  expect(await other.receipt.number()).toBe(number);
  await elsewhere.close(school.children);
  await first.close(school.children);
  await school.close();
  vendors.close();
});
