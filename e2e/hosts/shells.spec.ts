import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { type ShellPage, Timers, openPage, refuse, silence, succeed } from './mini-program.ts';

const SCHOOL = 'https://example.school';
const TICKET = 'ticket-0123456789abcdef';
const about = () => ({ fontSizeScaleFactor: 1.3, theme: 'dark' });
const sizes = () => ({ fontSizeSetting: 20 });

const SHELLS = [
  { project: 'wechat-mini-program', host: 'wechat-mini-program', global: 'wx', login: 'login', code: { code: 'c' }, look: { getAppBaseInfo: about }, words: 'fs=1.3&th=dark&' },
  { project: 'alipay-mini-program', host: 'alipay', global: 'my', login: 'getAuthCode', code: { authCode: 'c' }, look: { getSystemInfoSync: sizes }, words: 'fs=1.25&' },
];

function open(shell: (typeof SHELLS)[number], functions: Record<string, unknown>, options: object, timers = new Timers()): ShellPage {
  const page = openPage(shell.project, 'pages/menu/menu', shell.global, { ...shell.look, ...functions }, timers);
  (page['onLoad'] as (it: object) => void)(options);
  return page;
}

for (const shell of SHELLS) {
  const { project, host, login, code, words } = shell;

  test(`${project}: signs in and hands a ticket over, or opens without`, () => {
    const asked: Record<string, unknown>[] = [];
    const request = (options: Record<string, unknown>) => {
      asked.push(options);
      succeed({ statusCode: 200, data: { ticket: TICKET } })(options);
    };
    const signedIn = open(shell, { [login]: succeed(code), request }, { go: encodeURIComponent('/courses/2') });
    expect(signedIn.data['address']).toBe(`${SCHOOL}/?in=${host}#t=${TICKET}&${words}go=%2Fcourses%2F2`);
    expect(asked[0]).toMatchObject({ url: `${SCHOOL}/api/hosts/${host}/tickets`, method: 'POST', data: { code: 'c' } });

    const without = `${SCHOOL}/?in=${host}#${words}go=%2F`;
    const troubles: Record<string, unknown>[] = [
      { [login]: refuse },
      { [login]: succeed({}) },
      { [login]: succeed(code), request: refuse },
      { [login]: succeed(code), request: succeed({ statusCode: 502, data: null }) },
    ];
    for (const trouble of troubles) expect(open(shell, trouble, {}).data['address']).toBe(without);

    // A chat app that never answers, and one that answers when nobody waits any more.
    const timers = new Timers();
    let late: Record<string, unknown> = {};
    const page = open(shell, { [login]: (options: Record<string, unknown>) => (late = options), request }, {}, timers);
    expect(page.data['address']).toBe('');
    timers.pass(8000);
    expect(page.data['address']).toBe(without);
    succeed(code)(late);
    expect(page.data['address']).toBe(without);
  });

  test(`${project}: a card holds the screen and nothing of the family`, () => {
    const page = open(shell, { [login]: refuse }, { go: encodeURIComponent('/bind/7K4Q-92MX-0ABC-DEFG') });
    expect(page.data['address']).toContain('go=%2F');
    expect(String(page.data['address'])).not.toContain('7K4Q');
    const share = page['onShareAppMessage'] as (it: object) => { title: string; path: string };
    for (const [address, go] of [
      [`${SCHOOL}/#/courses/2`, '/courses/2'],
      [`${SCHOOL}/#/course/c7k2m9qd`, '/course/c7k2m9qd'],
      [`${SCHOOL}/#/bind/7K4Q-92MX-0ABC-DEFG`, '/'],
      [`${SCHOOL}/#t=${TICKET}`, '/'],
      [`${SCHOOL}/#/receipt`, '/'],
      [undefined, '/'],
    ]) {
      expect(share.call(page, { webViewUrl: address })).toEqual({ title: '课后服务选课', path: `/pages/menu/menu?go=${encodeURIComponent(go ?? '')}` });
    }
  });

  test(`${project}: a file of the school's opens one way or another, and no other address does`, () => {
    const said: unknown[] = [];
    const copy = { wx: 'setClipboardData', my: 'setClipboard' }[shell.global] ?? '';
    const opened = (functions: Record<string, unknown>, url: string, type: string) => {
      const page = openPage(project, 'pages/document/document', shell.global, functions);
      (page['onLoad'] as (it: object) => void)({ url: encodeURIComponent(url), type: encodeURIComponent(type) });
      said.push(page.data['sentence']);
      return page;
    };
    const file = `${SCHOOL}/api/files/ticket`;
    expect(opened({}, file, 'text/html').data['address']).toBe(file);
    expect(opened({ [copy]: succeed({}) }, file, 'text/calendar').data['sentence']).toContain('地址已复制');
    expect(opened({ [copy]: refuse }, file, 'text/calendar').data['sentence']).toContain('手机浏览器');
    const fetched = succeed({ statusCode: 200, tempFilePath: 'x', apFilePath: 'x' });
    let isBack = false;
    opened({ downloadFile: fetched, openDocument: succeed({}), navigateBack: () => (isBack = true) }, file, 'application/pdf');
    expect(isBack).toBe(true);
    expect(opened({ downloadFile: fetched, openDocument: refuse, [copy]: succeed({}) }, file, 'application/pdf').data['sentence']).toContain('地址已复制');
    for (const other of ['https://elsewhere.test/api/files/x', `${SCHOOL}.elsewhere.test/api/files/x`, `${SCHOOL}/`, 'javascript:1', '']) {
      const page = opened({ [copy]: silence }, other, 'text/html');
      expect(page.data['address']).toBe('');
      expect(page.data['sentence']).toContain('没有取到');
    }
  });

  test(`${project}: every page of the project is there`, () => {
    const root = new URL(`../../embed/${project}/`, import.meta.url).pathname;
    const app = JSON.parse(readFileSync(`${root}app.json`, 'utf8')) as { pages: string[] };
    const markup = shell.global === 'wx' ? 'wxml' : 'axml';
    for (const page of app.pages) {
      for (const kind of ['js', 'json', markup]) expect(existsSync(`${root}${page}.${kind}`), `${page}.${kind}`).toBe(true);
    }
  });
}

test('both mini-programs decide alike', () => {
  const read = (project: string) => readFileSync(new URL(`../../embed/${project}/shell.js`, import.meta.url), 'utf8');
  expect(read('alipay-mini-program')).toBe(read('wechat-mini-program'));
});

test('alipay-mini-program: a page that asks for a fresh ticket gets one, for its own question', () => {
  const shell = SHELLS[1];
  if (!shell) throw new Error('no shell');
  const sent: unknown[] = [];
  const request = succeed({ data: { ticket: TICKET } });
  const createWebViewContext = () => ({ postMessage: (it: unknown) => sent.push(it) });
  const page = open(shell, { getAuthCode: succeed({ authCode: 'c' }), request, createWebViewContext }, {});
  const hear = page['hear'] as (it: object) => void;
  hear.call(page, { detail: { t: 'auth.need', asked: 'n' } });
  hear.call(page, { detail: { t: 'share', title: '周二的课程' } });
  hear.call(page, {});
  expect(sent).toEqual([{ t: 'auth.code', asked: 'n', ticket: TICKET }]);
  expect((page['onShareAppMessage'] as (it: object) => { title: string }).call(page, {}).title).toBe('周二的课程');
});
