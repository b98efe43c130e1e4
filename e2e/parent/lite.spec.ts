import { looksFine } from '../fixtures/plain.ts';
import { School } from '../fixtures/school.ts';
import { expect, moments, test } from '../fixtures/test.ts';

test('without JavaScript a parent comes to the receipt, by keyboard, and out again', async ({ browser, contextOptions, locale }) => {
  const school = await School.trial(moments.open, {});
  const { url } = school.server;
  const options = { ...contextOptions, locale: locale ?? 'zh-CN', viewport: { width: 360, height: 740 } };
  const context = await browser.newContext({ ...options, javaScriptEnabled: false });
  const scripted = await browser.newContext(options);
  const page = await context.newPage();

  // The app's own page leads here.
  await page.goto(url);
  await page.getByRole('link', { name: '打开简版' }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('课后服务选课');
  await looksFine(context, scripted, page, 'home');

  // A wrong code is told where a screen reader begins, and the field is there to try again.
  await page.getByLabel('绑定码').fill('0000-0000-0000-0000');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page.getByLabel('绑定码')).toHaveValue('0000-0000-0000-0000');
  const child = school.child('三(1)班');
  await page.getByLabel('绑定码').fill(child.code.toLowerCase());
  await page.keyboard.press('Enter');
  await expect(page.getByText(child.name)).toBeVisible();
  expect(await page.getByRole('checkbox', { checked: true }).count()).toBe(0);
  await looksFine(context, scripted, page, 'choose');
  const whole = page.url();
  // Where something is ticked no link leads away to larger type.
  await expect(page.getByRole('link', { name: '大字版' })).toHaveCount(0);
  await page.goto(`${url}/lite/`);
  await page.getByRole('link', { name: '大字版' }).click();
  await expect(page.getByRole('link', { name: '标准字号' })).toBeVisible();
  await page.goto(whole);
  await looksFine(context, scripted, page, 'choose-in-large-type');
  await page.goto(`${url}/lite/`);
  await page.getByRole('link', { name: '标准字号' }).click();
  await page.goto(whole);

  await page.getByRole('checkbox', { name: /跳绳/ }).check();
  await page.getByLabel('周一托管').selectOption({ index: 1 });
  await page.getByRole('button', { name: '核对' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('提交前，再看一眼');
  await expect(page.getByText('跳绳')).toBeVisible();
  await looksFine(context, scripted, page, 'review');
  const name = page.getByLabel('家长姓名');
  if (await name.count()) await name.fill('林晓');
  await page.getByRole('button', { name: '提交' }).click();
  await expect(page.getByText('学校已收到，回执号')).toBeVisible();
  await expect(page.getByText('跳绳')).toBeVisible();
  await looksFine(context, scripted, page, 'receipt');

  // Loaded anew, nothing is sent twice.
  await page.reload();
  await expect(page.getByText('学校已收到，回执号')).toBeVisible();
  await page.getByRole('link', { name: '全部退出' }).click();
  await page.getByRole('button', { name: '确认退出' }).click();
  await expect(page.getByText('已退出，回执号')).toBeVisible();
  await page.getByRole('link', { name: '公示' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('公示');
  await scripted.close();
  await context.close();
  await school.close();
});

test('everybody reads the services of the school, on the phone and on paper', async ({ browser, contextOptions, locale }) => {
  const school = await School.sample(moments.open);
  const { url } = school.server;
  const options = { ...contextOptions, locale: locale ?? 'zh-CN', viewport: { width: 360, height: 740 } };
  const context = await browser.newContext({ ...options, javaScriptEnabled: false });
  const scripted = await browser.newContext(options);
  const page = await context.newPage();
  await page.goto(`${url}/lite/`);
  await page.getByRole('link', { name: '托管与服务' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('托管与服务');
  await expect(page.getByRole('heading', { level: 2 }).first()).toHaveText('放学后托管');
  await expect(page.locator('.service').first()).toContainText('选了当天的托管就参加');
  await looksFine(context, scripted, page, 'services');
  await page.getByRole('link', { name: '大字版' }).click();
  await page.goto(`${url}/lite/services`);
  await looksFine(context, scripted, page, 'services-in-large-type');
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('navigation')).toBeHidden();
  await scripted.close();
  await context.close();
  await school.close();
});
