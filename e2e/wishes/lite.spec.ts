import type { BrowserContext, Page } from '@playwright/test';
import { DrawOffice } from '../fixtures/draw.ts';
import type { Child } from '../fixtures/office.ts';
import { looksFine } from '../fixtures/plain.ts';
import { School } from '../fixtures/school.ts';
import { expect, moments, test } from '../fixtures/test.ts';

/** A family's browser without JavaScript, at the child's page. */
class Family {
  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
    private readonly home: string,
  ) {}

  static async bind(context: BrowserContext, url: string, child: Child): Promise<Family> {
    const page = await context.newPage();
    await page.goto(`${url}/lite/`);
    await page.getByLabel('绑定码').fill(child.code);
    await page.keyboard.press('Enter');
    await expect(page.getByText(child.name)).toBeVisible();
    return new Family(context, page, page.url());
  }

  async open(page: string): Promise<void> {
    await this.page.goto(`${this.home}/${page}`);
  }

  async rank(ranks: Record<string, string>): Promise<void> {
    for (const [course, rank] of Object.entries(ranks)) await this.page.getByLabel(new RegExp(`^${course}`)).selectOption(rank);
    await this.page.getByRole('button', { name: '核对' }).click();
  }
}

test('without JavaScript from wishes to a place from the waiting list', async ({ browser, contextOptions, locale }) => {
  test.slow();
  const school = await School.trial(moments.open, { settings: [[/mode = "first_come"/, 'mode = "wishes"']] });
  const office = new DrawOffice(school);
  await office.commit();
  const { url } = school.server;
  const options = { ...contextOptions, locale: locale ?? 'zh-CN', viewport: { width: 360, height: 740 } };
  const contexts = [0, 1].map(() => browser.newContext({ ...options, javaScriptEnabled: false }));
  const [one, other] = await Promise.all(contexts);
  if (!one || !other) throw new Error('two browsers were opened');
  const scripted = await browser.newContext(options);
  const looks = (family: Family, name: string) => looksFine(family.context, scripted, family.page, name);

  const first = await Family.bind(one, url, school.child('三(1)班', 0));
  const { page } = first;
  await looks(first, 'wishes-care');
  await page.getByRole('link', { name: '填志愿' }).click();
  await expect(page.getByText('照真实的喜好排')).toBeVisible();
  await looks(first, 'wishes-form');

  // Two with one number: which, and what to do, and nothing is lost.
  await first.rank({ 篮球: '第二志愿', 足球: '第二志愿' });
  await expect(page.getByRole('alert')).toContainText('篮球、足球都是第二志愿，请改成不同的次序。');
  await expect(page.getByLabel(/^篮球/)).toHaveValue('2');
  await looks(first, 'wishes-tied');
  await first.rank({ 篮球: '第一志愿' });
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('保存前，再看一眼');
  await looks(first, 'wishes-review');
  await page.getByRole('button', { name: '返回修改' }).click();
  await expect(page.getByLabel(/^足球/)).toHaveValue('2');
  await page.getByRole('button', { name: '核对' }).click();
  await page.getByRole('button', { name: '保存志愿' }).click();
  await expect(page.getByText('学校已收到志愿，回执号')).toBeVisible();
  await expect(page.locator('.lines li')).toHaveText([/第一志愿 篮球/, /第二志愿 足球/]);
  await page.reload();
  await looks(first, 'wishes-receipt');

  const second = await Family.bind(other, url, school.child('三(1)班', 1));
  await second.open('wishes');
  await second.rank({ 篮球: '第一志愿', 足球: '第二志愿' });
  await second.page.getByRole('button', { name: '保存志愿' }).click();
  await second.open('result');
  await expect(second.page.getByText('截止后抽签，结果会写在这里。')).toBeVisible();

  await office.closeRevealRun();
  await Promise.all([first, second].map((family) => family.open('result')));
  const hasWon = await page.getByText('录取 篮球').isVisible();
  const [winner, loser] = hasWon ? [first, second] : [second, first];
  await expect(winner.page.locator('.steps li')).toHaveText(['第一志愿 篮球：第 1 号，已录取']);
  await expect(loser.page.locator('.steps li')).toHaveText([
    '第一志愿 篮球：第 2 号，录取到第 1 号',
    '第二志愿 足球：第 2 号，已录取',
  ]);
  await expect(loser.page.getByText('篮球：候补第 1 位')).toBeVisible();
  await looks(loser, 'drawn-result');
  await loser.page.getByRole('link', { name: '申请名额' }).click();
  await looks(loser, 'drawn-places');
  await loser.page.getByRole('link', { name: '申请', exact: true }).first().click();
  await looks(loser, 'drawn-asking');

  await winner.open('withdraw');
  await winner.page.getByRole('button', { name: '确认退出' }).click();
  await loser.page.goto(`${url}/lite/`);
  await expect(loser.page.getByText('篮球：有名额了')).toBeVisible();
  await looks(loser, 'drawn-home');
  await loser.open('result');
  await looks(loser, 'drawn-offered');
  await loser.page.getByRole('link', { name: '去答复' }).click();
  await expect(loser.page.getByText('接受后退出：足球。')).toBeVisible();
  await looks(loser, 'drawn-offer');
  await loser.page.getByRole('button', { name: '确认接受' }).click();
  await expect(loser.page.locator('.paper')).toContainText('篮球');
  await expect(loser.page.locator('.paper')).not.toContainText('足球');
  await loser.open('result');
  await expect(loser.page.getByText('篮球：已接受')).toBeVisible();
  await Promise.all([one, other, scripted].map((context) => context.close()));
  await school.close();
});
