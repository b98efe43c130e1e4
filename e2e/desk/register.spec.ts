import { barriers } from '../fixtures/barriers.ts';
import { expect, test } from '../fixtures/desk.ts';
import { pick, press, write, writeDate } from '../fixtures/keys.ts';
import { trial } from '../fixtures/paths.ts';

test.describe('papers', () => {
  test.use({ pack: `${trial}/packs/outside.toml` });

  test('an offering without valid papers is not published until they are on record', async ({ desk }) => {
    const { page } = desk;
    await desk.join('李老师');
    await desk.type(1, '名额', '20');
    await expect(desk.saved).toBeVisible();
    await desk.open('publish');
    await expect(page.getByText('2 处必须改正，0 处待确认')).toBeVisible();
    await expect(page.getByRole('button', { name: '发布菜单' })).toBeDisabled();

    await desk.open('checks');
    await press(page.getByRole('link', { name: '去“外聘登记”里改' }).first());
    const holder = page.getByRole('form', { name: '任晨曦' });
    const paper = holder.getByRole('listitem');
    await expect(paper.nth(0).getByLabel('材料')).toBeFocused();
    await expect(page.getByText('还没有登记')).toBeVisible();
    expect(await barriers(page)).toEqual([]);
    // What lacks its first day is asked for, not thrown away.
    await writeDate(paper.nth(0).getByLabel('到（空着表示长期）'), '2027-06-30');
    await press(holder.getByRole('button', { name: '保存登记' }));
    await expect(page.getByText('第 1 份材料（资质证明）还没有写有效期从哪天起')).toBeVisible();
    await writeDate(paper.nth(0).getByLabel('有效期从'), '2026-01-01');
    // This year's contract and the next one: neither alone is valid through the term.
    await writeDate(paper.nth(2).getByLabel('有效期从'), '2026-01-01');
    await writeDate(paper.nth(2).getByLabel('到（空着表示长期）'), '2026-12-31');
    await press(holder.getByRole('button', { name: '添加一份材料' }));
    await pick(paper.nth(3).getByLabel('材料'), '服务协议（合同）');
    await writeDate(paper.nth(3).getByLabel('有效期从'), '2026-08-01');
    await press(holder.getByRole('button', { name: '保存登记' }));
    await expect(page.getByText('已保存“任晨曦”的登记')).toBeVisible();
    await expect(page.getByText('还没有登记')).toHaveCount(0);
    await page.reload();
    await expect(paper).toHaveCount(3);
    await expect(paper.nth(1).getByLabel('到（空着表示长期）')).toHaveValue('2026-12-31');

    await desk.open('publish');
    await expect(page.getByRole('heading', { name: '可以发布' })).toBeVisible();
    await desk.open('register');
    page.once('dialog', (dialog) => void dialog.accept());
    await press(holder.getByRole('button', { name: '从登记中删除' }));
    await expect(page.getByText('还没有登记')).toBeVisible();
    await write(page.getByLabel('教师或机构'), '市少年宫');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('form', { name: '市少年宫' })).toBeVisible();
    await desk.open('publish');
    await expect(page.getByText('2 处必须改正，0 处待确认')).toBeVisible();
  });
});

test.describe('a district', () => {
  test.use({ pack: 'zhoushan' });

  test('what it finds stands beside the cell', async ({ desk }) => {
    await desk.join('李老师');
    await expect(desk.page.getByText('舟山市“1+X”')).toBeVisible();
    await expect(desk.cell(4, '教师来源')).toHaveAttribute('aria-invalid', 'true');
    await desk.goTo(4, '教师来源');
    await expect(desk.page.locator('#cell-remark')).toContainText('任晨曦');
    expect(await barriers(desk.page)).toEqual([]);
  });

  test('what it writes meanwhile is judged by at an open desk as well', async ({ desk }) => {
    const { page } = desk;
    await page.clock.install();
    await desk.join('李老师');
    await expect(page.getByText('舟山市“1+X”')).toBeVisible();
    await page.route('**/api/desk/pack', async (route) => {
      const response = await route.fetch();
      const view = (await response.json()) as { pack: string };
      await route.fulfill({ response, json: { ...view, pack: view.pack.replace(/^name = .*$/m, 'name = "舟山市新办法"') } });
    });
    // A minute of somebody who is there: the desk's own pauses pass, and what it asks is answered.
    await expect(async () => {
      await page.keyboard.press('Shift');
      await page.clock.runFor(3_000);
      await expect(page.getByText('舟山市新办法')).toBeVisible({ timeout: 100 });
    }).toPass();
    await expect(desk.cell(4, '教师来源')).toHaveAttribute('aria-invalid', 'true');
  });
});
