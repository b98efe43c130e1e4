import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures/test.ts';

/** A module whose one function traps, as a panic of the app does. */
const TRAP = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0, 10, 5, 1, 3, 0, 0, 11];

async function panic(page: Page): Promise<void> {
  await page.evaluate((bytes) => {
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(bytes)));
    setTimeout(exports['f'] as () => void);
  }, TRAP);
}

test.describe('one tap tells the school that', () => {
  test('the app did not start', async ({ phone, school }) => {
    phone.watch.expectTrouble(/ERR_|uncaught|Failed to fetch/);
    await phone.page.route('**/*.wasm', (route) => route.abort());
    await phone.open();
    const sent = phone.page.waitForRequest('**/api/faults');
    await phone.page.getByRole('button', { name: '告诉学校' }).click();
    const told = phone.page.getByRole('button', { name: /^已告诉学校，谢谢您。编号 / });
    await expect(told).toBeDisabled();
    const report = (await sent).postDataJSON() as Record<string, string>;
    expect(report).toMatchObject({ kind: 'start', page: '', trace: '' });
    expect(report['build']).toMatch(/^[0-9a-f]{16}$/);
    const number = /编号 ([0-9a-f]{6})$/.exec((await told.textContent()) ?? '')?.[1];
    expect(number).toBeTruthy();
    await expect.poll(() => school.server.log).toMatch(new RegExp(`a page failed.*${number}`));
  });

  test('the app ended in the middle, and not for whom', async ({ phone, school }) => {
    phone.watch.expectTrouble(/unreachable|RuntimeError/);
    const child = school.child('三(1)班');
    await phone.bindTo(child);
    await phone.choose('合唱团');
    // The address of a letter holds its code.
    await phone.open(`#/bind/${child.code}`);
    await panic(phone.page);
    await expect(phone.page.getByRole('heading', { name: '没有打开' })).toBeInViewport();
    const sent = phone.page.waitForRequest('**/api/faults');
    await phone.page.getByRole('button', { name: '告诉学校' }).click();
    const told = (await sent).postData() ?? '';
    expect(JSON.parse(told)).toMatchObject({ kind: 'panic', page: 'bind' });
    expect((JSON.parse(told) as { trace: string }).trace).toMatch(/^\d+:0x[0-9a-f]+/);
    for (const secret of [child.code, child.name]) expect(told).not.toContain(secret);
    await expect(phone.page.getByRole('button', { name: /^已告诉学校/ })).toBeDisabled();
    // The draft is safe.
    await phone.open();
    await phone.page.reload();
    await expect(phone.week.chosen('周二', '合唱团')).toBeVisible();
  });

  test('an answer cannot be read; without a network it says so', async ({ phone }) => {
    phone.watch.expectTrouble(/ERR_/);
    await phone.page.route('**/api/school', (route) => route.fulfill({ contentType: 'application/json', body: '<html>' }));
    await phone.open();
    const tell = phone.page.getByRole('button', { name: '告诉学校' });
    await phone.page.route('**/api/faults', (route) => route.abort('internetdisconnected'));
    await tell.click();
    const again = phone.page.getByRole('button', { name: '没有送出，请稍后再点一次' });
    await expect(again).toBeEnabled();
    await phone.page.unroute('**/api/faults');
    const sent = phone.page.waitForRequest('**/api/faults');
    await again.click();
    expect((await sent).postDataJSON()).toMatchObject({ kind: 'answer' });
    await expect(phone.page.getByRole('button', { name: /^已告诉学校/ })).toBeVisible();
  });
});
