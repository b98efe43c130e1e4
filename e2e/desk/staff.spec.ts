import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { STEP_SECONDS, codeAt } from '../fixtures/authenticator.ts';
import { barriers } from '../fixtures/barriers.ts';
import { expect, test } from '../fixtures/desk.ts';
import { pick, press, tabTo, write } from '../fixtures/keys.ts';
import { looks, wear } from '../fixtures/looks.ts';
import { type Desk, PASSWORD } from '../pages/desk.ts';

const section = (page: Page, name: string): Locator => page.getByRole('navigation', { name: '栏目' }).getByRole('link', { name, exact: true });

async function expectNoBarriers(page: Page, where: string): Promise<void> {
  expect.soft(await barriers(page), where).toEqual([]);
  await wear(page, looks[1]!);
  expect.soft(await barriers(page, 'style'), `${where}, dark`).toEqual([]);
  await wear(page, looks[0]!);
}

/** Signs in on the page that is open, one key after the other. */
async function signIn(desk: Desk, name: string, password: string, code: string): Promise<void> {
  await write(desk.page.getByLabel('姓名'), name);
  await write(desk.page.getByLabel('密码'), password);
  await write(desk.page.getByLabel('动态口令'), code);
  await press(desk.page.getByRole('button', { name: '登录' }));
}

