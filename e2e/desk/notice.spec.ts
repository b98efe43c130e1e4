import { barriers } from '../fixtures/barriers.ts';
import { expect, test } from '../fixtures/desk.ts';
import { press, tick, write, writeDate } from '../fixtures/keys.ts';
import { trial } from '../fixtures/paths.ts';
import { looksFine } from '../fixtures/plain.ts';

/** A moment of the school's calendar, so many days from today. */
const evening = (from: number): string => `${new Date(Date.now() + (8 + from * 24) * 60 * 60 * 1000).toISOString().slice(0, 10)}T20:00:00+08:00`;
const day = (from: number): string => evening(from).slice(0, 10);

test.use({
  pack: `${trial}/packs/notice.toml`,
  changes: {
    settings: [
      [/first_day = "[^"]+"/, `first_day = "${day(-30)}"`],
      [/last_day = "[^"]+"/, `last_day = "${day(90)}"`],
      [/opens_at = "[^"]+"/, `opens_at = "${evening(3)}"`],
      [/closes_at = "[^"]+"/, `closes_at = "${evening(5)}"`],
    ],
  },
});

test('a notice says what the clerk has written, and a parent without JavaScript is heard at the desk', async ({ browser, contextOptions, desk, locale, school }, info) => {
  const { page } = desk;
  await desk.join('李老师');
  // What is found leads to where it is written, and nothing is said there unasked.
  await desk.open('checks');
  await press(page.getByRole('link', { name: '去“公示与发布”里改' }).first());
  await expect(page.getByRole('heading', { level: 1, name: '公示与发布' })).toBeVisible();
  const form = page.locator('form.planned');
  await expect(form.getByLabel('公示地点')).toBeFocused();
  await expect(form.getByText('没有写明')).toBeVisible();
  await expect(form.getByRole('checkbox', { checked: true })).toHaveCount(0);
  await expect(form.getByText('公示页会列出的：服务时间')).toBeVisible();
  await expect(form.getByLabel('服务时间')).toHaveCount(0);
  for (const channel of ['监督电话', '监督邮箱', '意见箱', '投诉平台']) await expect(form.getByLabel(channel)).toHaveValue('');
  expect(await barriers(page)).toEqual([]);

  await write(form.getByLabel('公示地点'), '校门口');
  await writeDate(form.getByLabel('开始'), school.day(1));
  await writeDate(form.getByLabel('结束'), school.day(0));
  // Nobody could object: it is told at the day, and neither kept nor posted.
  await press(page.getByRole('button', { name: '保存并张贴公示' }));
  await expect(form.getByRole('alert')).toContainText('公示结束早于开始');
  await expect(form.getByLabel('结束')).toHaveAttribute('aria-invalid', 'true');
  await expect(form.getByLabel('结束')).toBeFocused();
  await expect(page.getByText('现在没有公示。')).toBeVisible();
  await writeDate(form.getByLabel('开始'), school.day(0));
  await writeDate(form.getByLabel('结束'), school.day(1));
  await write(form.getByLabel('监督电话'), '问门卫');
  await page.keyboard.press('Enter');
  await expect(form.getByRole('alert')).toContainText('监督电话里看不出号码');
  await expect(form.getByLabel('监督电话')).toHaveAttribute('aria-invalid', 'true');
  expect(await barriers(page)).toEqual([]);
  await write(form.getByLabel('监督电话'), '0580-0000123');
  await page.keyboard.press('Enter');
  await expect(form.getByText('公示里没有安全措施')).toBeVisible();
  await expect(form.getByText('公示里没有监督邮箱')).toBeVisible();
  await expect(form.getByText('公示里没有监督电话')).toHaveCount(0);
  await expect(form.getByText('公示里没有服务时间')).toHaveCount(0);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: info.outputPath(`planned-${colorScheme}.png`), fullPage: true });
  }
  await tick(form.getByLabel('安全措施'));
  await write(form.getByLabel('监督邮箱'), 'jiandu@school.example');
  // What is written is kept before it is posted.
  await press(page.getByRole('button', { name: '保存并张贴公示' }));
  await expect(page.getByText('第 1 号公示已于')).toBeVisible();
  await expect(form.getByText('公示里没有')).toHaveCount(0);
  await expect(page.getByRole('button', { name: '张贴公示', exact: true })).toBeEnabled();
  await page.reload();
  await expect(form.getByLabel('安全措施')).toBeChecked();
  await expect(form.getByLabel('监督邮箱')).toHaveValue('jiandu@school.example');
  await expect(page.getByRole('link', { name: '看家长看到的公示页' })).toHaveAttribute('href', '/lite/notice');

  const { url } = school.server;
  const options = { ...contextOptions, locale: locale ?? 'zh-CN', viewport: { width: 360, height: 740 } };
  const plain = await browser.newContext({ ...options, javaScriptEnabled: false });
  const scripted = await browser.newContext(options);
  const parent = await plain.newPage();
  await parent.goto(`${url}/lite/services`);
  await expect(parent.getByText('学校正在公示新的课程和托管安排')).toBeVisible();
  await looksFine(plain, scripted, parent, 'services-while-posted');
  await press(parent.getByRole('link', { name: '公示', exact: true }).first());
  await expect(parent.getByText('另外张贴在公示地点，请到那里看：安全措施。')).toBeVisible();
  await expect(parent.getByRole('link', { name: '0580-0000123' })).toHaveAttribute('href', 'tel:05800000123');
  await looksFine(plain, scripted, parent, 'notice');
  await press(parent.getByRole('link', { name: '提意见' }));
  await write(parent.getByLabel('您的意见'), '晚托结束太早。\n接不到孩子。');
  await write(parent.getByLabel('联系方式（可以不填）'), '电话'.repeat(41));
  await press(parent.getByRole('button', { name: '提交意见' }));
  await expect(parent.getByRole('alert')).toContainText('联系方式最多 80 个字');
  await expect(parent.getByLabel('您的意见')).toHaveValue('晚托结束太早。\n接不到孩子。');
  await looksFine(plain, scripted, parent, 'notice-mended');
  await write(parent.getByLabel('联系方式（可以不填）'), '三(1)班家长');
  await parent.keyboard.press('Enter');
  await expect(parent.getByText('学校已收到您的意见。')).toBeVisible();
  await looksFine(plain, scripted, parent, 'notice-received');
  // Loaded anew, it is not said twice.
  await parent.reload();
  await scripted.close();
  await plain.close();

  await press(page.getByRole('link', { name: '检查' }).first());
  await press(page.getByRole('link', { name: '公示与发布' }).first());
  await expect(page.getByRole('heading', { name: '收到的意见（1）' })).toBeVisible();
  const heard = page.locator('.as-written');
  await expect(heard).toHaveText('晚托结束太早。\n接不到孩子。');
  await expect(heard).toHaveCSS('white-space', 'pre-line');
  await expect(page.getByText('三(1)班家长')).toBeVisible();
  await expect(page.getByText('，对第 1 号公示')).toBeVisible();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await barriers(page), colorScheme).toEqual([]);
    await page.screenshot({ path: info.outputPath(`heard-${colorScheme}.png`), fullPage: true });
  }
});
