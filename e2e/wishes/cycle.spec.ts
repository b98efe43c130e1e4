import { readFile } from 'node:fs/promises';
import { barriers } from '../fixtures/barriers.ts';
import { DrawOffice } from '../fixtures/draw.ts';
import { looks, wear } from '../fixtures/looks.ts';
import { expect, test } from '../fixtures/test.ts';
import type { Phone } from '../pages/phone.ts';
import { WishesPage } from '../pages/wishes.ts';

// Before the first receipt there is none, and Chromium reports every refusal.
const NO_RECEIPT_YET = /status of 4\d\d/;
const TUESDAY = '周二 15:30–17:00';

test.use({
  schoolKind: 'trial',
  changes: { settings: [[/mode = "first_come"/, 'mode = "wishes"']] },
});

async function expectNoBarriers(phone: Phone): Promise<void> {
  for (const look of looks.slice(0, 3)) {
    await wear(phone.page, look);
    expect(await barriers(phone.page, look === looks[0] ? 'all' : 'style'), look.name).toEqual([]);
  }
  await wear(phone.page, looks[0]!);
}

/** The draw decides which of two children gets the one place. */
async function winnerAndLoser(wishes: WishesPage, names: [string, string]): Promise<[string, string]> {
  await wishes.child(names[0]);
  await expect(wishes.main.locator('.got').first()).toBeVisible();
  const [got] = await wishes.main.locator('.got').allTextContents();
  return got === '录取 篮球' ? names : [names[1], names[0]];
}

