import { expect, test } from '../fixtures/desk.ts';
import { press, write } from '../fixtures/keys.ts';

const IDLE_SECONDS = 31 * 60;

test('whoever leaves loses nothing, and leaves nothing to the next one', async ({ desk, newDesk, school }) => {
  const { page } = desk;
  await desk.join('李老师');
  const other = await newDesk();
  await other.accept(await school.inviteStaff('王老师', 'coordinator'));

  // Typed, and out at once: it is sent first.
  await desk.type(1, '备注', '自带水杯');
  await press(page.getByRole('button', { name: '退出' }));
  await expect(page.getByRole('heading', { name: '登录课后服务工作台' })).toBeVisible();
  await expect(page.getByText('已退出登录')).toHaveCount(0);
  await desk.signInHere('李老师', desk.secret);
  await expect(desk.cell(1, '备注')).toHaveText('自带水杯');

  // With nobody to send it to, the browser asks before the page is closed.
  desk.watch.expectTrouble(/net::ERR_FAILED/);
  await page.route('**/menu-draft/edits', (route) => route.abort());
  await desk.type(2, '备注', '没有送出去');
  const asked = page.waitForEvent('dialog');
  await page.evaluate(() => void setTimeout(() => location.reload(), 0));
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.dismiss();
  await expect(desk.cell(2, '备注')).toHaveText('没有送出去');

  // Nobody is there for half an hour; the page goes on asking, and is put out all the same.
  await school.passSeconds(IDLE_SECONDS);
  await expect(page.getByText('已退出登录：超过 30 分钟没有操作')).toBeVisible();
  await expect(page.getByText('李老师还有 1 处改动没有保存')).toBeVisible();
  await desk.signInHere('王老师', other.secret);
  await expect(desk.cell(2, '备注')).toHaveText('');
  await page.unroute('**/menu-draft/edits');
  await desk.type(3, '备注', '王老师写的');
  await expect(desk.saved).toBeVisible();
  await page.reload();
  await expect(desk.cell(3, '备注')).toHaveText('王老师写的');
  await expect(desk.cell(2, '备注')).toHaveText('');
});

test('who goes elsewhere with something half written is asked first', async ({ desk }) => {
  const { page } = desk;
  await desk.join('李老师');
  await desk.open('publish');
  const place = page.getByLabel('公示地点');
  await write(place, '校门口');
  await expect(page.getByText('有改动，还没有保存')).toBeVisible();
  const asked: string[] = [];
  let stays = true;
  page.on('dialog', (dialog) => {
    asked.push(dialog.message());
    void (stays ? dialog.dismiss() : dialog.accept());
  });
  await press(page.getByRole('navigation').getByRole('link', { name: '检查' }));
  await expect.poll(() => asked).toEqual(['这一页有写好还没保存的内容，离开就没有了。确定离开吗？']);
  await expect(page).toHaveURL(/#\/publish$/);
  await expect(place).toHaveValue('校门口');
  stays = false;
  await desk.open('checks');
  expect(asked).toHaveLength(2);
  // Nothing is written there: nothing is asked.
  await desk.open('publish');
  await expect(place).toHaveValue('');
  await desk.open('menu');
  expect(asked).toHaveLength(2);
});

test('a pack that cannot be read is said to be, and not to be missing', async ({ desk }) => {
  await desk.page.route('**/api/desk/pack', (route) => route.fulfill({ json: { pack: 'name = "新的格式"', word_lists: {} } }));
  await desk.join('李老师');
  await expect(desk.page.getByRole('heading', { name: '没有按政策检查' })).toBeVisible();
  await expect(desk.page.getByText('政策包没有读懂')).toBeVisible();
});
