import { expect, test } from '../fixtures/test.ts';

test.describe('when something does not work', () => {
  test('no network at the start: the page says so, and trying again works', async ({ phone, school }) => {
    phone.watch.expectTrouble(/ERR_/);
    await phone.page.route('**/api/**', (route) => route.abort('internetdisconnected'));
    await phone.open();
    await expect(phone.page.getByRole('heading', { name: '没有打开' })).toBeVisible();
    await expect(phone.page.getByRole('alert')).toHaveText('请检查网络后再试一次。您填的内容还在手机上。');
    await phone.page.unroute('**/api/**');
    await phone.page.getByRole('button', { name: '再试一次' }).click();
    await phone.bind.enter(school.child('三(1)班').code);
    await expect(phone.week.heading(school.child('三(1)班').name)).toBeAttached();
  });

  test('no network at the start of a bound phone: what was known is shown, and can be worked on', async ({ phone, school }) => {
    phone.watch.expectTrouble(/ERR_/);
    await phone.bindTo(school.child('三(1)班'));
    await phone.choose('合唱团');
    await phone.page.route('**/api/**', (route) => route.abort('internetdisconnected'));
    await phone.page.reload();
    await expect(phone.notices).toHaveText('没有连上学校，这是上次打开时的内容');
    await expect(phone.week.chosen('周二', '合唱团')).toBeVisible();
    await phone.open('#/courses');
    await phone.courses.course('羽毛球').button.click();
    await phone.page.unroute('**/api/**');
    await phone.returnToPage();
    await expect(phone.notices).toBeEmpty();
    await expect(phone.week.bar).toContainText('2 门');
  });

  test('submitting without a network: it is kept, even when the page is closed, and arrives once', async ({ phone, school }) => {
    phone.watch.expectTrouble(/ERR_/);
    const child = school.child('三(1)班');
    await phone.bindTo(child);
    await phone.choose('合唱团');
    await phone.openReview();
    await phone.page.route('**/api/**', (route) => route.abort('internetdisconnected'));
    await phone.returnToPage();
    await phone.review.submit.click();
    await expect(phone.notices).toContainText(`没有连上学校，${child.name}的选课已存在手机上`);
    await expect(phone.notices).toContainText('自动再提交，不会重复');
    await expect(phone.review.submit).toHaveText('马上再试');
    await phone.page.reload();
    await expect(phone.notices).toContainText('没有连上学校，这是上次打开时的内容');
    await expect(phone.notices).toContainText(`${child.name}的选课已存在手机上`);
    await phone.page.unroute('**/api/**');
    await phone.returnToPage();
    expect(await phone.receipt.number()).toMatch(/^HT/);
    await expect(phone.notices).toBeEmpty();
  });

  test('a page that is opened again without a network goes on trying by itself', async ({ phone, school }) => {
    phone.watch.expectTrouble(/ERR_/);
    await phone.bindTo(school.child('三(1)班'));
    await phone.choose('合唱团');
    await phone.openReview();
    await phone.page.route('**/api/**', (route) => route.abort('internetdisconnected'));
    await phone.returnToPage();
    await phone.review.submit.click();
    await expect(phone.notices).toContainText('自动再提交');
    await phone.page.reload();
    await expect(phone.notices).toContainText('后自动再提交，不会重复');
    await phone.page.unroute('**/api/**');
    // Nobody touches it, and no event says that the network is back.
    expect(await phone.receipt.number()).toMatch(/^HT/);
  });

  test('a parent can stop what is not sent yet', async ({ phone, school }) => {
    phone.watch.expectTrouble(/ERR_/);
    await phone.bindTo(school.child('三(1)班'));
    await phone.choose('合唱团');
    await phone.openReview();
    await phone.page.route('**/selections', (route) => route.abort('internetdisconnected'));
    await phone.review.submit.click();
    await phone.notices.getByRole('button', { name: '先不提交' }).click();
    await expect(phone.notices).toBeEmpty();
    await phone.page.unroute('**/selections');
    await phone.page.reload();
    await expect(phone.review.submit).toHaveText('提交');
    expect(await phone.submit()).toMatch(/^HT/);
  });

  test('a wasm file that does not arrive: a page in words, and trying again works', async ({ phone }) => {
    phone.watch.expectTrouble(/ERR_|uncaught|Failed to fetch/);
    await phone.page.route('**/*.wasm', (route) => route.abort());
    await phone.open();
    await expect(phone.page.getByRole('heading', { name: '没有打开' })).toBeInViewport();
    await expect(phone.page.getByText('请检查网络后再试一次。')).toBeInViewport();
    await expect(phone.page.getByRole('button', { name: '再试一次' })).toBeInViewport();
    const covers = await phone.page.evaluate(() => document.elementFromPoint(180, 300)?.closest('#failed') !== null);
    expect(covers, 'the grey shapes are covered').toBe(true);
    await phone.page.unroute('**/*.wasm');
    await phone.page.getByRole('button', { name: '再试一次' }).click();
    await expect(phone.bind.heading).toBeVisible();
    await expect(phone.page.getByRole('heading', { name: '没有打开' })).toBeHidden();
  });

  test('a wasm file that is cut short: a page in words', async ({ phone }) => {
    phone.watch.expectTrouble(/WebAssembly|uncaught/);
    await phone.page.route('**/*.wasm', (route) => route.fulfill({ contentType: 'application/wasm', body: 'asm' }));
    await phone.open();
    await expect(phone.page.getByRole('heading', { name: '没有打开' })).toBeInViewport();
  });

  test('a server that is overloaded: the phone waits as long as it is asked to', async ({ phone, school }) => {
    phone.watch.expectTrouble(/status of 503/);
    await phone.bindTo(school.child('三(1)班'));
    await phone.choose('合唱团');
    await phone.openReview();
    const problem = { type: '/api/problems/overloaded', status: 503, code: 'overloaded', retry_after_seconds: 7 };
    const answer = { status: 503, contentType: 'application/problem+json', body: JSON.stringify(problem) };
    await phone.page.route('**/selections', (route) => route.fulfill(answer), { times: 1 });
    await phone.review.submit.click();
    const asked = Date.now();
    await expect(phone.notices).toContainText('学校的系统正忙');
    const sent = await phone.page.waitForRequest(/selections$/);
    expect(Date.now() - asked, 'the server is obeyed').toBeGreaterThan(6_000);
    expect(sent.method()).toBe('POST');
    expect(await phone.receipt.number()).toMatch(/^HT/);
  });

  test('a busy server does not cost the session', async ({ phone, school }) => {
    phone.watch.expectTrouble(/status of 503/);
    const child = school.child('三(1)班');
    await phone.bindTo(child);
    const problem = { type: '/api/problems/overloaded', status: 503, code: 'overloaded', retry_after_seconds: 7 };
    const answer = { status: 503, contentType: 'application/problem+json', body: JSON.stringify(problem) };
    // As on a phone that keeps nothing but the session.
    await expect.poll(() => phone.page.evaluate(() => localStorage.getItem('afterbell./api/me'))).not.toBeNull();
    await phone.page.evaluate(() => localStorage.removeItem('afterbell./api/me'));
    await phone.page.route('**/api/me', (route) => route.fulfill(answer));
    await phone.page.reload();
    await expect(phone.page.getByRole('heading', { name: '没有打开' })).toBeVisible();
    // Not a number of refusals: how often boot.js and the app ask between them is theirs to decide.
    await phone.page.unroute('**/api/me');
    await phone.page.getByRole('button', { name: '再试一次' }).click();
    await expect(phone.week.heading(child.name)).toBeAttached();
  });

  test('a session that has ended: the letter is asked for again', async ({ phone, school }) => {
    phone.watch.expectTrouble(/status of 401/);
    await phone.bindTo(school.child('三(1)班'));
    await phone.page.evaluate(() => localStorage.setItem('afterbell.token', '"forged"'));
    await phone.page.reload();
    await expect(phone.bind.heading).toBeVisible();
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('words stand in the place of the grey shapes', async ({ page, school }) => {
    await page.goto(school.server.url);
    await expect(page.locator('noscript p[lang=zh-Hans]')).toBeInViewport();
    await expect(page.locator('#shell')).toBeHidden();
  });
});
