import { expect, test } from '@playwright/test';
import { SCHOOL, hasStarted, passUntil } from './bare-page.ts';
import { type HostRow, TABLE } from './table.ts';
import { Visit } from './visit.ts';

const row = (name: string): HostRow => {
  const found = TABLE.find((it) => it.name === name);
  if (!found) throw new Error(name);
  return found;
};
const stateOf = (address: URL | null) => address?.searchParams.get('state') ?? '';
const exchanges = (visit: Visit) => visit.school.asked.filter(({ path }) => path === '/api/session/host');
const hostNow = (visit: Visit) =>
  visit.page.evaluate(() => {
    const host = (window as unknown as { afterbellHost: Record<string, unknown> | null }).afterbellHost;
    return host && { name: host['name'], link: host['link'], token: host['token'] ?? null, signedIn: host['signedIn'] };
  });

for (const name of ['wechat', 'wecom']) {
  test(`${name}: a visit to the vendor's page signs in, once and only for who began it`, async ({ browser }) => {
    const visit = await Visit.of(browser, row(name), 'ok');
    const { page } = visit;
    let asked = null as URL | null;
    await page.route('https://open.weixin.qq.com/**', (route) => {
      asked = new URL(route.request().url());
      return route.fulfill({ contentType: 'text/html', body: '<title>vendor</title>' });
    });
    await page.goto(`${SCHOOL}/?in=${name}`);
    await passUntil(page, async () => Boolean(asked));
    const query = Object.fromEntries(asked?.searchParams ?? []);
    expect(query).toMatchObject({ redirect_uri: `${SCHOOL}/?in=${name}`, response_type: 'code', scope: 'snsapi_base' });
    expect(query['appid']).toBe(Object.values(row(name).settings)[0]);

    // Somebody else's code, in a link that a parent was sent.
    await visit.open(`?in=${name}&code=of-somebody-else&state=${'0'.repeat(32)}`);
    expect(exchanges(visit)).toEqual([]);
    expect(page.url()).toBe(`${SCHOOL}/?in=${name}`);

    // The state is used up with it: our own visit begins anew, in a new window.
    await page.evaluate(() => sessionStorage.clear());
    asked = null;
    await page.goto(`${SCHOOL}/?in=${name}`);
    await passUntil(page, async () => Boolean(asked));
    await visit.open(`?in=${name}&code=code-of-this-parent&state=${stateOf(asked)}`);
    expect(exchanges(visit).map(({ body }) => body)).toEqual([{ host: name, credential: 'code-of-this-parent' }]);
    expect(page.url()).toBe(`${SCHOOL}/?in=${name}`);

    // Who has no session after that is not sent round and round.
    await page.evaluate(() => localStorage.clear());
    asked = null;
    await page.goto('about:blank');
    await visit.open(`?in=${name}`);
    expect(asked).toBeNull();
    await visit.close();
  });
}

test('whatever the school’s server answers, the app starts', async ({ browser }) => {
  const token = { status: 200, body: { token: 'token-of-the-session' } };
  const cases = [
    { what: 'lost, then there', answers: [null, token], signedIn: 'signed in' },
    { what: 'down, then there', answers: [{ status: 503, body: {} }, token], signedIn: 'signed in' },
    { what: 'away', answers: [null, null], signedIn: 'offline' },
    { what: 'a code that was used', answers: [{ status: 403, body: { code: 'host_refused' } }], signedIn: 'refused' },
    { what: 'an account nobody has bound', answers: [{ status: 200, body: { link: 'link-0123' } }], signedIn: 'unknown' },
    { what: 'nonsense', answers: [{ status: 200, body: [] }], signedIn: 'refused' },
  ];
  for (const { what, answers, signedIn } of cases) {
    await test.step(what, async () => {
      const visit = await Visit.of(browser, row('dingtalk'), 'ok');
      let next = 0;
      visit.school.answer = () => answers[next++] ?? null;
      await visit.open('');
      expect(await hostNow(visit)).toMatchObject({ name: 'dingtalk', signedIn, link: what.includes('bound') ? 'link-0123' : null });
      const keys = exchanges(visit).map(({ key }) => key);
      expect(keys).toHaveLength(answers.length);
      // A second try is the same request: a code works only once.
      expect(new Set(keys).size).toBe(1);
      await visit.close();
    });
  }
});

