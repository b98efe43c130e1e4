import { barriers } from '../fixtures/barriers.ts';
import { expect, test } from '../fixtures/desk.ts';
import { press } from '../fixtures/keys.ts';

const sections = [
  ['menu', /学年第一学期/],
  ['week', '教室与教师'],
  ['term', '学期与选课时间'],
  ['services', '托管与服务'],
  ['checks', '检查'],
  ['audit', '操作记录'],
] as const;

test('sections open without a barrier', async ({ desk }) => {
  await desk.join('李老师');
  for (const [section, heading] of sections) {
    await desk.open(section);
    await expect(desk.page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
    expect.soft(await barriers(desk.page), section).toEqual([]);
  }
});

test('the preview is the parent’s own app over the draft', async ({ desk }) => {
  await desk.join('李老师');
  await desk.type(3, '课程', '晨间跳绳');
  await expect(desk.saved).toBeVisible();
  await desk.open('preview');
  const phone = desk.page.frameLocator('iframe');
  await expect(phone.getByRole('heading', { name: '一年级学生的一周' })).toBeAttached();
  await press(phone.locator('section').filter({ hasText: '周五' }).getByRole('link', { name: /15:30–16:30/ }));
  await expect(phone.getByText('晨间跳绳')).toBeVisible();
});

test('what was done stands in the log', async ({ desk }) => {
  await desk.join('李老师');
  await desk.type(1, '备注', '自带水杯');
  await expect(desk.saved).toBeVisible();
  await desk.open('audit');
  await expect(desk.page.getByRole('row', { name: /李老师 修改草案/ })).toBeVisible();
  await expect(desk.page.getByRole('row', { name: /服务器命令行 邀请人员/ })).toBeVisible();
});
