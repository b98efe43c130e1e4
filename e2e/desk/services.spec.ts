import { readFile } from 'node:fs/promises';
import { barriers } from '../fixtures/barriers.ts';
import { expect, test } from '../fixtures/desk.ts';
import { choose, pick, press, tabTo, tick, write, writeDate } from '../fixtures/keys.ts';

/** A day so far from today, since the school's clock begins at today. */
const day = (from: number): string => new Date(Date.now() + from * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);

test.use({
  changes: { settings: [[/first_day = "[^"]+"/, `first_day = "${day(-30)}"`], [/last_day = "[^"]+"/, `last_day = "${day(90)}"`]] },
});

test('all services of a school are written, found fault with and kept at the desk', async ({ desk, newDesk }, info) => {
  test.slow();
  const { page } = desk;
  await desk.join('李老师');
  const other = await newDesk();
  await other.join('王老师', 'coordinator');
  await desk.open('services');
  await expect(page.getByText('还没有写基本服务')).toBeVisible();
  expect(await barriers(page)).toEqual([]);

  // What cannot be read stays in its field, with the reason; the draft keeps what it has.
  const monday = page.getByRole('listitem').filter({ has: page.getByRole('group', { name: '周一' }) });
  const pickUps = monday.getByLabel('离校时间');
  await write(pickUps, '放学就走');
  await page.keyboard.press('Enter');
  await expect(pickUps).toHaveAttribute('aria-invalid', 'true');
  await expect(monday.getByText('有一处不是钟点')).toBeVisible();
  await write(pickUps, '下午4:40、5:40 19:00');
  await page.keyboard.press('Tab');
  await expect(pickUps).toHaveValue('16:40、17:40、19:00');
  // What the domain finds stands beside the field.
  await expect(monday.getByText('离校时间要在托管时间之内')).toBeVisible();
  await write(monday.getByLabel('托管时间'), '15：30-19：00');
  await page.keyboard.press('Tab');
  await expect(monday.getByText('离校时间要在托管时间之内')).toHaveCount(0);
  await press(monday.getByRole('button', { name: '其他天照此（周一）' }));
  const friday = page.getByRole('group', { name: '周五' });
  await expect(friday.getByLabel('离校时间')).toHaveValue('16:40、17:40、19:00');
  await page.keyboard.press('Control+z');
  await expect(friday.getByLabel('离校时间')).toHaveValue('16:40、17:40、18:30');
  await page.keyboard.press('Control+y');
  await expect(friday.getByLabel('离校时间')).toHaveValue('16:40、17:40、19:00');

  const add = async (kind: string): Promise<void> => {
    await pick(page.getByLabel('要添加的服务'), kind);
    await press(page.getByRole('button', { name: '添加服务' }));
  };
  await add('午间服务');
  const lunch = page.getByRole('listitem').filter({ has: page.getByLabel('名称', { exact: true }) }).first();
  await write(lunch.getByLabel('名称', { exact: true }), '午餐午休');
  await page.keyboard.press('Tab');
  await page.keyboard.type('一至三年级');
  await page.keyboard.press('Tab');
  await page.keyboard.type('周一至周四 12:00-13:30；周五 12:00-13:00');
  await page.keyboard.press('Tab');
  // At two times it has become two lines, which are described together.
  const services = page.locator('.services > li');
  await expect(services).toHaveCount(2);
  await expect(services.nth(1).getByLabel('星期和时间')).toHaveValue('周五 12:00—13:00');
  await write(lunch.getByLabel('费用（一学期）'), '300');
  await page.keyboard.press('Tab');
  await expect(services.nth(1).getByLabel('费用说明（家长看到的）')).toHaveValue('300元/学期');
  await expect(lunch.getByLabel('种类')).toHaveValue('1');
  await press(lunch.getByText('活动：午餐午休'));
  await tick(lunch.getByRole('checkbox', { name: '看护' }));
  await expect(lunch.getByText('活动：午餐午休、看护')).toBeVisible();

  await add('假期托管');
  const holiday = services.nth(2);
  const lastDay = holiday.getByLabel('最后一天');
  const before = await lastDay.inputValue();
  // What is no date stays in its field, with the reason, until it is one again.
  await tabTo(holiday.getByLabel('第一天'));
  await tabTo(lastDay);
  await page.keyboard.press('Delete');
  await tabTo(holiday.getByLabel('地点'));
  await expect(holiday.getByText('请写全年、月、日')).toBeVisible();
  await expect(lastDay).toHaveAttribute('aria-invalid', 'true');
  await writeDate(lastDay, before);
  await page.keyboard.press('Enter');
  await expect(holiday.getByText('请写全年、月、日')).toHaveCount(0);
  await writeDate(lastDay, '2020-01-01');
  // Month, day and year are one date, which is kept once it is left.
  await expect(holiday.getByText('结束早于开始')).toHaveCount(0);
  await tabTo(holiday.getByLabel('地点'));
  await expect(holiday.getByText('结束早于开始')).toBeVisible();
  expect(await barriers(page)).toEqual([]);
  await page.screenshot({ path: info.outputPath('services.png'), fullPage: true });
  await desk.open('checks');
  await press(page.getByRole('link', { name: '去“托管与服务”里改' }));
  await expect(lastDay).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect(lastDay).toHaveValue(before);
  await expect(holiday.getByText('结束早于开始')).toHaveCount(0);

  // Another at another line of the list, at the same time.
  await other.open('services');
  const theirs = other.page.locator('.services > li');
  await expect(theirs).toHaveCount(3);
  await write(holiday.getByLabel('地点'), '阅览室');
  await desk.hearsOfOthers(async () => {
    await write(theirs.nth(0).getByLabel('地点'), '食堂');
    await other.page.keyboard.press('Tab');
  });
  await page.keyboard.press('Tab');
  await expect(desk.saved).toBeVisible();
  await expect(theirs.nth(2).getByLabel('地点')).toHaveValue('阅览室');
  await expect(services.nth(0).getByLabel('地点')).toHaveValue('食堂');
  await expect(desk.conflict).toHaveCount(0);

  // The term's own page: how places are given out, and how many.
  await desk.open('term');
  await pick(page.getByLabel('选课方式'), '志愿');
  await expect(page.getByText('截止后按志愿和抽签号录取')).toBeVisible();
  await press(page.getByRole('button', { name: '添加一段' }));
  await expect(page.getByText('选课方式是“志愿”，要统一抽签，只能有一段选课时间')).toBeVisible();
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await write(page.getByLabel('开放池（分钟，空着就没有）'), '三十');
  await page.keyboard.press('Tab');
  await expect(page.getByText('请写几分钟')).toBeVisible();
  await write(page.getByLabel('开放池（分钟，空着就没有）'), '30');
  await write(page.getByLabel('一天最多（门）'), '0');
  await page.keyboard.press('Tab');
  await expect(page.getByText('请写 1 到 255 的数字')).toBeVisible();
  await write(page.getByLabel('一天最多（门）'), '3');
  await write(page.getByLabel('一学期最多（门）'), '');
  await page.keyboard.press('Tab');
  await write(page.getByLabel('12 门课程还没有开班人数，统一写成（人）'), '5');
  await page.keyboard.press('Enter');
  await expect(page.getByText('已给 11 门课程写上开班人数，1 门仍没有')).toBeVisible();
  expect(await barriers(page)).toEqual([]);
  await page.screenshot({ path: info.outputPath('term.png'), fullPage: true });
  await expect(desk.saved).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('开放池（分钟，空着就没有）')).toHaveValue('30');
  await expect(page.getByLabel('一天最多（门）')).toHaveValue('3');
  await expect(page.getByLabel('一学期最多（门）')).toHaveValue('');

  // The export has all of it, and importing it changes nothing; what was changed since is as in the file again.
  await desk.open('files');
  const downloading = page.waitForEvent('download');
  await press(page.getByRole('link', { name: '导出课程表格' }));
  const buffer = await readFile(await (await downloading).path());
  const takeIn = async (): Promise<void> => {
    await desk.open('files');
    await choose(page.getByLabel('选择表格文件'), { name: '导出.xlsx', mimeType: 'application/octet-stream', buffer });
    await expect(page.getByText('还读懂 3 项基本服务，以及学期和选课设置。')).toBeVisible();
    await tabTo(page.getByRole('button', { name: '全部存入' }));
  };
  await takeIn();
  await expect(page.getByRole('row', { name: '5 假期托管 假期托管 一至六年级' })).toBeVisible();
  // What was read well is corrected where it stands, a service as well as a setting, and back.
  const correct = async (row: string, cell: string, text: string): Promise<void> => {
    await press(page.getByRole('button', { name: row }));
    await write(page.getByLabel(cell), text);
    await page.keyboard.press('Enter');
  };
  const limit = page.getByRole('row', { name: /一天最多（门）/ }).first();
  await expect(limit).toContainText('3');
  const [, number] = /^(\d+)/.exec((await limit.textContent()) ?? '') ?? [];
  await correct(`改第 ${number} 行“一天最多（门）”`, `一天最多（门）（B${number}）`, '4');
  await expect(page.getByRole('row', { name: `${number} 一天最多（门） 4` })).toBeVisible();
  await correct(`改第 ${number} 行“一天最多（门）”`, `一天最多（门）（B${number}）`, '3');
  await expect(page.getByRole('row', { name: `${number} 一天最多（门） 3` })).toBeVisible();
  await correct('改第 5 行“假期托管”', '适合年级（C5）', '1-3');
  await expect(page.getByRole('row', { name: '5 假期托管 假期托管 一至三年级' })).toBeVisible();
  expect(await barriers(page)).toEqual([]);
  await page.screenshot({ path: info.outputPath('corrected.png'), fullPage: true });
  await correct('改第 5 行“假期托管”', '适合年级（C5）', '一至六年级');
  await expect(page.getByRole('row', { name: '5 假期托管 假期托管 一至六年级' })).toBeVisible();
  await tabTo(page.getByRole('button', { name: '全部存入' }));
  expect(await barriers(page)).toEqual([]);
  await page.screenshot({ path: info.outputPath('files.png') });
  await page.keyboard.press('Enter');
  await expect(page.getByText('12 门课程都与草案相同，没有要存入的改动。')).toBeVisible();
  await expect(page.getByText('基本服务改了')).toHaveCount(0);
  await desk.open('services');
  await write(services.nth(0).getByLabel('地点'), '');
  await page.keyboard.press('Tab');
  await press(page.getByRole('button', { name: '删除周五' }));
  await takeIn();
  await page.keyboard.press('Enter');
  await expect(page.getByText('基本服务改了 1 项，学期、托管日、选课方式和限制改了 1 类。')).toBeVisible();
  await desk.open('services');
  await expect(services.nth(0).getByLabel('地点')).toHaveValue('食堂');

  // What parents see changes with the next version, and is told in words.
  await expect(desk.saved).toBeVisible();
  await desk.open('publish');
  await expect(page.getByRole('heading', { name: '可以发布' })).toBeVisible();
  await expect(page.getByText('新增基本服务“午餐午休”（周一至周四 12:00—13:30）')).toBeVisible();
  await expect(page.getByText('一天最多（门）由“2”改为“3”')).toBeVisible();
  await expect(page.getByText(/托管日由“周一 15:30—18:30 离校 16:40、17:40、18:30”改为“周一 15:30—19:00/)).toBeVisible();
  expect(await barriers(page)).toEqual([]);
  await page.screenshot({ path: info.outputPath('publish.png'), fullPage: true });
  await press(page.getByRole('button', { name: '发布菜单' }));
  await expect(page.getByText('菜单已经发布')).toBeVisible();
});
