import { barriers } from '../fixtures/barriers.ts';
import { keyOf } from '../fixtures/district.ts';
import { pick, press, write } from '../fixtures/keys.ts';
import { add, enter, expect, join, signIn, test } from '../fixtures/officer.ts';

test('officers keep the district’s staff, and see whom to call at each school', async ({ page, newPage, district, schools }) => {
  const [school] = schools;
  await join(page, district, '王科');
  await add(page, '试验小学', school.server.url, await keyOf(school));
  await expect(page.getByText('已添加“试验小学”，学校已经答复。')).toBeVisible();
  await press(page.getByRole('link', { name: '人员' }));
  await expect(page.getByRole('heading', { level: 1, name: '人员' })).toBeVisible();
  await expect(page.getByRole('row', { name: /王科 区县 使用中/ })).toBeVisible();
  await expect(page.getByRole('row', { name: /试验小学 还没有管理员，请学校/ })).toBeVisible();
  expect(await barriers(page), 'the district’s staff').toEqual([]);

  // Only the roles that there are at a district, and a link to its own page, told once.
  const role = page.getByLabel('岗位', { exact: true });
  await expect(role.locator('option')).toHaveText(['区县', '运维']);
  await write(page.getByLabel('姓名'), '赵工');
  await pick(role, '运维');
  await press(page.getByRole('button', { name: '生成邀请' }));
  const told = page.getByRole('status').filter({ hasText: '请把下面的链接交给赵工' });
  await expect(told).toBeVisible();
  const link = await page.getByLabel('邀请链接').inputValue();
  expect(link).toContain(`${district.server.url}/district.html#/accept/`);
  await expect(page.getByRole('row', { name: /赵工 运维 已邀请/ })).toBeVisible();
  expect(await barriers(page), 'an invitation').toEqual([]);

  // An operator sees which schools answer, asks them, and nothing else.
  const theirs = await newPage();
  const secret = await enter(theirs, district, '赵工', link.split('#/accept/')[1] ?? '');
  await expect(theirs.getByRole('navigation').getByRole('link')).toHaveText(['各校情况', '人员']);
  await expect(theirs.getByRole('link', { name: '试验小学' })).toHaveCount(0);
  await expect(theirs.getByRole('heading', { name: '添加学校' })).toHaveCount(0);
  await press(theirs.getByRole('button', { name: '现在询问' }));
  await expect(theirs.getByText('学校已经答复。')).toBeVisible();
  expect(await barriers(theirs), 'an operator’s schools').toEqual([]);
  await press(theirs.getByRole('link', { name: '人员' }));
  await expect(theirs.getByRole('row', { name: /赵工 运维 使用中/ })).toBeVisible();
  await expect(theirs.getByRole('button', { name: '停用' })).toHaveCount(0);
  await theirs.goto('/district.html#/pack');
  await expect(theirs.getByRole('heading', { level: 1, name: '各校情况' })).toBeVisible();

  // Another role, chosen in a form that takes the keyboard; they sign in anew.
  await press(page.getByRole('row', { name: /赵工/ }).getByRole('button', { name: '改岗位' }));
  const form = page.getByRole('form', { name: '改赵工的岗位' });
  await expect(form.getByLabel('岗位')).toBeFocused();
  expect(await barriers(page), 'another role').toEqual([]);
  await pick(form.getByLabel('岗位'), '区县');
  await press(form.getByRole('button', { name: '保存岗位' }));
  await expect(page.getByText('赵工的岗位已改为“区县”，需要重新登录。')).toBeVisible();
  await press(theirs.getByRole('link', { name: '人员' }));
  await expect(theirs.getByRole('heading', { name: '登录课后服务督导' })).toBeVisible();
  await signIn(theirs, district, '赵工', secret);
  await expect(theirs.getByRole('navigation').getByRole('link')).toHaveText(['各校情况', '政策包与收费标准', '人员', '操作记录']);

  // Whoever is let go is out; the last one who lets people in stays.
  page.on('dialog', (dialog) => void dialog.accept());
  await press(page.getByRole('row', { name: /赵工/ }).getByRole('button', { name: '停用' }));
  await expect(page.getByRole('row', { name: /赵工 区县 已停用/ })).toBeVisible();
  await press(page.getByRole('row', { name: /王科/ }).getByRole('button', { name: '停用' }));
  await expect(page.getByText('这是最后一位能邀请和停用人员的人。')).toBeVisible();
  await press(theirs.getByRole('link', { name: '操作记录' }));
  await expect(theirs.getByText('请重新登录').or(theirs.getByRole('heading', { name: '登录课后服务督导' })).first()).toBeVisible();

  // The school has its first administrator, and the district knows at the next answer.
  await school.inviteStaff('李主任', 'school_admin');
  await press(page.getByRole('link', { name: '各校情况' }));
  await press(page.getByRole('link', { name: '试验小学' }));
  await press(page.getByRole('button', { name: '现在询问' }));
  await expect(page.getByText('学校已经答复。')).toBeVisible();
  await press(page.getByRole('link', { name: '人员' }));
  await expect(page.getByRole('row', { name: /试验小学 李主任（已邀请，还没有启用）/ })).toBeVisible();
  await press(page.getByRole('link', { name: '操作记录' }));
  await expect(page.getByRole('row', { name: /王科 改岗位/ })).toHaveCount(1);
  await expect(page.getByRole('row', { name: /王科 停用人员/ })).toHaveCount(1);
});
