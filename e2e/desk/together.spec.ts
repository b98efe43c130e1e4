import { expect, test } from '../fixtures/desk.ts';

test('two people see what the other does, and neither is overwritten', async ({ desk, newDesk }) => {
  await desk.join('李老师');
  const other = await newDesk();
  await other.join('王老师', 'coordinator');
  await expect(other.page.getByRole('grid')).toBeVisible();

  await desk.type(1, '备注', '自带水杯');
  await expect(other.cell(1, '备注')).toHaveText('自带水杯');
  await expect(other.page.getByText('李老师也在编辑')).toBeVisible();

  // The other one does not hear of the next change before having typed as well.
  let hear = (): void => {};
  const heard = new Promise<void>((resolve) => (hear = resolve));
  await other.page.route('**/api/desk/menu-draft/changes*', async (route) => {
    await heard;
    await route.continue();
  });
  await desk.type(2, '名额', '21');
  await expect(desk.saved).toBeVisible();
  await other.type(2, '名额', '22');
  hear();
  await expect(other.conflict).toContainText('别人刚改成“21”，您改的是“22”');
  await expect(other.cell(2, '名额')).toHaveText('21');

  await other.conflict.getByRole('button', { name: '用我的' }).press('Enter');
  await expect(desk.cell(2, '名额')).toHaveText('22');
  await expect(other.conflict).toHaveCount(0);
});
