import { expect, test } from '@playwright/test';
import { SCHOOL } from './bare-page.ts';
import { MODES } from './fake-sdk.ts';
import { type HostRow, TABLE } from './table.ts';
import { Visit } from './visit.ts';

// What the button of a course calls, in src/host.rs, as public/starting.js has it.
const can = (visit: Visit) => visit.page.evaluate(() => (window as unknown as { afterbellCan: (what: string) => boolean }).afterbellCan('share'));
const COURSE = '#/course/c7k2m9qd';
type Share = (title: string, said: Node, copied: string, refused: string) => Promise<unknown>;
/** Apps whose own menu shares: there the screen on show is its card, and no button. */
const BY_MENU = ['wechat-mini-program', 'wechat', 'wecom', 'alipay'];

async function share(visit: Visit): Promise<unknown> {
  await visit.page.evaluate((course) => {
    location.hash = course;
    const world = window as unknown as { afterbellShare: Share; afterbellHost: Record<string, unknown> };
    // Asked in the page's own time: see `Visit.ask`.
    world.afterbellHost['pressed'] = () => world.afterbellShare('篮球提高班', document.body, 'copied', 'refused');
  }, COURSE);
  return visit.ask('pressed', null);
}

const arrived = async (row: HostRow, visit: Visit): Promise<void> => {
  if (row.byVisit) await visit.page.addInitScript(() => sessionStorage.setItem('afterbell.state', ''));
  await visit.open(row.address);
};

for (const row of TABLE) {
  test(`${row.name}: a course is shared by ${BY_MENU.includes(row.name) || !row.calls.share ? 'no button' : 'a button'}`, async ({ browser }) => {
    for (const mode of MODES) {
      // Telegram without its proxy is a plain page.
      if (row.name === 'telegram' && mode === 'absent') continue;
      await test.step(mode, async () => {
        const visit = await Visit.of(browser, row, mode);
        await arrived(row, visit);
        const hasButton = Boolean(row.calls.share) && !BY_MENU.includes(row.name);
        expect(await can(visit)).toBe(hasButton);
        if (hasButton) {
          const outcome = await share(visit);
          const told = (await visit.calls()).filter(([name]) => name === row.calls.share || name === 'clipboard');
          const [, card] = told.at(-1) ?? [];
          const text = decodeURIComponent(JSON.stringify(card).replaceAll('+', ' '));
          expect(text).toContain(`${SCHOOL}/${COURSE}`);
          if (mode === 'ok' || mode === 'slow') {
            expect(text).toContain('篮球提高班');
            expect(outcome).toBe('');
          }
          if (mode === 'throws' || mode === 'absent') expect(outcome).toBe('copied');
        }
        await visit.close();
      });
    }
  });
}

test('a plain page shares by the browser, where that can', async ({ browser }) => {
  const plain = { ...(TABLE[0] as HostRow), agent: 'Mozilla/5.0 (Linux; Android 12) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36' };
  const without = await Visit.of(browser, plain, 'absent');
  await without.open('');
  expect(await can(without)).toBe(false);
  await without.close();
  const visit = await Visit.of(browser, plain, 'absent');
  await visit.page.addInitScript(() => {
    const { calls } = window as unknown as { calls: [string, unknown][] };
    Object.defineProperty(navigator, 'share', { value: (card: unknown) => (calls.push(['share', card]), Promise.reject(new DOMException('closed', 'AbortError'))) });
  });
  await visit.open(`?from=letter${COURSE}`);
  expect(await can(visit)).toBe(true);
  const said = await visit.page.evaluate(() => (window as unknown as { afterbellShare: Share }).afterbellShare('篮球提高班', document.body, 'copied', 'refused'));
  expect(said, 'who lets it be is told nothing').toBe('');
  const shared = (await visit.calls()).filter(([name]) => name === 'share').map(([, card]) => card);
  expect(shared).toEqual([{ title: '篮球提高班', text: '', url: `${SCHOOL}/${COURSE}` }]);
  await visit.close();
});