test('a session that is there is kept, and a ticket still leaves the address', async ({ browser }) => {
  const visit = await Visit.of(browser, row('wechat-mini-program'), 'ok');
  await visit.page.addInitScript(() => localStorage.setItem('afterbell.token', '"kept"'));
  await visit.open(`${row('wechat-mini-program').address}&go=/courses/2`);
  expect(await visit.token()).toBe('"kept"');
  expect(visit.page.url()).toBe(`${SCHOOL}/#/courses/2`);
  // Whose phone it is may be another family's: nobody's chat app is told of the session.
  expect(exchanges(visit)).toEqual([]);
  await visit.close();
});

test('where storage is forbidden the session lasts as long as the page', async ({ browser }) => {
  const visit = await Visit.of(browser, row('wechat-mini-program'), 'ok');
  await visit.page.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage']) {
      Object.defineProperty(window, name, { get: () => { throw new DOMException('no', 'SecurityError'); } });
    }
  });
  await visit.open(row('wechat-mini-program').address);
  expect(await hostNow(visit)).toMatchObject({ token: 'token-of-the-session', signedIn: 'signed in' });
  // The app finds it where it always looks, and its drafts stay as long as the page.
  expect(await visit.token()).toBe('"token-of-the-session"');
  const kept = await visit.page.evaluate(() => {
    localStorage.setItem('afterbell.drafts', '[1]');
    const [count, value] = [localStorage.length, localStorage.getItem('afterbell.drafts')];
    localStorage.removeItem('afterbell.drafts');
    return [count - localStorage.length, value, localStorage.getItem('afterbell.drafts')];
  });
  expect(kept).toEqual([1, '[1]', null]);
  await visit.close();
});

test('each chat app is known by what it says of itself, and nothing else is taken for one', async ({ browser }) => {
  const plain = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36';
  const iphone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148';
  const cases: [string, string, string | null][] = [
    ...TABLE.map(({ agent, address, name }): [string, string, string] => [agent, address, name]),
    [plain, '', null],
    [plain, '?in=feishu', 'feishu'],
    // Names of no host, and of what every object has.
    [plain, '?in=constructor', null],
    [plain, '?in=../desk/start', null],
    [plain, '?in=sdk/line', null],
    // The government's app, opened inside others, and a school's WeChat inside WeCom.
    [`${iphone} MicroMessenger/8.0.50 wxwork/4.1.20 miniProgram/wx01`, '', 'wechat-mini-program'],
    [`${iphone} AliApp(AP/10.3.0) MiniProgram dtdreamweb`, '', 'zhejiang'],
    // Words that only look alike.
    [`${iphone} Outline/1.0 Clark/2`, '', null],
  ];
  const visit = await Visit.of(browser, row('line'), 'absent');
  const devices = await visit.page.context().newCDPSession(visit.page);
  // Without its module a host is a plain page, and the app starts all the same.
  await visit.page.route('**/hosts/**', (route) => route.fulfill({ status: 404, body: '' }));
  for (const [agent, address, expected] of cases) {
    await devices.send('Emulation.setUserAgentOverride', { userAgent: agent });
    await visit.page.goto('about:blank');
    await visit.open(address);
    const found = await visit.page.evaluate(() => document.querySelector('script[data-host]')?.getAttribute('data-host') ?? null);
    expect(found, `${agent} ${address}`).toBe(expected);
  }
  await visit.close();
});

test('a host that its address names and that is not there is a plain page', async ({ browser }) => {
  const plain = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36';
  const visit = await Visit.of(browser, { ...row('line'), agent: plain }, 'absent');
  for (const { name } of TABLE) {
    await visit.page.goto('about:blank');
    await visit.open(`?in=${name}`);
    expect(await hostNow(visit), name).toBeNull();
  }
  // Nobody comes into the account of whoever sent a link.
  for (const entrance of ['', '?in=telegram']) {
    await visit.page.goto('about:blank');
    await visit.open(`${entrance}${row('telegram').address}`);
    expect(await hostNow(visit)).toBeNull();
    expect(visit.page.url()).not.toContain('tgWebAppData');
  }
  expect(exchanges(visit)).toEqual([]);
  expect(await hasStarted(visit.page)()).toBe(true);
  await visit.close();
});
