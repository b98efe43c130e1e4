import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { SCHOOL, passUntil } from './bare-page.ts';
import { TABLE } from './table.ts';
import { Visit } from './visit.ts';

const TICKET = 'ticket-0123456789abcdef';

test('a person sees in a real app what works there, and sends a result with nothing of the family', async ({ browser }) => {
  for (const [name, mode] of [['wechat-mini-program', 'ok'], ['dingtalk', 'silent']] as const) {
    await test.step(`${name}, ${mode}`, async () => {
      const row = TABLE.find((it) => it.name === name);
      if (!row) throw new Error(name);
      const visit = await Visit.of(browser, row, mode, 320);
      const { page } = visit;
      await page.goto(`${SCHOOL}/selftest.html?in=${name}${row.address}`);
      const value = (term: string) => page.locator('dl div', { hasText: term }).locator('dd');
      await passUntil(page, async () => (await value('底部安全区').count()) === 1);
      await expect(value('所在的应用')).toHaveText(mode === 'ok' ? '微信小程序' : '钉钉');
      await expect(value('登录')).toHaveText(mode === 'ok' ? '已登录' : '应用没有给出凭证');
      await expect(value('字号')).toHaveText(mode === 'ok' ? '1.2' : '1');
      await page.getByRole('button', { name: '试一试分享' }).click();
      await passUntil(page, async () => (await value('分享').textContent()) !== '请稍候……');
      await expect(value('分享')).toHaveText(mode === 'ok' ? /已准备好/ : '链接已复制');
      // Where the host is silent the page itself opens the file, and is gone.
      if (mode === 'ok') {
        await page.getByRole('button', { name: '试一试打开文件' }).click();
        await expect.poll(() => visit.called('navigateTo')).toBe(true);
      }

      const code = await page.getByLabel('结果').inputValue();
      const facts = JSON.parse(code) as { heard: Record<string, string> };
      expect(facts.heard).toMatchObject({ credential: mode === 'ok' ? 'answered' : 'silent' });
      for (const secret of [TICKET, 'token', '#']) expect(code).not.toContain(secret);
      await page.getByRole('button', { name: '复制结果' }).click();
      expect((await visit.calls()).filter(([call]) => call === 'clipboard').at(-1)?.[1]).toContain('"heard"');
      expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
      if (process.env['AFTERBELL_SHOTS']) await page.screenshot({ path: `screenshots/selftest-${name}.png`, fullPage: true });
      expect(visit.errors).toEqual([]);
      await page.context().close();
    });
  }
});
