import { expect, test } from '../fixtures/desk.ts';
import { pick, press, write, writeDate } from '../fixtures/keys.ts';

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

  await press(other.conflict.getByRole('button', { name: '用我的' }));
  await expect(desk.cell(2, '名额')).toHaveText('22');
  await expect(other.conflict).toHaveCount(0);
});

test('what is half written stays while somebody else edits', async ({ desk, newDesk }) => {
  const { page } = desk;
  await desk.join('李老师');
  const other = await newDesk();
  await other.join('王老师', 'coordinator');
  await expect(other.page.getByRole('grid')).toBeVisible();
  // From one half-written form to the next, knowingly.
  page.on('dialog', (dialog) => void dialog.accept());

  await desk.open('register');
  const until = page.getByLabel('到（空着表示长期）').first();
  await writeDate(until, '2027-06-30');
  await desk.hearsOfOthers(() => other.type(1, '备注', '第一处'));
  await expect(until).toHaveValue('2027-06-30');
  await expect(until).toBeFocused();

  await desk.open('publish');
  const place = page.getByLabel('公示地点');
  await write(place, '校门口');
  await desk.hearsOfOthers(() => other.type(2, '备注', '第二处'));
  await expect(page.getByText('第二处')).toBeVisible();
  await expect(place).toHaveValue('校门口');
  await expect(place).toBeFocused();

  await desk.open('term');
  const name = page.getByRole('button', { name: '添加放假' });
  await press(name);
  const holiday = page.getByLabel('名称', { exact: true });
  await write(holiday, '秋假');
  await desk.hearsOfOthers(() => other.type(3, '备注', '第三处'));
  await expect(holiday).toHaveValue('秋假');
  await expect(holiday).toBeFocused();
});

test('what is half written of a service stays its own, though somebody else removes the line above', async ({ desk, newDesk }) => {
  const { page } = desk;
  await desk.join('李老师');
  const other = await newDesk();
  await other.join('王老师', 'coordinator');
  await desk.open('services');
  const services = page.locator('.services > li');
  for (const [at, kind] of ['午间服务', '基本托管', '双休日服务'].entries()) {
    await pick(page.getByLabel('要添加的服务'), kind);
    await press(page.getByRole('button', { name: '添加服务' }));
    await expect(services).toHaveCount(at + 1);
  }
  await expect(desk.saved).toBeVisible();
  await other.open('services');
  const theirs = other.page.locator('.services > li');
  await expect(theirs).toHaveCount(3);

  const place = page.getByRole('group', { name: '双休日服务' }).getByLabel('地点');
  await write(place, '阅览室');
  await desk.hearsOfOthers(() => press(other.page.getByRole('button', { name: '删除午间服务' })));
  await expect(services).toHaveCount(2);
  await expect(place).toBeFocused();
  await expect(place).toHaveValue('阅览室');
  await page.keyboard.press('Tab');
  await expect(theirs.nth(1).getByLabel('地点')).toHaveValue('阅览室');
  await expect(theirs.nth(0).getByLabel('地点')).toHaveValue('');
  await expect(desk.conflict).toHaveCount(0);

  // The line in the middle, by which another one takes its number.
  const middle = page.getByRole('group', { name: '基本托管' }).getByLabel('做什么');
  await write(middle, '看护');
  await desk.hearsOfOthers(async () => {
    const name = other.page.getByRole('group', { name: '双休日服务' }).getByLabel('名称', { exact: true });
    await write(name, '周末活动');
    await other.page.keyboard.press('Tab');
  });
  await expect(middle).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(theirs.nth(0).getByLabel('做什么')).toHaveValue('看护');
  await expect(theirs.nth(1).getByLabel('做什么')).toHaveValue('');
});

test('what is written into a holiday, a window or a group is its own, though somebody else removes the line above', async ({ desk, newDesk }) => {
  const { page } = desk;
  await desk.join('李老师');
  const other = await newDesk();
  await other.join('王老师', 'coordinator');
  await desk.open('term');
  const lines = (where: typeof page, field: string) => where.locator('.lines > li').filter({ has: where.getByLabel(field) });
  const holidays = (where: typeof page) => lines(where, '第一天');
  for (const [at, name] of ['国庆节', '秋假', '元旦'].entries()) {
    await press(page.getByRole('button', { name: '添加放假' }));
    await expect(holidays(page)).toHaveCount(at + 1);
    await write(holidays(page).nth(at).getByLabel('名称', { exact: true }), name);
    await page.keyboard.press('Tab');
  }
  const groups = (where: typeof page) => lines(where, '先后（小的在先');
  for (const [id, name] of [['p1', '残疾学生'], ['p2', '留守儿童']] as const) {
    await write(page.getByLabel('编号（公布在名单里）'), id);
    await write(page.getByLabel('优先类别名称'), name);
    await page.keyboard.press('Enter');
    await expect(groups(page).filter({ hasText: id })).toHaveCount(1);
  }
  await expect(desk.saved).toBeVisible();
  await other.open('term');
  await expect(holidays(other.page)).toHaveCount(3);

  const removed = async (row: ReturnType<typeof holidays>): Promise<void> => {
    await desk.hearsOfOthers(() => press(row.getByRole('button', { name: '删除' })));
  };
  // The last holiday is half written while the first one goes.
  const name = holidays(page).nth(2).getByLabel('名称', { exact: true });
  await write(name, '元旦假期');
  await removed(holidays(other.page).nth(0));
  await expect(holidays(page)).toHaveCount(2);
  await expect(holidays(page).nth(1).getByLabel('名称', { exact: true })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(holidays(other.page).nth(1).getByLabel('名称', { exact: true })).toHaveValue('元旦假期');
  await expect(holidays(other.page).nth(0).getByLabel('名称', { exact: true })).toHaveValue('秋假');

  // And a group, above which another goes.
  const group = groups(page).filter({ hasText: 'p2' });
  await write(group.getByLabel('名称', { exact: true }), '留守和随迁儿童');
  await removed(groups(other.page).filter({ hasText: 'p1' }));
  await expect(groups(page).filter({ hasText: 'p1' })).toHaveCount(0);
  await page.keyboard.press('Tab');
  await expect(groups(other.page).filter({ hasText: 'p2' }).getByLabel('名称', { exact: true })).toHaveValue('留守和随迁儿童');
  await expect(desk.conflict).toHaveCount(0);

  // Of a line that is gone itself nothing is written into the next one.
  await write(holidays(page).nth(0).getByLabel('名称', { exact: true }), '秋天的假期');
  await removed(holidays(other.page).nth(0));
  await expect(holidays(page)).toHaveCount(1);
  await expect(holidays(page).nth(0).getByLabel('名称', { exact: true })).toHaveValue('元旦假期');
});
