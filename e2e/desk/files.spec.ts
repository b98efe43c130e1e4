import { readFile } from 'node:fs/promises';
import { barriers } from '../fixtures/barriers.ts';
import { expect, test } from '../fixtures/desk.ts';
import { choose, press, tick, write } from '../fixtures/keys.ts';
import { workbook } from '../fixtures/workbook.ts';

const HEADINGS = ['类别', '课程名称', '适合年级', '上课时间', '地点', '任课教师', '教师来源', '人数上限', '收费'];

test('a file is mended where it is shown and taken in at once, and the export changes nothing', async ({ desk }, info) => {
  const { page } = desk;
  await desk.join('李老师');
  await expect(desk.cell(1, '课程')).toHaveText('篮球');
  const before = await desk.rows();
  await desk.open('files');
  expect(await barriers(page)).toEqual([]);
  const rows = [
    HEADINGS,
    ['体育', '篮球', '3-6', '周二 15:30-17:00', '操场', '丁博知', '本校', '24', '0'],
    ['体育', '足球', '3-6', '周二第二节', '操场', '许瑶思', '本校', '30', '120'],
    ['艺术', '陶艺', '中高段', '周一、三 15:30-16:30', '周一：陶艺室；周三：美术室', '范清宜', '本校', '不限', '0'],
    ['艺术', '剪纸', '1-2', '周三 15:30-16:30', '美术教室', '范清宜', '本校', '3', '0'],
  ];
  const file = { name: '课程.xlsx', mimeType: 'application/octet-stream', buffer: workbook('课程', rows) };
  await choose(page.getByLabel('选择表格文件'), file);
  await expect(page.getByRole('heading', { name: '读懂 2 门课程、0 名学生，2 行没读懂' })).toBeVisible();
  expect(await barriers(page)).toEqual([]);
  await page.screenshot({ path: info.outputPath('unreadable.png'), fullPage: true });

  await write(page.getByLabel('上课时间（D3）'), '周二 15:30-16:40');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: '读懂 3 门课程、0 名学生，1 行没读懂' })).toBeVisible();
  // On to the next cell that cannot be read; what is still wrong is told again.
  await expect(page.getByLabel('适合年级（C4）')).toBeFocused();
  await write(page.getByLabel('适合年级（C4）'), '三至六年级');
  await write(page.getByLabel('人数上限（H4）'), '很多');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('适合年级（C4）')).toHaveCount(0);
  await write(page.getByLabel('人数上限（H4）'), '20');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: '读懂 4 门课程、0 名学生，0 行没读懂' })).toBeVisible();
  // What was read well and is wrong all the same.
  await press(page.getByRole('button', { name: '改第 5 行“剪纸”' }));
  await write(page.getByLabel('人数上限（H5）'), '33');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('row', { name: /^5 剪纸.* 33 / })).toBeVisible();
  // Whoever corrects a row stays there: another Enter takes nothing in.
  await expect(page.getByRole('button', { name: '改第 5 行“剪纸”' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('人数上限（H5）')).toBeVisible();
  await expect(page.getByText('新增 1 门')).toHaveCount(0);
  expect(await barriers(page)).toEqual([]);
  await press(page.getByRole('button', { name: '全部存入' }));
  await expect(page.getByText('新增 1 门，修改 3 门，其余 0 门没有变化')).toBeVisible();

  await desk.open('menu');
  await expect(desk.saved).toBeVisible();
  expect(await desk.rows()).toBe(before + 1);
  await expect(desk.cell(2, '时间')).toHaveText('周二 15:30—16:40');
  await expect(desk.cell(before + 1, '地点')).toHaveText('周一：陶艺室；周三：美术室');
  await desk.type(1, '课程', '换了名字的篮球');
  await expect(desk.saved).toBeVisible();

  await desk.open('files');
  const downloading = page.waitForEvent('download');
  await press(page.getByRole('link', { name: '导出课程表格' }));
  const exported = await readFile(await (await downloading).path());
  await choose(page.getByLabel('选择表格文件'), { ...file, buffer: exported });
  await press(page.getByRole('button', { name: '全部存入' }));
  await expect(page.getByText(`${before + 1} 门课程都与草案相同`)).toBeVisible();

  const roster = page.waitForEvent('download');
  await press(page.getByRole('link', { name: '导出学生名册' }));
  const pupils = await readFile(await (await roster).path());
  await choose(page.getByLabel('选择表格文件'), { ...file, name: '学生名册.xlsx', buffer: pupils });
  await tick(page.getByLabel('名册里没有的学生视为已离校'));
  await press(page.getByRole('button', { name: '全部存入' }));
  await expect(page.getByText('学生名册新增或更新 0 名，0 名离校。')).toBeVisible();
});

