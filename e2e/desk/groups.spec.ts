import { barriers } from '../fixtures/barriers.ts';
import { expect, test } from '../fixtures/desk.ts';
import { press, write } from '../fixtures/keys.ts';

test('groups are declared, places are reserved for them, and children are recorded', async ({ desk }) => {
  const { page } = desk;
  await desk.join('李老师');
  await desk.open('groups');
  await expect(page.getByText('还没有优先类别。')).toBeVisible();
  await press(page.getByRole('link', { name: '去“学期与选课时间”里添加' }));

  // With the first group all other children get one, too, which is the last.
  const lines = page.getByRole('heading', { name: '优先类别', exact: true }).locator('xpath=following::ul[1]').getByRole('listitem');
  await write(page.getByLabel('优先类别名称'), '双职工家庭');
  await page.keyboard.press('Enter');
  await expect(page.getByText('请写编号和名称')).toBeVisible();
  await write(page.getByLabel('编号（公布在名单里）'), 'p1');
  await page.keyboard.press('Enter');
  await expect(lines).toHaveCount(2);
  await expect(lines.nth(1).getByLabel('名称')).toHaveValue('其他学生');
  await expect(lines.nth(1).getByLabel('先后')).toHaveValue('2');
  await expect(desk.saved.or(page.getByRole('heading', { level: 1 })).first()).toBeVisible();
  expect(await barriers(page)).toEqual([]);

  // A column of the sheet: what cannot be read, what does not fit, and what does.
  await desk.open('menu');
  await desk.type(1, '预留名额', '军人子女 1');
  await desk.goTo(1, '预留名额');
  await expect(page.locator('#cell-remark')).toContainText('看不懂预留给哪些优先类别');
  await desk.type(1, '预留名额', '双职工家庭 2');
  await expect(desk.cell(1, '预留名额')).toHaveAttribute('aria-invalid', 'true');
  await desk.goTo(1, '预留名额');
  await expect(page.locator('#cell-remark')).toContainText('预留名额共 2 个');
  await desk.type(1, '预留名额', '双职工家庭1');
  await expect(desk.cell(1, '预留名额')).toHaveText('双职工家庭 1');
  await expect(desk.cell(1, '预留名额')).not.toHaveAttribute('aria-invalid', 'true');
  await expect(desk.saved).toBeVisible();
  expect(await barriers(page)).toEqual([]);

  await desk.open('groups');
  await write(page.getByLabel('学号'), '20240103');
  await page.keyboard.press('Enter');
  await expect(page.getByText('请写学号和依据')).toBeVisible();
  await write(page.getByLabel('依据'), '单位证明 0417 号');
  await page.keyboard.press('Enter');
  const row = page.getByRole('row', { name: /三\(1\)班 20240103 顾南星 双职工家庭 单位证明 0417 号/ });
  await expect(row).toBeVisible();
  expect(await barriers(page)).toEqual([]);
  await press(row.getByRole('button', { name: '撤销顾南星的优先类别' }));
  await write(page.getByLabel('撤销的理由'), '证明过期');
  await page.keyboard.press('Enter');
  await expect(page.getByText('已撤销')).toBeVisible();
  await expect(row).toHaveCount(0);

  // In the log is what was done, and nothing of the evidence.
  await desk.open('audit');
  await expect(page.getByRole('row', { name: /李老师 登记优先类别/ })).toHaveCount(2);
  await expect(page.getByText(/0417|证明过期/)).toHaveCount(0);
});
