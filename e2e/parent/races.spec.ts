import type { Page, Route } from '@playwright/test';
import { Guardian, placesTaken } from '../fixtures/guardian.ts';
import { ledgerEntry } from '../fixtures/ledger.ts';
import type { School } from '../fixtures/school.ts';
import { expect, test } from '../fixtures/test.ts';
import type { Phone } from '../pages/phone.ts';

test.use({ schoolKind: 'trial' });

const SELECTIONS = '**/api/students/*/selections';

test('two parents race for the last place: one gets it, the other sees why', async ({ phone, newPhone, school }) => {
  const phones = [phone, await newPhone()];
  let arrived = 0;
  let openGate = () => {};
  const gate = new Promise<void>((resolve) => (openGate = resolve));
  for (const [nth, one] of phones.entries()) {
    // The loser's refusal is a 409, which Chromium writes to the console.
    one.watch.expectTrouble(/status of 409/);
    await one.bindTo(school.child('三(1)班', nth));
    await one.choose('篮球');
    await one.openReview();
    // Held back until both are on their way, so that neither hears of the other's before.
    await one.page.route(SELECTIONS, async (route) => {
      arrived += 1;
      if (arrived === phones.length) openGate();
      await gate;
      await route.continue();
    });
  }
  await Promise.all(phones.map((one) => one.review.submit.click()));

  const [winner, loser] = await phoneWithReceipt(phones);
  expect(await winner.receipt.number()).toMatch(/^SY/);
  await expect(loser.review.message).toHaveText('还不能提交，原因写在下面的课程旁边。');
  await expect(loser.review.line('篮球')).toContainText('1 个名额已满');
  await expect(loser.review.submit).toHaveAttribute('aria-disabled', 'true');
  await loser.open('#/courses');
  await expect(loser.courses.course('篮球').places).toHaveText(/已满\s*共 1/);
  await expect.poll(() => placesTaken(school.server, '篮球')).toBe(1);

  // The loser is not stuck: without the course the rest can be submitted.
  await loser.courses.course('篮球').button.click();
  await loser.courses.course('足球').button.click();
  expect(await loser.submit()).toMatch(/^SY/);
});

test('places are pushed while the page is open', async ({ phone, school }) => {
  await phone.bindTo(school.child('三(1)班'));
  await phone.openSlot('周二', '15:30–17:00');
  const football = phone.slot.course('足球');
  const basketball = phone.slot.course('篮球');
  await expect(football.places).toHaveText(/30\s*余 \/ 30/);
  const first = await Guardian.of(school.server, school.child('三(1)班', 1));
  await first.chooses('足球');
  await expect(football.places).toHaveText(/29\s*余 \/ 30/);

  const second = await Guardian.of(school.server, school.child('三(1)班', 2));
  await second.chooses('篮球');
  await expect(basketball.reasons).toHaveText('1 个名额已满');
  await expect(basketball.button).toHaveCount(0);
  await second.withdraws();
  await expect(basketball.button).toHaveText('选这门课');
});

test('places are pushed again after the server turned the phone away', async ({ phone, school }) => {
  phone.watch.expectTrouble(/status of 503/);
  const busy = { status: 503, contentType: 'application/problem+json', body: '{}' };
  await phone.page.route('**/api/places/events', (route) => route.fulfill(busy), { times: 1 });
  await phone.bindTo(school.child('三(1)班'));
  await phone.openSlot('周二', '15:30–17:00');
  const other = await Guardian.of(school.server, school.child('三(1)班', 1));
  await other.chooses('足球');
  await expect(phone.slot.course('足球').places).toHaveText(/29\s*余 \/ 30/, { timeout: 60_000 });
});

test('a course that fills up while it is in the draft says so before submitting', async ({ phone, school }) => {
  await phone.bindTo(school.child('三(1)班'));
  await phone.choose('篮球');
  await phone.openReview();
  await expect(phone.review.submit).toHaveAttribute('aria-disabled', 'false');
  const other = await Guardian.of(school.server, school.child('三(1)班', 1));
  await other.chooses('篮球');
  await expect(phone.review.line('篮球')).toContainText('1 个名额已满');
  await expect(phone.review.submit).toHaveAttribute('aria-disabled', 'true');
  await phone.open('#/');
  await expect(phone.week.chosen('周二', '篮球')).toContainText('不能选');
});

test('a double tap submits once', async ({ phone, school }) => {
  await phone.bindTo(school.child('三(1)班'));
  await phone.choose('足球');
  await phone.openReview();
  await phone.review.submit.evaluate((button: HTMLButtonElement) => {
    button.click();
    button.click();
  });
  const number = await phone.receipt.number();
  expect(phone.watch.requests(/^POST .*selections$/)).toHaveLength(1);
  await expect.poll(() => placesTaken(school.server, '足球')).toBe(1);
  expect(await nextLedgerEntry(school)).toBe(ledgerEntry(number) + 1);
});

