import { barriers } from '../fixtures/barriers.ts';
import { looks, wear } from '../fixtures/looks.ts';
import { expect, moments, test } from '../fixtures/test.ts';

test.describe('the school\'s time', () => {
  test('leads the countdown although the phone is years off', async ({ phone, school }) => {
    await phone.page.clock.setFixedTime(new Date('2031-01-01T00:00:00Z'));
    await phone.page.addInitScript(recordCountdowns);
    await phone.bindTo(school.child('三(1)班'));
    await expect(phone.week.countdown).toHaveText('选课进行中，还有 1 天 9 小时');
    await expect(phone.week.phase).toContainText('9月10日 20:00 截止');
    // Not even for a moment was another time shown.
    expect(await phone.page.evaluate(() => sessionStorage.getItem('countdowns'))).toBe('选课进行中，还有 1 天 9 小时');
    await school.setClock(moments.lastMinutes);
    await phone.returnToPage();
    await expect(phone.week.countdown).toHaveText('选课进行中，还有 14 分钟');
  });

  test('stamps the receipt', async ({ phone, school }) => {
    await phone.page.clock.setFixedTime(new Date('2031-01-01T00:00:00Z'));
    await phone.bindTo(school.child('三(1)班'));
    await phone.choose('合唱团');
    await phone.submit();
    await expect(phone.receipt.main).toContainText('9月9日 10:30 收到 · 9月10日 20:00 前可修改');
  });

  test('does not go back when unchanged places come from the phone\'s own cache', async ({ phone, school }) => {
    await phone.page.addInitScript(answerPlacesLast);
    await phone.bindTo(school.child('三(1)班'));
    await phone.page.reload();
    await expect(phone.week.countdown).toHaveText('选课进行中，还有 1 天 9 小时');
    await school.setClock(moments.lastMinutes);
    const places = phone.page.waitForResponse('**/api/places');
    await phone.returnToPage();
    await (await places).finished();
    await expect(phone.week.countdown).toHaveText('选课进行中，还有 14 分钟');
    await expect(phone.page.getByText('前的名额')).toHaveCount(0);
  });

  test('goes on without the network', async ({ phone, school }) => {
    phone.watch.expectTrouble(/ERR_/);
    await school.setClock('2026-09-10T19:59:00+08:00');
    await phone.page.clock.install();
    await phone.bindTo(school.child('三(1)班'));
    await expect(phone.week.countdown).toContainText('选课进行中，还有');
    await phone.page.route('**/api/**', (route) => route.abort());
    await phone.page.context().setOffline(true);
    await phone.page.clock.fastForward('01:30');
    await expect(phone.week.phase).toContainText('托管仍可随时更改');
  });
});

test.describe('when choosing closes while the page is open', () => {
  test.use({ now: moments.lastMinutes });

  test('the banner changes and every course says why', async ({ phone, school }) => {
    await phone.bindTo(school.child('三(1)班'));
    await expect(phone.week.phase).toContainText('选课进行中');
    await phone.openSlot('周二', '15:40–16:40');
    const card = phone.slot.course('合唱团');
    await expect(card.button).toBeVisible();
    // Nobody touches the phone: the next push tells it.
    await school.setClock(moments.closed);
    await expect(card.reasons).toHaveText('选课已于 9月10日 20:00 截止', { timeout: 60_000 });
    await expect(card.button).toHaveCount(0);
    await phone.closeSheet();
    await expect(phone.week.phase).toContainText('托管仍可随时更改');
  });

  test('a draft that was too late says so and keeps the care', async ({ phone, school }) => {
    await phone.bindTo(school.child('三(1)班'));
    await phone.choose('合唱团');
    await phone.chooseCare('周二', '17:40');
    await phone.openReview();
    await school.setClock(moments.closed);
    await phone.returnToPage();
    await expect(phone.review.line('合唱团')).toContainText('选课已于 9月10日 20:00 截止');
    await expect(phone.review.submit).toHaveAttribute('aria-disabled', 'true');
    await phone.review.remove('合唱团').click();
    await phone.review.submit.click();
    expect(await phone.receipt.number()).toMatch(/^HT/);
  });

  test('what is held stays, and can still be left', async ({ phone, school }) => {
    await phone.bindTo(school.child('三(1)班'));
    await phone.choose('合唱团');
    await phone.submit();
    await school.setClock(moments.closed);
    await phone.open('#/');
    await phone.returnToPage();
    await expect(phone.week.phase).toContainText('托管仍可随时更改');
    await expect(phone.week.chosen('周二', '合唱团')).toContainText('已选上');
    await phone.open('#/receipt');
    await phone.receipt.withdraw.click();
    await phone.receipt.confirm.click();
    await expect(phone.receipt.main).toContainText('已退出，回执号');
  });

  test('a submission that arrives too late is refused in words', async ({ phone, school }) => {
    phone.watch.expectTrouble(/status of 409/);
    await phone.bindTo(school.child('三(1)班'));
    await phone.choose('合唱团');
    await phone.openReview();
    await phone.page.route('**/selections', async (route) => {
      await school.setClock(moments.closed);
      await route.continue();
    });
    await phone.review.submit.click();
    await expect(phone.review.message).toHaveText('还不能提交，原因写在下面的课程旁边。');
    await expect(phone.review.line('合唱团')).toContainText('选课已于 9月10日 20:00 截止');
  });
});

