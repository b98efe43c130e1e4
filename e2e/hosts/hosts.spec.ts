import { expect, test } from '@playwright/test';
import { MODES, type Mode } from './fake-sdk.ts';
import { type HostRow, TABLE } from './table.ts';
import { Visit } from './visit.ts';

const CARD = { title: '周二的课程', text: '请在周五前选好', url: 'https://school.test/#/courses' };
const FILE = { url: '/api/files/ticket', type: 'text/calendar' };
const LONGEST_WAIT_SECONDS = 16;

const works = (mode: Mode) => mode === 'ok' || mode === 'slow';

/** Without its proxy a launch of Telegram's is a link that anybody may have sent. */
const isAround = (row: HostRow, mode: Mode) => row.name !== 'telegram' || mode !== 'absent';

async function signsIn(visit: Visit, row: HostRow, mode: Mode): Promise<void> {
  const waited = await visit.open(row.address);
  expect(waited, 'the app starts').toBeLessThan(LONGEST_WAIT_SECONDS);
  const isSignedIn = isAround(row, mode) && Boolean(row.credential) && (works(mode) || Boolean(row.byAddress));
  expect(await visit.token()).toBe(isSignedIn ? '"token-of-the-session"' : null);
  const exchanges = visit.school.asked.filter(({ path }) => path === '/api/session/host').map(({ body }) => body);
  const relayed = (await visit.calls()).filter(([name]) => name === 'mgop').map(([, given]) => given as { body: string });
  const bodies = row.name === 'zhejiang' ? relayed.map(({ body }) => JSON.parse(body) as object) : exchanges;
  if (isSignedIn) expect(bodies).toEqual([{ host: row.name, credential: row.credential }]);
  // What signs in stays in nobody's history.
  expect(visit.page.url()).not.toContain('ticket');
  expect(visit.page.url()).not.toContain('tgWebAppData');
}

async function leadsOn(visit: Visit, row: HostRow, mode: Mode): Promise<void> {
  const { calls } = row;
  if (calls.title && works(mode)) expect(await visit.called(calls.title), 'title').toBe(true);
  if (row.fontScale && (works(mode) || row.byAddress)) {
    await expect(visit.page.locator('html')).toHaveAttribute('style', new RegExp(`font-size: ${row.fontScale}`));
    const hasCare = (await visit.page.locator('html').getAttribute('data-care')) !== null;
    expect(hasCare, 'care mode').toBe(Number.parseInt(row.fontScale) >= 130);
  }

  if (row.name === 'telegram' && works(mode)) {
    await expect(visit.page.locator('html')).toHaveAttribute('style', '--safe-bottom: 34px;');
    await expect(visit.page.locator('html')).toHaveAttribute('data-theme', 'dark');
  }

  const shared = await visit.ask('share', CARD);
  if (calls.share && works(mode)) expect(await visit.called(calls.share), 'share').toBe(true);
  else expect(['prepared', 'shared', 'copied']).toContain(shared);
  if (!calls.share || mode === 'absent') expect(shared).toBe('copied');
  if (shared === 'copied') expect((await visit.calls()).at(-1)).toEqual(['clipboard', CARD.url]);

  await visit.ask('openFile', FILE);
  const opened = visit.school.asked.some(({ path }) => path === FILE.url);
  if (calls.openFile && works(mode)) expect([await visit.called(calls.openFile), opened]).toEqual([true, false]);
  else if (!calls.openFile || mode === 'absent' || mode === 'throws') await expect.poll(() => visit.school.asked.map(({ path }) => path)).toContain(FILE.url);

  await visit.ask('close', null);
  if (calls.close && works(mode)) expect(await visit.called(calls.close), 'close').toBe(true);
  if (mode === 'absent' || mode === 'throws') expect(await visit.called('window.close')).toBe(true);
}

for (const row of TABLE) {
  test(`${row.name}: whatever its functions do, there is a way on`, async ({ browser }) => {
    for (const mode of MODES) {
      await test.step(mode, async () => {
        const visit = await Visit.of(browser, row, mode);
        // A visit to the vendor's page is tried apart.
        if (row.byVisit) await visit.page.addInitScript(() => sessionStorage.setItem('afterbell.state', ''));
        await signsIn(visit, row, mode);
        if (isAround(row, mode)) await leadsOn(visit, row, mode);
        await visit.close();
      });
    }
  });
}
