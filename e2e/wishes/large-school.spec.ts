import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '../fixtures/test.ts';
import { WishesPage } from '../pages/wishes.ts';

const FILES = ['rules.json', 'commitment.json', 'applicants.json', 'closing.json', 'reveal.json', 'results.json', 'SHA256SUMS'];

test.use({ schoolKind: 'trial', changes: { settings: [[/mode = "first_come"/, 'mode = "wishes"']] } });

test('anybody verifies the draw of a school of 3,000, and the page stays alive meanwhile', async ({ phone }) => {
  // What `afterbell-allocation-bench publish` has made: see xtask/src/test/browser.rs.
  const folder = process.env['AFTERBELL_DRAW_3000'];
  if (!folder) throw new Error('AFTERBELL_DRAW_3000 names no published draw: cargo xtask test --only browser makes one');
  const published = new Map<string, { name: string; content: Buffer }>();
  for (const name of FILES) {
    const content = await readFile(join(folder, name));
    published.set(createHash('sha256').update(content).digest('hex'), { name, content });
  }
  const files = [...published].map(([hash, { name }]) => ({ name, hash, published_at: '2026-09-11T21:30:00+08:00' }));
  await phone.page.context().route('**/api/draw', (route) =>
    route.fulfill({ json: { draws: [{ number: 1, files }], placements: [] } }),
  );
  await phone.page.context().route('**/api/draw/*', async (route) => {
    const file = published.get(new URL(route.request().url()).pathname.split('/').at(-1) ?? '');
    await route.fulfill(file ? { body: file.content } : { status: 404 });
  });
  const wishes = new WishesPage(phone.page);
  await wishes.open('#/verify');
  await wishes.main.getByRole('button', { name: '开始核验' }).click();
  // A page that did the work itself would not answer before it is done.
  await expect(wishes.main.getByRole('progressbar')).toBeVisible();
  await wishes.main.getByText('与纸上公布的核对码比一比').click();
  await expect(wishes.main.getByLabel('截止前公布的核对码')).toBeVisible();
  const verdict = wishes.main.locator('.verdict');
  await expect(verdict).toContainText('与公布的结果完全一致');
  await expect(verdict).toContainText('3000 个孩子');
  const milliseconds = /用时 (\d+) 毫秒/.exec(await verdict.innerText())?.[1];
  expect(milliseconds).toBeDefined();
  console.log(`a draw of 3,000 pupils was verified in ${milliseconds} ms`);

  await test.step('codes from paper are compared', async () => {
    await wishes.main.getByLabel('截止前公布的核对码').fill('0'.repeat(63));
    await wishes.main.getByRole('button', { name: '再核验一次' }).click();
    await expect(wishes.main.getByRole('alert')).toContainText('核对码是 64 位');
    await wishes.main.getByLabel('截止前公布的核对码').fill('0'.repeat(64));
    await wishes.main.getByRole('button', { name: '再核验一次' }).click();
    await expect(verdict).toContainText('文件 commitment.json 不是当时公布的那一份');
  });
});
