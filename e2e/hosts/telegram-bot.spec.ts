import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';

const OFFICE = 'https://office.test';
type Trouble = { status: number; body: string } | 'offline' | null;

const TOKEN = `123456789:${'A'.repeat(35)}`;

test('the office sets up a bot, and hears in words what is wrong', async ({ browser }) => {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
  await context.route(`${OFFICE}/**`, async (route) => {
    const name = new URL(route.request().url()).pathname.slice(1) || 'index.html';
    const body = await readFile(new URL(`../../embed/telegram-bot/${name}`, import.meta.url)).catch(() => '');
    const kinds: Record<string, string> = { js: 'text/javascript', css: 'text/css', html: 'text/html' };
    await route.fulfill({ contentType: kinds[name.split('.').pop() ?? ''] ?? 'text/plain', body });
  });
  const asked: { path: string; body: unknown }[] = [];
  let trouble = null as Trouble;
  await context.route('https://api.telegram.org/**', async (route) => {
    const path = new URL(route.request().url()).pathname;
    const headers = { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Headers': '*' };
    if (route.request().method() === 'OPTIONS') return route.fulfill({ status: 204, headers });
    if (trouble === 'offline') return route.abort();
    if (trouble) return route.fulfill({ ...trouble, headers });
    asked.push({ path, body: route.request().postDataJSON() as unknown });
    const result = path.endsWith('/getMe') ? { username: 'school_bot' } : true;
    return route.fulfill({ json: { ok: true, result }, headers });
  });
  const page = await context.newPage();
  await page.goto(`${OFFICE}/`);
  const outcome = page.getByRole('status');
  const send = () => page.getByRole('button', { name: '设置菜单按钮' }).click();

  await send();
  await expect(page.getByText('令牌不完整')).toBeVisible();
  await expect(page.getByText('请填以 https:// 开头的地址')).toBeVisible();
  await expect(page.getByLabel('机器人的令牌')).toBeFocused();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

  await page.getByLabel('机器人的令牌').fill(TOKEN);
  await page.getByLabel('学校的选课地址').fill('http://school.test/');
  await send();
  await expect(page.getByLabel('学校的选课地址')).toBeFocused();
  await page.getByLabel('学校的选课地址').fill('https://school.test/#/bind/7K4Q');
  expect(asked).toEqual([]);

  const troubles: [Trouble, string][] = [
    ['offline', '没有连上 Telegram'],
    [{ status: 401, body: '{"ok":false,"error_code":401,"description":"Unauthorized"}' }, '不认这个令牌'],
    [{ status: 400, body: '{"ok":false,"error_code":400,"description":"Bad Request: BUTTON_URL_INVALID"}' }, 'BUTTON_URL_INVALID'],
    [{ status: 502, body: '<html>' }, '没有连上 Telegram'],
  ];
  for (const [given, sentence] of troubles) {
    trouble = given;
    await send();
    await expect(outcome).toContainText(sentence);
    expect(await outcome.textContent()).not.toContain(TOKEN);
    await expect(page.getByText('还差一步')).toBeHidden();
  }

  trouble = null;
  await send();
  await expect(outcome).toHaveText('已设置好：@school_bot');
  await expect(page.getByText('还差一步')).toBeVisible();
  expect(asked.map(({ path }) => path)).toEqual([`/bot${TOKEN}/getMe`, `/bot${TOKEN}/setChatMenuButton`]);
  // The code in the address stays at home.
  const button = { type: 'web_app', text: '课后服务选课', web_app: { url: 'https://school.test/?in=telegram' } };
  expect(asked[1]?.body).toEqual({ menu_button: button });
  await expect(page.getByLabel('机器人的令牌')).toHaveValue('');
  if (process.env['AFTERBELL_SHOTS']) await page.screenshot({ path: 'screenshots/telegram-bot.png', fullPage: true });
  await context.close();
});
