import { barriers } from '../fixtures/barriers.ts';
import { expect, test } from '../fixtures/desk.ts';
import { press, write } from '../fixtures/keys.ts';

test('an invitation opens an account, once', async ({ desk, school, newDesk }) => {
  const link = await school.inviteStaff('李老师');
  await desk.page.goto(`/school.html#/accept/${link}`);
  await expect(desk.page.getByRole('heading', { name: '设置您的密码' })).toBeVisible();
  expect(await barriers(desk.page)).toEqual([]);
  await write(desk.page.getByLabel('新密码'), '短');
  await desk.page.keyboard.press('Enter');
  await expect(desk.page.getByRole('alert')).toContainText('至少要 12 个字符');

  await desk.accept(link);
  await desk.signIn('李老师');
  await expect(desk.page.getByRole('grid')).toBeVisible();
  await expect(desk.page.getByRole('navigation')).toContainText('李老师（学校管理员）');

  const second = await newDesk();
  await second.page.goto(`/school.html#/accept/${link}`);
  // Told on opening, before a password is thought of.
  await expect(second.page.getByRole('alert')).toContainText('已经用过或过期');
  // No other password would help.
  await expect(second.page.getByRole('heading', { name: '这个邀请不能再用' })).toBeVisible();
  await expect(second.page.getByLabel('新密码')).toHaveCount(0);
  expect(await barriers(second.page)).toEqual([]);
});

test('whoever gives a wrong password is told nothing more', async ({ desk, school }) => {
  await desk.accept(await school.inviteStaff('李老师'));
  await desk.signIn('李老师', '一句错误的长长的密码呀');
  await expect(desk.page.getByRole('alert')).toContainText('姓名、密码或动态口令不对');
  expect(await barriers(desk.page)).toEqual([]);
  await desk.signIn('李老师');
  await expect(desk.page.getByRole('grid')).toBeVisible();
  await press(desk.page.getByRole('button', { name: '退出' }));
  await expect(desk.page.getByRole('heading', { name: '登录课后服务工作台' })).toBeVisible();
});

test('an auditor sees the menu and changes nothing', async ({ desk, school }) => {
  await desk.accept(await school.inviteStaff('王老师', 'auditor'));
  await desk.signIn('王老师');
  await expect(desk.page.getByText('草案 · 只能查看')).toBeVisible();
  // What leads nowhere for them is not offered.
  await expect(desk.page.getByRole('link', { name: '去发布' })).toHaveCount(0);
  const before = await desk.cell(1, '名额').textContent();
  await desk.goTo(1, '名额');
  await desk.page.keyboard.type('99');
  await desk.page.keyboard.press('Enter');
  await expect(desk.cell(1, '名额')).toHaveText(before ?? '');
});
