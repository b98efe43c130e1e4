import { barriers } from '../fixtures/barriers.ts';
import { expect, test } from '../fixtures/desk.ts';
import { press } from '../fixtures/keys.ts';
import { looks, wear } from '../fixtures/looks.ts';

test('the bar of two changes to one cell is read, reached and decided by keys', async ({ desk, newDesk }) => {
  test.slow();
  const { page } = desk;
  await desk.join('李老师');
  const other = await newDesk();
  await other.join('王老师', 'coordinator');
  await expect(other.page.getByRole('grid')).toBeVisible();
  // This one does not hear of the other's change before having typed as well.
  let hear = (): void => {};
  const heard = new Promise<void>((resolve) => (hear = resolve));
  await page.route('**/api/desk/menu-draft/changes*', async (route) => {
    await heard;
    await route.continue();
  });
  await other.type(2, '名额', '21');
  await expect(other.saved).toBeVisible();
  await desk.type(2, '名额', '22');
  hear();
  await expect(page.getByRole('alert').filter({ hasText: '别人刚改成“21”，您改的是“22”' })).toBeVisible();
  expect.soft(await barriers(page), 'a conflict').toEqual([]);
  await wear(page, looks[1]!);
  expect.soft(await barriers(page, 'style'), 'a conflict, dark').toEqual([]);

  // Once it is decided the sheet has the keys again.
  await press(desk.conflict.getByRole('button', { name: '用对方的' }));
  await expect(desk.conflict).toHaveCount(0);
  await expect(desk.cell(2, '名额')).toHaveText('21');
  await expect(page.getByRole('textbox', { name: '当前单元格' })).toBeFocused();
});
