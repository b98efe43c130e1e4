import { expect, test } from '../fixtures/test.ts';
import { WishesPage } from '../pages/wishes.ts';

test.use({
  schoolKind: 'trial',
  changes: { settings: [[/mode = "first_come"/, 'mode = "lottery"']] },
  contextOptions: { reducedMotion: 'reduce', serviceWorkers: 'allow' },
});

test('a lot is named without a network, kept on the phone, and saved when it is back', async ({ phone, school }) => {
  phone.watch.expectTrouble(/ERR_INTERNET_DISCONNECTED|ERR_FAILED|status of 4\d\d/);
  await phone.bindTo(school.child('三(1)班'));
  await phone.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  const wishes = new WishesPage(phone.page);
  await wishes.open();
  await expect(wishes.bar).toContainText('还没有填志愿');
  const kept = () => phone.page.evaluate(async () => (await (await caches.open('afterbell-1')).keys()).map((key) => new URL(key.url).pathname));
  await expect.poll(kept).toContain('/wishes.html');
  expect(await kept(), 'the week is still kept').toContain('/');

  const context = phone.page.context();
  await context.setOffline(true);
  await phone.page.reload();
  await wishes.openSlot('周二 15:30–17:00');
  await wishes.add('足球');
  await wishes.sheet.getByRole('button', { name: '改填这门 篮球' }).click();
  // One wish a slot: another takes the place of the first.
  await wishes.expectRanking('篮球');
  await expect(wishes.sheet.locator('.handle')).toBeHidden();
  await wishes.closeSheet();
  await wishes.save.click();
  await expect(wishes.bar).toContainText('没有连上学校，志愿已存在手机上');

  await context.setOffline(false);
  await expect(wishes.bar).toContainText(/已收到 · SY/);
  await expect(wishes.bar).toContainText('1 个志愿 · 1 个时段');
});
