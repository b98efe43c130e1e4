import { expect, test } from '@playwright/test';
import { passUntil } from './bare-page.ts';
import { MODES } from './fake-sdk.ts';
import { type HostRow, TABLE } from './table.ts';
import { Visit } from './visit.ts';

const row = (name: string): HostRow => {
  const found = TABLE.find((it) => it.name === name);
  if (!found) throw new Error(name);
  return found;
};
const of = (visit: Visit, wanted: string) => visit.school.asked.filter(({ path }) => path === wanted);
const ended = { status: 401, body: { code: 'sign_in_required' } };

/** As src/api.rs asks: with the token that the app knows. */
const ask = (visit: Visit, path: string, write?: { key: string; body: object }) =>
  visit.page.evaluate(
    async ([to, token, written]) => {
      const headers: Record<string, string> = { Authorization: `Bearer ${token}` };
      if (written) Object.assign(headers, { 'Idempotency-Key': written.key, 'Content-Type': 'application/json' });
      const given = written ? { method: 'POST', headers, body: JSON.stringify(written.body) } : { headers };
      const answer = await fetch(new Request(to, given));
      return [answer.status, await answer.json()] as const;
    },
    [path, 'old', write] as const,
  );

test('a session that ends in the middle is opened anew under the request of the app, which hears nothing of it', async ({ browser }) => {
  const visit = await Visit.of(browser, row('dingtalk'), 'ok');
  await visit.page.addInitScript(() => {
    if (localStorage.getItem('afterbell.token')) return;
    localStorage.setItem('afterbell.token', '"old"');
    localStorage.setItem('afterbell.linked', 'dingtalk');
    localStorage.setItem('afterbell.drafts', '{"draft":1}');
  });
  visit.school.others = (_, token) => (token === 'token-of-the-session' ? { status: 200, body: { fine: true } } : ended);
  await visit.open('');
  const draft = { key: 'key-1', body: { offerings: ['a'] } };
  // Three at once, as a page that wakes up asks: signed in once.
  const answers = await Promise.all([ask(visit, '/api/me'), ask(visit, '/api/places'), ask(visit, '/api/students/s/selections', draft)]);
  expect(answers).toEqual(answers.map(() => [200, { fine: true }]));
  expect(of(visit, '/api/session/host')).toHaveLength(1);
  const sent = of(visit, '/api/students/s/selections');
  expect(sent.map(({ key, body }) => ({ key, body }))).toEqual([draft, draft]);
  expect(await visit.page.evaluate(() => localStorage.getItem('afterbell.drafts'))).toBe('{"draft":1}');
  expect(await visit.token()).toBe('"old"');
  // The next page begins with the one that holds.
  await visit.page.goto('https://school.test/hosts.json');
  expect(await visit.token()).toBe('"token-of-the-session"');
  // Whose word does not count any more is told, as in a plain page.
  expect(visit.errors).toEqual([]);
  await visit.page.context().close();

  const refused = await Visit.of(browser, row('dingtalk'), 'ok');
  await refused.page.addInitScript(() => {
    localStorage.setItem('afterbell.token', '"old"');
    localStorage.setItem('afterbell.linked', 'dingtalk');
  });
  refused.school.answer = () => ({ status: 401, body: { code: 'host_refused' } });
  refused.school.others = () => ended;
  await refused.open('');
  expect((await ask(refused, '/api/me'))[0]).toBe(401);
  await refused.close();
});