test('a class teacher is invited, opens the account, sees the own class only, gets another role, and is let go', async ({ desk, newDesk, school }) => {
  test.slow();
  const { page } = desk;
  const asked: string[] = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.message());
    void (asked.length <= 2 ? dialog.dismiss() : dialog.accept());
  });
  await desk.join('李老师');
  await press(section(page, '人员'));
  await expect(page.getByRole('row', { name: /李老师 学校管理员 使用中/ })).toBeVisible();
  await expectNoBarriers(page, 'staff');

  // A class teacher needs a class, and an account needs a name.
  const send = page.getByRole('button', { name: '生成邀请' });
  const trouble = page.getByRole('alert');
  await press(send);
  await expect(trouble).toHaveText('请填写姓名，不超过 80 个字。');
  await write(page.getByLabel('姓名'), '陈静');
  await pick(page.getByLabel('岗位'), '班主任');
  await press(send);
  await expect(trouble).toContainText('请写班主任带的班级');
  await write(page.getByLabel('班级'), '三1班');
  await expectNoBarriers(page, 'staff with what is missing');
  await press(send);
  const told = page.getByRole('status').filter({ hasText: '请把下面的链接交给陈静，只能用一次' });
  await expect(told).toBeVisible();
  // In sight and selected, wherever the form stands.
  await expect(page.getByLabel('邀请链接')).toBeFocused();
  await expect(page.getByLabel('邀请链接')).toBeInViewport();
  const link = await page.getByLabel('邀请链接').inputValue();
  expect(link).toContain(`${school.server.url}/school.html#/accept/`);
  const row = page.getByRole('row', { name: /陈静/ });
  await expect(row).toContainText('班主任 三(1)班');
  await expect(row).toContainText('已邀请，还没有启用');
  await expectNoBarriers(page, 'an invitation');
  await press(page.getByRole('button', { name: '复制链接' }));
  await expect(page.getByText('已复制。')).toBeVisible();

  // The account is opened with a password, twice, and with an authenticator.
  const other = await newDesk();
  const theirs = other.page;
  await theirs.goto(link);
  await expect(theirs.getByRole('heading', { name: '设置您的密码' })).toBeVisible();
  await expect(theirs.getByLabel('新密码')).toBeFocused();
  await expectNoBarriers(theirs, 'the password');
  await write(theirs.getByLabel('新密码'), PASSWORD);
  await write(theirs.getByLabel('再输入一次'), `${PASSWORD}吗`);
  await press(theirs.getByRole('button', { name: '下一步' }));
  await expect(theirs.getByRole('alert')).toHaveText('两次输入的密码不一样。');
  await write(theirs.getByLabel('再输入一次'), PASSWORD);
  await press(theirs.getByRole('button', { name: '下一步' }));
  await expect(theirs.getByRole('heading', { name: '绑定手机验证器' })).toBeVisible();
  await expect(theirs.getByLabel('动态口令')).toBeFocused();
  await expectNoBarriers(theirs, 'the authenticator');
  const secret = (await theirs.locator('code').textContent()) ?? '';
  await write(theirs.getByLabel('动态口令'), '000000');
  await press(theirs.getByRole('button', { name: '完成' }));
  await expect(theirs.getByRole('alert')).toContainText('动态口令不对');
  await expectNoBarriers(theirs, 'a wrong code');
  await write(theirs.getByLabel('动态口令'), codeAt(secret, school.now));
  await press(theirs.getByRole('button', { name: '完成' }));
  await expect(theirs.getByRole('heading', { name: '账号已经启用' })).toBeVisible();
  await expectNoBarriers(theirs, 'the account is open');
  await press(theirs.getByRole('link', { name: '去登录' }));
  await school.passSeconds(STEP_SECONDS);
  await signIn(other, '陈静', PASSWORD, codeAt(secret, school.now));

  // The menu to read, and of the children those of the own class.
  await expect(theirs.getByText('草案 · 只能查看')).toBeVisible();
  const sections = theirs.getByRole('navigation', { name: '栏目' }).getByRole('link');
  for (const hidden of ['人员', '公示与发布', '导入导出', '操作记录', '优先类别登记']) await expect(sections.filter({ hasText: hidden })).toHaveCount(0);
  const [own, foreign] = [school.child('三(1)班'), school.child('一(1)班')];
  await press(section(theirs, '家长通知'));
  await expect(theirs.getByRole('row', { name: own.name })).toBeVisible();
  await expect(theirs.getByRole('button', { name: '三(1)班' })).toHaveAttribute('aria-pressed', 'true');
  await expect(theirs.getByRole('button', { name: '一(1)班' })).toHaveCount(0);
  await expect(theirs.locator('body')).not.toContainText(foreign.name);
  await expectNoBarriers(theirs, 'letters of a class teacher');
  await press(section(theirs, '名册'));
  await expect(theirs.getByText('三(1)班的名册。')).toBeVisible();
  await press(theirs.getByRole('button', { name: '按班级' }));
  await expect(theirs.getByRole('region', { name: '三(1)班' }).getByRole('row', { name: own.name })).toBeVisible();
  await expect(theirs.getByRole('region')).toHaveCount(1);
  await expect(theirs.locator('body')).not.toContainText(foreign.name);
  await expectNoBarriers(theirs, 'the roster of a class teacher');
  // What the navigation does not lead to is not led to by an address either.
  await theirs.goto('/school.html#/staff');
  await expect(theirs.getByText('草案 · 只能查看')).toBeVisible();

  // Another role ends the session, and the page they have open: nobody goes on with the old one.
  await press(row.getByRole('button', { name: '改岗位' }));
  const form = page.getByRole('form', { name: '改陈静的岗位' });
  await expect(form.getByLabel('岗位')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(form).toHaveCount(0);
  await expect(row.getByRole('button', { name: '改岗位' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(form.getByLabel('岗位')).toBeFocused();
  await expect(form.getByLabel('班级')).toHaveValue('三(1)班');
  await expectNoBarriers(page, 'another role');
  await pick(form.getByLabel('岗位'), '教务');
  await press(form.getByRole('button', { name: '保存岗位' }));
  await expect(page.getByText('陈静的岗位已改为“教务”，需要重新登录。')).toBeVisible();
  await expect(row).toContainText('教务');
  await expect(theirs.getByRole('heading', { name: '登录课后服务工作台' })).toBeVisible();
  await school.passSeconds(STEP_SECONDS);
  await signIn(other, '陈静', PASSWORD, codeAt(secret, school.now));
  await expect(sections.filter({ hasText: '公示与发布' })).toHaveCount(1);

  // Whoever is let go is out, wherever they are, and does not come in again.
  await press(section(theirs, '家长通知'));
  await expect(theirs.getByRole('button', { name: '一(1)班' })).toBeVisible();
  await press(row.getByRole('button', { name: '重新邀请' }));
  await press(row.getByRole('button', { name: '停用' }));
  expect(asked, 'it is asked first').toEqual([expect.stringContaining('重新邀请陈静吗？'), expect.stringContaining('停用陈静的账号吗？')]);
  await expect(row).toContainText('使用中');
  await press(row.getByRole('button', { name: '停用' }));
  await expect(row).toContainText('已停用');
  await expect(row.getByRole('button', { name: '重新邀请' })).toBeFocused();
  await expect(theirs.getByRole('heading', { name: '登录课后服务工作台' })).toBeVisible();
  await school.passSeconds(STEP_SECONDS);
  await signIn(other, '陈静', PASSWORD, codeAt(secret, school.now));
  await expect(theirs.getByRole('alert')).toContainText('姓名、密码或动态口令不对');
  // The last one who lets people in stays.
  await press(page.getByRole('row', { name: /李老师/ }).getByRole('button', { name: '停用' }));
  await expect(trouble).toContainText('这是最后一位能邀请和停用人员的人');
  await press(section(page, '操作记录'));
  for (const act of ['邀请人员', '改岗位', '停用人员']) await expect(page.getByRole('row', { name: new RegExp(`李老师 ${act} 陈静`) })).toHaveCount(1);
  await press(page.getByRole('row', { name: /李老师 改岗位/ }).getByRole('button', { name: '查看' }));
  await expect(page.getByRole('row', { name: '改前 岗位：班主任 三(1)班 改后 岗位：教务' })).toBeVisible();
  await expectNoBarriers(page, 'the log');
});

test('whoever guesses is locked out for a while, and told for how long', async ({ desk, school }) => {
  const { page } = desk;
  desk.watch.expectTrouble(/429/);
  await desk.accept(await school.inviteStaff('李老师'));
  await school.passSeconds(STEP_SECONDS);
  await press(page.getByRole('link', { name: '去登录' }));
  const trouble = page.getByRole('alert');
  for (let failed = 1; failed <= 5; failed++) {
    await signIn(desk, '李老师', '一句错误的长长的密码呀', '000000');
    await expect(trouble).toContainText('姓名、密码或动态口令不对');
    // Each refusal empties the code, so that the next one is seen to be another.
    await expect(page.getByLabel('动态口令')).toHaveValue('');
  }
  // From now on the right words do not help either.
  await signIn(desk, '李老师', PASSWORD, codeAt(desk.secret, school.now));
  await expect(trouble).toHaveText('连续登录失败，已暂停登录。请 15 分钟后再试。');
  await expectNoBarriers(page, 'locked out');
  await school.passSeconds(5 * 60);
  await signIn(desk, '李老师', PASSWORD, codeAt(desk.secret, school.now));
  await expect(trouble).toHaveText('连续登录失败，已暂停登录。请 10 分钟后再试。');
  await school.passSeconds(10 * 60 + STEP_SECONDS);
  await signIn(desk, '李老师', PASSWORD, codeAt(desk.secret, school.now));
  await expect(page.getByRole('grid')).toBeVisible();
});

test('letters are written for a whole class at once, and revoked', async ({ desk, school }) => {
  const { page } = desk;
  const asked: string[] = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.message());
    void dialog.accept();
  });
  await desk.join('李老师');
  await press(section(page, '家长通知'));
  await press(page.getByRole('button', { name: '三(1)班' }));
  const pupils = school.children.filter((child) => child.class === '三(1)班');
  await expect(page.getByRole('checkbox')).toHaveCount(pupils.length);
  await press(page.getByRole('button', { name: '为全班重新生成通知' }));
  const downloading = page.waitForEvent('download');
  await press(page.getByRole('link', { name: '下载通知，打开后打印' }));
  const letters = await readFile(await (await downloading).path(), 'utf8');
  expect(letters.match(/<section class="letter">/g)).toHaveLength(pupils.length);
  for (const { name, code } of pupils) {
    expect(letters).toContain(name);
    expect(letters, 'the code of the letter before holds no more').not.toContain(code);
  }
  expect(letters, 'a letter for another class').not.toContain(school.child('一(1)班').name);
  await expectNoBarriers(page, 'letters of a class');
  await tabTo(page.getByRole('button', { name: '作废全班没用过的绑定码' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('row', { name: '没有可用的绑定码' })).toHaveCount(pupils.length);
  for (const [at, deed] of ['为', '作废'].entries()) expect(asked[at]).toContain(`${deed}三(1)班全班 ${pupils.length} 名学生`);
  await press(page.getByRole('button', { name: '为全班重新生成通知' }));
  const download = page.getByRole('link', { name: '下载通知，打开后打印' });
  await expect(download).toBeFocused();
  // The codes before are void already: another class takes nothing away, and it is said whose the letters are.
  await press(page.getByRole('button', { name: '一(1)班' }));
  await expect(page.getByRole('row', { name: school.child('一(1)班').name })).toContainText('等待绑定');
  await expect(page.getByText(`三(1)班 ${pupils.length} 封已生成，离开本页后不再显示，请先下载。`)).toBeVisible();
  await expect(download).toBeVisible();
  await expectNoBarriers(page, 'letters of another class');
  // Whoever leaves without them is asked first; whoever has them is not.
  await press(section(page, '人员'));
  await expect(page.getByRole('heading', { name: '人员', exact: true })).toBeVisible();
  expect(asked.at(-1)).toContain(`还有 ${pupils.length} 封通知没有下载`);
});

test('what a page could not ask for is asked for again, by a button and by itself', async ({ desk }) => {
  const { page } = desk;
  desk.watch.expectTrouble(/net::ERR_FAILED/);
  await desk.join('李老师');
  await page.route('**/api/desk/staff', (route) => route.abort());
  await desk.open('staff');
  await expect(page.getByRole('alert')).toHaveText('没有连上服务器，请检查网络后再试。');
  await expectNoBarriers(page, 'nothing could be asked');
  const row = page.getByRole('row', { name: /李老师 学校管理员 使用中/ });
  const again = page.getByRole('button', { name: '再试一次' });
  await page.unroute('**/api/desk/staff');
  await press(again);
  await expect(row).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(again).toBeHidden();
  // The network comes back while nobody does anything.
  await page.route('**/api/desk/audit?*', (route) => route.abort());
  await desk.open('audit');
  await expect(again).toBeVisible();
  await page.unroute('**/api/desk/audit?*');
  await page.evaluate(() => void window.dispatchEvent(new Event('online')));
  await expect(page.getByRole('row', { name: /李老师 登录/ })).toBeVisible();
  await expect(again).toBeHidden();
});