test('from wishes by tap, key and finger to a place from the waiting list', async ({ phone, school }) => {
  test.slow();
  phone.watch.expectTrouble(NO_RECEIPT_YET);
  const office = new DrawOffice(school);
  await office.commit();
  const [one, other] = [school.child('三(1)班', 0), school.child('三(1)班', 1)];
  await phone.bindTo(one);
  await phone.bindTo(other);
  const wishes = new WishesPage(phone.page);

  await test.step('the week leads to the wishes, and back to care', async () => {
    await expect(phone.week.day('周二').getByRole('link', { name: '填志愿 15:30–17:00' })).toBeVisible();
    await phone.week.next.click();
    await expect(wishes.bar).toContainText('还没有填志愿');
    await expectNoBarriers(phone);
  });

  await test.step('a ranking by tap, key and finger', async () => {
    await wishes.openSlot(TUESDAY);
    await wishes.add('足球', '篮球');
    await wishes.expectRanking('足球', '篮球');
    await expect(wishes.said).toHaveText('已填篮球，第二志愿');
    await wishes.handle('篮球').press('ArrowUp');
    await wishes.expectRanking('篮球', '足球');
    await expect(wishes.said).toHaveText('篮球现在是第一志愿，共 2 个志愿');
    await expect(wishes.handle('篮球')).toBeFocused();
    await wishes.drag('篮球', '足球');
    await wishes.expectRanking('足球', '篮球');
    await wishes.row('足球').getByRole('button', { name: '足球往后一位' }).click();
    await wishes.expectRanking('篮球', '足球');
    await expectNoBarriers(phone);
    await wishes.closeSheet();
    await expect(wishes.slot(TUESDAY).locator('li')).toHaveText([/1.*篮球/, /2.*足球/]);
  });

  await test.step('what cannot be had says why', async () => {
    await wishes.openSlot('周四 16:40–17:40');
    await expect(wishes.sheet.locator('.offer.off')).toContainText('需先学过“书法入门”');
    await wishes.closeSheet();
  });

  await test.step('a draft outlives the page, a lost reply is fetched again under its key', async () => {
    await expect(wishes.bar).toContainText('有改动未保存');
    await phone.page.reload();
    await expect(wishes.bar).toContainText('2 个志愿 · 1 个时段');
    phone.watch.expectTrouble(/net::ERR_FAILED/);
    const keys: string[] = [];
    await phone.page.route(/\/wishes$/, async (route) => {
      if (route.request().method() !== 'PUT') return route.fallback();
      keys.push(route.request().headers()['idempotency-key'] ?? '');
      // The first arrives, and its answer does not.
      if (keys.length > 1) return route.fallback();
      await route.fetch();
      await route.abort();
    });
    await wishes.save.click();
    await expect(wishes.bar).toContainText(/已收到 · SY/);
    await expect(wishes.save).toHaveText('已保存');
    expect(new Set(keys).size, 'one key for one intent').toBe(1);
    await phone.page.unroute(/\/wishes$/);
  });

  await test.step('the other child wishes the same', async () => {
    await wishes.child(one.name);
    await wishes.openSlot(TUESDAY);
    await wishes.add('篮球', '足球');
    await wishes.closeSheet();
    await wishes.save.click();
    await expect(wishes.save).toHaveText('已保存');
  });

  await office.closeRevealRun();
  await wishes.open('#/result');
  const [winner, loser] = await winnerAndLoser(wishes, [one.name, other.name]);

  await test.step('the result in words', async () => {
    await wishes.child(winner);
    await expect(wishes.main.locator('.steps')).toContainText('第一志愿 篮球：第 1 号，已录取');
    await wishes.child(loser);
    await expect(wishes.main.locator('.got')).toHaveText('录取 足球');
    await expect(wishes.main.locator('.steps li')).toHaveText([
      '第一志愿 篮球：第 2 号，录取到第 1 号',
      '第二志愿 足球：第 2 号，已录取',
    ]);
    await expect(wishes.main.locator('.waiting')).toContainText('篮球：候补第 1 位');
    await expectNoBarriers(phone);
  });

  await test.step('the draw is verified, and a single altered byte is named', async () => {
    await wishes.main.getByRole('link', { name: '核验抽签' }).click();
    await wishes.main.getByRole('button', { name: '开始核验' }).click();
    await expect(wishes.main.getByRole('heading', { name: '与公布的结果完全一致' })).toBeVisible();
    await expect(wishes.main.locator('.verdict')).toContainText('2 个孩子，2 个名额');
    await expect(wishes.main.locator('.verdict')).toContainText(`志愿与${loser}的回执一致`);
    await expectNoBarriers(phone);
    const [download] = await Promise.all([
      phone.page.waitForEvent('download'),
      wishes.main.getByRole('link', { name: '下载 rules.json' }).click(),
    ]);
    const rules = await readFile(await download.path(), 'utf8');
    expect(JSON.parse(rules)).toMatchObject({ format: 'afterbell-rules/1', mode: 'wishes' });

    const draws = (await (await phone.page.request.get('/api/draw')).json()) as { draws: { files: { name: string; hash: string }[] }[] };
    const applicants = draws.draws[0]?.files.find(({ name }) => name === 'applicants.json');
    await phone.page.context().route(`**/api/draw/${applicants?.hash}`, async (route) => {
      const answer = await route.fetch();
      const text = await answer.text();
      await route.fulfill({ response: answer, body: text.replace(/"wishes":\{"d2-1530":\[(\d),(\d)\]/, '"wishes":{"d2-1530":[$2,$1]') });
    });
    await phone.page.reload();
    await wishes.main.getByRole('button', { name: '开始核验' }).click();
    await expect(wishes.main.getByRole('heading', { name: '文件 applicants.json 被改动过。' })).toBeVisible();
    await phone.page.context().unrouteAll();
  });

  await test.step('statistics for everybody, also without a child', async () => {
    await wishes.open('#/statistics');
    await phone.page.reload();
    const own = wishes.main.locator('.mechanism').first();
    await expect(own).toContainText('志愿加抽签');
    await expect(own.getByRole('listitem')).toHaveText(['第一志愿 1 人次，50%', '第二志愿 1 人次，50%']);
    await expect(wishes.main.locator('.mechanism')).toHaveCount(4);
    await expect(wishes.main.locator('.courses-table li').filter({ hasText: '篮球' })).toContainText('录到第 1 号');
    await expectNoBarriers(phone);
  });

  await test.step('a place that comes free is offered, shown with what it costs, and taken', async () => {
    await phone.open('#/');
    await phone.week.chip(winner).click();
    await phone.open('#/receipt');
    await phone.page.getByRole('button', { name: '全部退出' }).click();
    await phone.page.getByRole('button', { name: '确认退出' }).click();
    await expect(phone.receipt.main).toContainText('已退出');
    await wishes.open('#/result');
    // From one child the page leads to the offer of the other.
    await wishes.main.getByRole('button', { name: `${loser}也有候补名额` }).click();
    const offer = wishes.main.getByRole('region', { name: '有名额了' });
    await expect(offer).toContainText(`篮球有名额了，为${loser}保留到 9月13日 08:00`);
    await expectNoBarriers(phone);
    await offer.getByRole('button', { name: '接受' }).click();
    await expect(offer).toContainText('接受后退出：足球。');
    await offer.getByRole('button', { name: '确认接受' }).click();
    await expect(wishes.main.locator('.waiting')).toContainText('篮球：已接受');
    await phone.open('#/');
    await expect(phone.week.chosen('周二', '篮球')).toBeVisible();
  });

  await test.step('who has nothing asks: it waits for what is full, a lost reply is fetched under its key', async () => {
    await wishes.open();
    await wishes.child(winner);
    await expect(wishes.main).toContainText('没有课的时段，点进去可以申请名额');
    await expectNoBarriers(phone);
    await wishes.openSlot(`${TUESDAY} 申请名额`);
    await expect(wishes.sheet).toContainText('这个时段还没有课');
    const keys: string[] = [];
    await phone.page.route(/\/waiting\//, async (route) => {
      keys.push(route.request().headers()['idempotency-key'] ?? '');
      if (keys.length > 1) return route.fallback();
      await route.fetch();
      await route.abort();
    });
    await wishes.ask('篮球');
    await expect(wishes.said).toContainText('篮球：候补第 2 位。有名额时为您保留一天');
    await expect(wishes.sheet.locator('.waits')).toContainText('篮球：候补第 2 位');
    expect(keys.length, 'it was sent again').toBeGreaterThan(1);
    expect(new Set(keys).size, 'one key for one intent').toBe(1);
    await phone.page.unroute(/\/waiting\//);
  });

  await test.step('what is free it has at once, and it leaves the list', async () => {
    const question = wishes.sheet.locator('.question');
    await wishes.sheet.getByRole('button', { name: '申请 足球' }).click();
    await expect(question).toContainText('有空名额就马上录取，没有就排在候补名单最后。');
    await expectNoBarriers(phone);
    await question.getByRole('button', { name: '确认申请' }).click();
    await expect(wishes.sheet.locator('.got')).toHaveText('录取 足球');
    await expect(wishes.said).toHaveText('已录取足球。');
    await wishes.sheet.getByRole('button', { name: '不再候补 篮球' }).click();
    await expect(question).toContainText('以后再申请，要排到最后');
    await question.getByRole('button', { name: '确认不再候补' }).click();
    await expect(wishes.sheet.locator('.waits li')).toHaveCount(0);
    // What it would cost to ask again is said before.
    await wishes.sheet.getByRole('button', { name: '申请 篮球' }).click();
    await expect(question).toContainText('录取后退出：足球。');
    await question.getByRole('button', { name: '再想想' }).click();
    await wishes.closeSheet();
    await expect(wishes.slot(TUESDAY).locator('li')).toHaveText(/足球.*已录取/);
    await phone.open('#/');
    await expect(phone.week.chosen('周二', '足球')).toBeVisible();
  });
});