test('where signing in leads through another page, that page is asked once and all that was put together stays', async ({ browser }) => {
  const visit = await Visit.of(browser, row('wechat-mini-program'), 'ok');
  await visit.page.addInitScript(() => {
    if (localStorage.getItem('afterbell.token')) return;
    localStorage.setItem('afterbell.token', '"old"');
    localStorage.setItem('afterbell.linked', 'wechat-mini-program');
    localStorage.setItem('afterbell.drafts', '{"draft":1}');
  });
  visit.school.others = () => ended;
  await visit.open(`${row('wechat-mini-program').address}&go=/courses/2`);
  void ask(visit, '/api/me').catch(() => null);
  await passUntil(visit.page, () => visit.called('redirectTo'));
  const led = (await visit.calls()).filter(([name]) => name === 'redirectTo').map(([, given]) => given);
  expect(led).toMatchObject([{ url: '/pages/menu/menu?go=%2Fcourses%2F2' }]);
  expect(await visit.page.evaluate(() => localStorage.getItem('afterbell.drafts'))).toBe('{"draft":1}');
  // The mini-program opens the page with a fresh ticket: the token that ended does not keep it from being used.
  await visit.page.goto('https://school.test/hosts.json');
  await visit.open('#t=ticket-fresh-0123456789&go=/courses/2');
  expect(of(visit, '/api/session/host').map(({ body }) => body?.['credential'])).toEqual(['ticket-fresh-0123456789']);
  expect(await visit.token()).toBe('"token-of-the-session"');
  // Ended again at once: nobody is sent round and round, and the app is told.
  expect((await ask(visit, '/api/me'))[0]).toBe(401);
  await visit.close();
});

test('a child that is bound makes the account known, and what is shared holds no code', async ({ browser }) => {
  const visit = await Visit.of(browser, row('wechat-mini-program'), 'ok');
  visit.school.answer = () => ({ status: 200, body: { link: 'link-0123' } });
  visit.school.others = () => ({ status: 201, body: { token: 'x' } });
  await visit.open(`${row('wechat-mini-program').address}&go=/courses/2`);
  await ask(visit, '/api/children', { key: 'k', body: { code: 'c' } });
  await ask(visit, '/api/students/s/selections', { key: 'k2', body: {} });
  expect(of(visit, '/api/children')).toMatchObject([{ link: 'link-0123', key: 'k', body: { code: 'c' } }]);
  expect(of(visit, '/api/students/s/selections')).toMatchObject([{ link: null }]);
  const shared = async () => {
    const messages = (await visit.calls()).filter(([name]) => name === 'postMessage');
    return (messages.at(-1)?.[1] as { data: { url: string; title: string } } | undefined)?.data;
  };
  await passUntil(visit.page, async () => (await shared())?.url === 'https://school.test/#/courses/2');
  for (const [screen, expected] of [['#/bind/7K4Q-92MX-0ABC-DEFG', '#/'], ['#/course/c7k2m9qd', '#/course/c7k2m9qd'], ['#/receipt', '#/']]) {
    await visit.page.evaluate((to) => void (location.hash = to), screen ?? '');
    await passUntil(visit.page, async () => (await shared())?.url === `https://school.test/${expected}`);
  }
  await visit.close();
});

test('a chat app gets to know the account when a code is typed in it, and not before', async ({ browser }) => {
  for (const mode of MODES) {
    await test.step(mode, async () => {
      const visit = await Visit.of(browser, row('dingtalk'), mode);
      await visit.page.addInitScript(() => localStorage.setItem('afterbell.token', '"old"'));
      visit.school.answer = () => ({ status: 200, body: { link: 'link-0123' } });
      visit.school.others = () => ({ status: 201, body: { token: 'x' } });
      await visit.open('');
      await ask(visit, '/api/me');
      expect(of(visit, '/api/session/host')).toEqual([]);

      // However the app behaves, the code is on its way before long.
      const bind = (key: string) => {
        const bound = ask(visit, '/api/children', { key, body: { code: 'c' } });
        return passUntil(visit.page, async () => of(visit, '/api/children').some((asked) => asked.key === key)).then((waited) => bound.then(() => waited));
      };
      expect(await bind('k1')).toBeLessThan(5);
      const isAnswered = mode === 'ok' || mode === 'slow';
      const link = isAnswered ? 'link-0123' : null;
      expect(of(visit, '/api/children')).toMatchObject([{ link, key: 'k1', token: 'old' }]);
      // Nobody's session goes along, and whose account is known is not asked about again.
      await bind('k2');
      expect(of(visit, '/api/session/host').map(({ token }) => token)).toEqual(isAnswered ? [null] : []);
      expect(await visit.page.evaluate(() => localStorage.getItem('afterbell.linked'))).toBe(isAnswered ? 'dingtalk' : null);
      await visit.close();
    });
  }
});