test.describe('before the term begins', () => {
  const later = [[/first_day = "2026-09-01"/, 'first_day = "2026-09-14"']] as const;
  test.use({ schoolKind: 'trial', changes: { settings: later }, now: moments.closed });

  test('the banner says that choosing has closed', async ({ phone, school }) => {
    await phone.bindTo(school.child('三(1)班'));
    await expect(phone.week.phase).toContainText('选课已截止');
    await expect(phone.week.phase).toContainText('9月10日 20:00 截止 · 托管仍可随时更改');
  });
});

test.describe('the next term', () => {
  test.use({ schoolKind: 'trial', now: moments.open });

  test('begins with nothing, says why, and is chosen for anew', async ({ phone, school }) => {
    await phone.bindTo(school.child('三(1)班'));
    await phone.choose('跳绳');
    const first = await phone.submit();
    await school.beginNextTerm([
      [/2026-09-01/, '2027-02-22'],
      [/2027-01-29/, '2027-07-09'],
      [/2026-09-08/, '2027-02-24'],
      [/2026-09-10/, '2027-02-26'],
    ]);
    await school.setClock('2027-02-25T10:30:30+08:00');
    await phone.open('#/');
    await expect(phone.week.bar).toContainText('所选已结束，请重新选');
    await expect(phone.week.bar).toContainText('还没有选');
    for (const look of looks.slice(0, 3)) {
      await wear(phone.page, look);
      expect(await barriers(phone.page, look === looks[0] ? 'all' : 'style'), look.name).toEqual([]);
    }
    await phone.open('#/receipt');
    await expect(phone.receipt.main).toContainText('原来所选已结束，选课开放时可重新选。');
    expect(await phone.receipt.number()).not.toBe(first);
    await expect(phone.receipt.withdraw).toBeHidden();
    await expect(phone.receipt.main).not.toContainText('跳绳');
    await wear(phone.page, looks[0]!);
    expect(await barriers(phone.page)).toEqual([]);
    await phone.choose('跳绳');
    await phone.submit();
    await expect(phone.receipt.main).toContainText('学校已收到，回执号');
  });
});

/** Runs in the page: keeps every countdown it ever shows, in order. */
function recordCountdowns(): void {
  const shown: string[] = [];
  new MutationObserver(() => {
    const text = document.querySelector('[role=timer]')?.textContent;
    if (text && text !== shown.at(-1)) shown.push(text);
    sessionStorage.setItem('countdowns', shown.join('; '));
  }).observe(document, { subtree: true, childList: true, characterData: true });
}

/** Runs in the page: no pushes, and /api/places is asked for only when /api/me has answered. */
function answerPlacesLast(): void {
  window.EventSource = class extends EventTarget {
    close(): void {}
  } as unknown as typeof EventSource;
  const ask = window.fetch.bind(window);
  let me: Promise<unknown> = Promise.resolve();
  window.fetch = async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    if (url.endsWith('/api/me')) return (await (me = ask(input, init))) as Response;
    if (url.endsWith('/api/places')) await me.then(() => new Promise((resolve) => setTimeout(resolve)));
    return ask(input, init);
  };
}