test('rows of a roster that were read well are corrected as well', async ({ desk }, info) => {
  const { page } = desk;
  await desk.join('李老师');
  await desk.open('files');
  const rows = [
    ['班级', '学号', '姓名', '家长电话'],
    ['三1班', '20249901', '夏　文远', '13800000000'],
    ['三(2)班', '20249902', '程安', ''],
  ];
  const file = { name: '名册.xlsx', mimeType: 'application/octet-stream', buffer: workbook('名册', rows) };
  await choose(page.getByLabel('选择表格文件'), file);
  await expect(page.getByRole('heading', { name: '读懂 0 门课程、2 名学生，0 行没读懂' })).toBeVisible();
  await press(page.getByText('2 名学生，逐行核对'));
  // What was understood beside what was found.
  await expect(page.getByRole('row', { name: /^2 三\(1\)班 20249901 夏文远 班级：三1班/ })).toBeVisible();
  await expect(page.getByText('13800000000')).toHaveCount(0);
  expect(await barriers(page)).toEqual([]);
  await press(page.getByRole('button', { name: '改第 3 行“程安”' }));
  await write(page.getByLabel('姓名（C3）'), '程念安');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('row', { name: /^3 三\(2\)班 20249902 程念安/ })).toBeVisible();
  await expect(page.getByRole('button', { name: '改第 3 行“程念安”' })).toBeFocused();
  await page.screenshot({ path: info.outputPath('roster.png'), fullPage: true });
  await press(page.getByRole('button', { name: '全部存入' }));
  await expect(page.getByText('学生名册新增或更新 2 名，0 名离校。')).toBeVisible();
});

test('letters are printed anew for one child, and revoked', async ({ desk, school }) => {
  const { page } = desk;
  const asked: string[] = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.message());
    void (asked.length === 1 ? dialog.dismiss() : dialog.accept());
  });
  await desk.join('李老师');
  await desk.open('letters');
  // Before a class is chosen there is a sentence, and nothing to press in vain.
  await expect(page.getByText('请先选一个班级')).toBeVisible();
  await expect(page.getByRole('table')).toHaveCount(0);
  await expect(page.getByRole('button', { name: '为全班重新生成通知' })).toHaveCount(0);
  await press(page.getByRole('button', { name: '三(1)班' }));
  await expect(page.getByText('请先选一个班级')).toBeHidden();
  const child = school.child('三(1)班', 1);
  const row = page.getByRole('row', { name: new RegExp(child.schoolNumber) });
  await expect(row).toContainText('等待绑定');
  expect(await barriers(page)).toEqual([]);
  await tick(row.getByRole('checkbox'));
  // Whoever takes it back at the question has done nothing.
  await press(page.getByRole('button', { name: '作废选中学生的绑定码' }));
  await expect(row).toContainText('等待绑定');
  await press(page.getByRole('button', { name: '为选中的学生重新生成通知' }));
  const downloading = page.waitForEvent('download');
  await press(page.getByRole('link', { name: '下载通知，打开后打印' }));
  const letters = await readFile(await (await downloading).path(), 'utf8');
  expect(letters.match(/<section class="letter">/g)).toHaveLength(1);
  expect(letters).toContain(child.name);
  expect(letters).not.toContain(child.code);
  await press(page.getByRole('button', { name: '作废选中学生的绑定码' }));
  await expect(row).toContainText('没有可用的绑定码');
  await expect(page.getByText('已作废选中的 1 名学生没用过的绑定码。')).toBeVisible();
  // The letters on the screen hold no more, and are not offered.
  await expect(page.getByRole('link', { name: '下载通知，打开后打印' })).toHaveCount(0);
  expect(asked).toHaveLength(3);
  expect(asked[0]).toContain('作废选中的 1 名学生没用过的绑定码吗？');
  expect(asked[1]).toContain('为选中的 1 名学生重新生成通知吗？');
});