test('a tap while the answer is on its way sends nothing more', async ({ phone, school }) => {
  await phone.bindTo(school.child('三(1)班'));
  await phone.choose('足球');
  await phone.openReview();
  let held: Route | undefined;
  await phone.page.route(SELECTIONS, (route) => {
    held = route;
  });
  await phone.review.submit.click();
  await expect(phone.review.submit).toHaveText('正在提交…');
  await expect(phone.review.submit).toHaveAttribute('aria-disabled', 'true');
  await phone.review.submit.click({ force: true });
  await held?.continue();
  await phone.receipt.number();
  expect(phone.watch.requests(/^POST .*selections$/)).toHaveLength(1);
});

test('a lost answer is fetched again by itself, and nothing is submitted twice', async ({ phone, school }) => {
  phone.watch.expectTrouble(/ERR_FAILED/);
  const child = school.child('三(1)班');
  await phone.bindTo(child);
  await phone.choose('足球');
  await phone.openReview();
  const lost = await loseOneAnswer(phone.page);
  await phone.review.submit.click();
  await expect(phone.notices).toContainText(`没有连上学校，${child.name}的选课已存在手机上`);
  const number = await phone.receipt.number();
  expect(number).toBe(await lost.number);
  await expect(phone.notices).toBeEmpty();
  expect(await nextLedgerEntry(school)).toBe(ledgerEntry(number) + 1);
});

test('a lost answer is fetched even after a reload', async ({ phone, school }) => {
  const lost = await loseAnswerAndReload(phone, school);
  // The school already has it, which the phone learns on its own.
  expect(await phone.receipt.number()).toBe(lost);
  expect(phone.watch.requests(/^POST .*selections$/)).toHaveLength(1);
});

test('an old unanswered request is not taken for a new one after withdrawing', async ({ phone, school }) => {
  const lost = await loseAnswerAndReload(phone, school);
  await phone.receipt.number();
  await phone.receipt.withdraw.click();
  await phone.receipt.confirm.click();
  await expect(phone.receipt.main).toContainText('已退出');
  await phone.choose('足球');
  const number = await phone.submit();
  expect(number).not.toBe(lost);
  await phone.page.reload();
  expect(await phone.receipt.number()).toBe(number);
  await expect(phone.receipt.main).toContainText('学校已收到');
});

test('a choice that waits is not sent over one made meanwhile on another phone', async ({ phone, school }) => {
  phone.watch.expectTrouble(/status of 503/);
  const child = school.child('三(1)班');
  await phone.bindTo(child);
  await phone.choose('足球');
  await phone.openReview();
  const problem = { type: '/api/problems/overloaded', status: 503, code: 'overloaded', retry_after_seconds: 5 };
  const answer = { status: 503, contentType: 'application/problem+json', body: JSON.stringify(problem) };
  await phone.page.route(SELECTIONS, (route) => route.fulfill(answer), { times: 1 });
  await phone.review.submit.click();
  await expect(phone.notices).toContainText('学校的系统正忙');

  const other = await Guardian.of(school.server, await school.newLetter(child));
  await other.chooses('跳绳');
  await expect(phone.review.message).toHaveText(`${child.name}的选课已在别处改过，请看一眼。`);
  expect(phone.watch.requests(/^POST .*selections$/)).toHaveLength(1);
  await expect.poll(() => placesTaken(school.server, '足球')).toBe(0);
  // The parent has seen it and wants it all the same.
  expect(await phone.submit()).toMatch(/^SY/);
  await expect.poll(() => placesTaken(school.server, '足球')).toBe(1);
});

/** Submits, loses the answer, and opens the page anew; gives the number the school wrote. */
async function loseAnswerAndReload(phone: Phone, school: School): Promise<string> {
  phone.watch.expectTrouble(/ERR_FAILED/);
  await phone.bindTo(school.child('三(1)班'));
  await phone.choose('足球');
  await phone.openReview();
  const lost = await loseOneAnswer(phone.page);
  await phone.review.submit.click();
  await expect(phone.notices).not.toBeEmpty();
  await phone.page.reload();
  return lost.number;
}

/** The next answer reaches the phone's edge and no further; gives the number it held. */
async function loseOneAnswer(page: Page): Promise<{ number: Promise<string> }> {
  let tell: (number: string) => void = () => {};
  const number = new Promise<string>((resolve) => (tell = resolve));
  await page.route(
    SELECTIONS,
    async (route) => {
      const answer = await route.fetch();
      tell(((await answer.json()) as { number: string }).number);
      await route.abort();
    },
    { times: 1 },
  );
  return { number };
}

/** Another child's submission tells how far the ledger had come. */
async function nextLedgerEntry(school: School): Promise<number> {
  const other = await Guardian.of(school.server, school.child('三(1)班', 9));
  return ledgerEntry((await other.chooses('跳绳')).number);
}

/** First the one who got the receipt, then the other. */
async function phoneWithReceipt(phones: Phone[]): Promise<[Phone, Phone]> {
  const [first, second] = phones;
  if (!first || !second) throw new Error('it takes two to race');
  await expect(first.receipt.heading.or(first.review.message.getByText('还不能提交'))).toBeAttached();
  return (await first.receipt.heading.count()) > 0 ? [first, second] : [second, first];
}
