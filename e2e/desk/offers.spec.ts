import { barriers } from '../fixtures/barriers.ts';
import { expect, test } from '../fixtures/desk.ts';
import { press, tick, write } from '../fixtures/keys.ts';

test('a teacher proposes, the office decides, and the sheet knows when teachers have time', async ({ desk, newDesk }) => {
  const { page } = desk;
  await desk.join('孙思梓', 'teacher');
  await desk.open('offers');
  await expect(page.getByRole('heading', { level: 1, name: '开课申报' })).toBeVisible();
  await expect(page.getByText('还没有申报过课程')).toBeVisible();

  // What cannot be read says why, beside itself, and nothing is sent.
  await write(page.getByLabel('课程', { exact: true }), '篆刻');
  await write(page.getByLabel('年级'), '三至六年级');
  await write(page.getByLabel('时间', { exact: true }), '周二第二节');
  await write(page.getByLabel('名额'), '20');
  await write(page.getByLabel('开班人数'), '25');
  await write(page.getByLabel('费用（元）'), '60');
  await page.keyboard.press('Enter');
  await expect(page.getByText('写的是第几节，不是钟点')).toBeVisible();
  await expect(page.getByLabel('时间', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  await write(page.getByLabel('时间', { exact: true }), '周二 15:30-16:30');
  await page.keyboard.press('Enter');
  await expect(page.getByText('开班人数不能多于名额')).toBeVisible();
  expect(await barriers(page)).toEqual([]);
  await write(page.getByLabel('开班人数'), '8');
  await tick(page.getByLabel('需要面试'));
  await press(page.getByRole('button', { name: '申报', exact: true }));
  await expect(page.getByText('已申报“篆刻”。')).toBeVisible();
  const own = page.getByRole('listitem');
  await expect(own.filter({ hasText: '篆刻' })).toContainText('20 个名额 · 满 8 人开班');

  // Changed while nobody has decided, and a second one taken back.
  await press(own.filter({ hasText: '篆刻' }).getByRole('button', { name: '修改' }));
  await expect(page.getByLabel('课程', { exact: true })).toBeFocused();
  await expect(page.getByLabel('时间', { exact: true })).toHaveValue(/周二/);
  await write(page.getByLabel('名额'), '24');
  await write(page.getByLabel('地点'), '美术教室');
  await page.keyboard.press('Enter');
  await expect(own.filter({ hasText: '篆刻' })).toContainText('24 个名额');
  for (const course of ['拓印', '泥塑']) {
    await write(page.getByLabel('课程', { exact: true }), course);
    await write(page.getByLabel('年级'), '3-4');
    await write(page.getByLabel('时间', { exact: true }), '周四 15:30-16:30');
    await write(page.getByLabel('名额'), '15');
    await write(page.getByLabel('费用（元）'), '免费');
    await page.keyboard.press('Enter');
    await expect(page.getByText(`已申报“${course}”。`)).toBeVisible();
  }
  page.once('dialog', (dialog) => void dialog.accept());
  await press(own.filter({ hasText: '泥塑' }).getByRole('button', { name: '撤回' }));
  await expect(own.filter({ hasText: '泥塑' })).toContainText('已撤回');
  await write(page.getByLabel('有空的时间'), '周三周四 15:30-17:30');
  await page.keyboard.press('Enter');
  await expect(page.getByText('空闲时间已保存')).toBeVisible();
  expect(await barriers(page)).toEqual([]);

  const office = await newDesk();
  await office.join('李老师', 'coordinator');
  await expect(office.page.getByRole('grid')).toBeVisible();
  const rows = await office.rows();
  await office.open('offers');
  const open = office.page.getByRole('listitem');
  await expect(open.filter({ hasText: '篆刻（孙思梓）' })).toContainText('想在美术教室上课');
  await expect(office.page.getByRole('row', { name: /孙思梓/ })).toContainText('15:30');
  const declining = office.page.getByRole('button', { name: '不采用“拓印”' });
  const reason = office.page.getByLabel('原因（教师会看到）');
  await press(declining);
  await expect(reason).toBeFocused();
  await office.page.keyboard.press('Escape');
  await expect(reason).toHaveCount(0);
  await expect(declining).toBeFocused();
  await press(declining);
  await expect(reason).toBeFocused();
  await write(reason, '油墨气味大');
  await office.page.keyboard.press('Enter');
  await expect(office.page.getByText('已告知教师不采用“拓印”')).toBeVisible();
  await expect(office.page.getByRole('button', { name: '采用“篆刻”', exact: true })).toBeFocused();
  await press(office.page.getByRole('button', { name: '采用“篆刻”', exact: true }));
  await expect(office.page.getByText('已采用“篆刻”')).toBeVisible();
  await expect(office.page.getByText('没有待处理的申报')).toBeVisible();
  await expect(office.page.getByRole('heading', { name: '待处理' })).toBeFocused();
  expect(await barriers(office.page)).toEqual([]);

  // The row is there, and its Tuesday is none of the teacher's days.
  await office.open('menu');
  await expect(office.cell(rows + 1, '课程')).toHaveText('篆刻');
  await expect(office.cell(rows + 1, '教师')).toHaveText('孙思梓');
  await office.goTo(rows + 1, '时间');
  await expect(office.page.locator('#cell-remark')).toContainText('不在孙思梓填报的空闲时间里');
  await office.open('week');
  await press(office.page.getByRole('button', { name: '按教师' }));
  await expect(office.page.getByRole('row', { name: /孙思梓/ }).getByRole('button', { name: /篆刻/ })).toContainText('不在空闲时间');
  expect(await barriers(office.page)).toEqual([]);
  await office.open('menu');
  await office.type(rows + 1, '时间', '周三 15:30-16:30');
  await office.goTo(rows + 1, '时间');
  await expect(office.page.locator('#cell-remark')).not.toContainText('填报的空闲时间');

  await page.reload();
  await expect(own.filter({ hasText: '拓印' })).toContainText('未采用，原因：油墨气味大');
  await expect(own.filter({ hasText: '篆刻' })).toContainText('李老师已于');
  await expect(own.filter({ hasText: '篆刻' }).getByRole('button')).toHaveCount(0);
});
