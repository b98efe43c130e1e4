import { barriers } from '../fixtures/barriers.ts';
import { DrawOffice, drawMoments } from '../fixtures/draw.ts';
import { looks, wear } from '../fixtures/looks.ts';
import { expect, moments, test } from '../fixtures/test.ts';
import type { Phone } from '../pages/phone.ts';
import { WishesPage } from '../pages/wishes.ts';

const TUESDAY = '周二 15:30–17:00';
// From the opening on the 8th at 20:00 to the 9th at 20:00; then courses are taken until the 20th.
const POOL: [RegExp, string] = [/mode = "first_come"/, 'mode = "first_come"\nopening_pool_minutes = 1440'];
const LATER: [RegExp, string] = [/closes_at = "2026-09-10/, 'closes_at = "2026-09-20'];
const POOL_IS_OVER = '2026-09-09T20:00:00+08:00';

test.use({ schoolKind: 'trial', now: moments.before, changes: { settings: [POOL, LATER] } });

async function expectNoBarriers(phone: Phone): Promise<void> {
  for (const look of looks.slice(0, 3)) {
    await wear(phone.page, look);
    expect(await barriers(phone.page, look === looks[0] ? 'all' : 'style'), look.name).toEqual([]);
  }
  await wear(phone.page, looks[0]!);
}

test('an opening pool is ranked, drawn, and what is left goes to who comes first', async ({ phone, school }) => {
  // Before the first receipt there is none, and Chromium reports every refusal.
  phone.watch.expectTrouble(/status of 4\d\d/);
  const office = new DrawOffice(school);
  await office.commit();
  const child = school.child('三(1)班', 0);
  await phone.bindTo(child);
  const wishes = new WishesPage(phone.page);
  const ranking = phone.week.day('周二').getByRole('link', { name: '填志愿 15:30–17:00' });

  await test.step('until when all count alike is said before and within the pool', async () => {
    await expect(phone.week.countdown).toContainText('开放选课');
    await expect(phone.week.phase).toContainText('9月9日 20:00 前保存的志愿一起抽签，不分先后');
    await school.setClock(moments.open);
    await phone.returnToPage();
    await expect(phone.week.countdown).toHaveText('先填志愿，还有 9 小时 29 分');
    await expect(phone.week.phase).toContainText('9月9日 20:00 前保存的志愿一起抽签，不分先后');
    await expectNoBarriers(phone);
  });

  await test.step('the week leads to the ranking, as in a drawn round', async () => {
    await ranking.click();
    await expect(wishes.bar).toContainText('9月9日 20:00 截止前可随时改');
    await wishes.openSlot(TUESDAY);
    await wishes.add('篮球');
    await wishes.closeSheet();
    await wishes.save.click();
    await expect(wishes.bar).toContainText(/已收到 · SY/);
    await wishes.open('#/result');
    await expect(wishes.main).toContainText('9月9日 20:00 截止后抽签');
  });

  await test.step('between its end and the results neither is ranked nor taken', async () => {
    await wishes.open();
    await school.setClock(POOL_IS_OVER);
    await phone.returnToPage();
    // Nobody touches the page: the pool ends by itself, within the phase.
    await expect(phone.week.countdown).toHaveText('正在抽签，结果公布后再选');
    await expect(wishes.main.getByRole('link', { name: TUESDAY })).toHaveCount(0);
    await expect(wishes.bar.getByRole('link', { name: '录取结果' })).toBeVisible();
    await wishes.open('#/result');
    await expect(wishes.main).toContainText('志愿已截止，学校正在准备抽签');
    await phone.open('#/');
    await expect(phone.week.countdown).toHaveText('正在抽签，结果公布后再选');
    await expect(ranking).toBeVisible();
    await expectNoBarriers(phone);
  });

  await test.step('once it was run the week shows what was won, and takes the first who come', async () => {
    await office.closeRevealRun();
    await expect(phone.week.chosen('周二', '篮球')).toContainText('已选上');
    await expect(phone.week.countdown).toContainText('选课进行中');
    await expectNoBarriers(phone);
    await phone.openSlot('周四', '15:30–16:30');
    await phone.slot.course('书法入门').button.click();
    await phone.closeSheet();
    await phone.submit();
    await expect(phone.receipt.main).toContainText('篮球');
    await expect(phone.receipt.main).toContainText('书法入门');
    await phone.open('#/');
    await phone.page.getByRole('link', { name: '抽签结果和候补' }).click();
    await expect(wishes.main.locator('.got')).toHaveText('录取 篮球');
  });
  expect(school.now).toBe(drawMoments.afterwards);
});
