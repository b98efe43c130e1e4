import { createHash } from 'node:crypto';
import type { Page } from '@playwright/test';
import { barriers } from '../fixtures/barriers.ts';
import { expect, test } from '../fixtures/desk.ts';
import { looks, wear } from '../fixtures/looks.ts';
import { WishesPage } from '../pages/wishes.ts';

const DAY = 24 * 60 * 60;
const TUESDAY = '周二 15:30–17:00';
/** A day so far from today, since the desk's clock begins at today. */
const day = (from: number): string => new Date(Date.now() + (8 * 60 * 60 + from * DAY) * 1000).toISOString().slice(0, 10);
const sealOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');
const SECRETS = ['5a'.repeat(32), '6b'.repeat(32)] as const;

test.use({
  changes: {
    settings: [
      [/mode = "first_come"/, 'mode = "wishes"'],
      [/opens_at = "[^"]+"/, `opens_at = "${day(-1)}T20:00:00+08:00"`],
      [/closes_at = "[^"]+"/, `closes_at = "${day(1)}T20:00:00+08:00"`],
      [/first_day = "[^"]+"/, `first_day = "${day(-7)}"`],
      [/last_day = "[^"]+"/, `last_day = "${day(100)}"`],
    ],
  },
});

/** Everything is done with keys: a question of the browser is answered as Enter does. */
function answersQuestions(page: Page): string[] {
  const asked: string[] = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.message());
    void dialog.accept();
  });
  return asked;
}

async function expectNoBarriers(page: Page): Promise<void> {
  expect(await barriers(page)).toEqual([]);
  await wear(page, looks[1]!);
  expect(await barriers(page, 'style'), 'dark').toEqual([]);
  await wear(page, looks[0]!);
}

async function fillNumbers(page: Page, numbers: readonly (readonly [string, string])[]): Promise<void> {
  for (const [at, [issue, on]] of numbers.entries()) {
    const line = page.getByRole('group', { name: String(at + 1), exact: true });
    await line.getByLabel('由谁开出').fill('体彩排列三，开奖公告的顺序');
    await line.getByLabel('期号').fill(issue);
    await line.getByLabel('公布日期').fill(on);
    await line.getByLabel('几个数').fill('3');
  }
}

test('the draw by keys: trial, seal, list, reveal, places, again with a reason, by hand, the roster on paper', async ({ desk, school, newPhone }) => {
  test.slow();
  const { page } = desk;
  const asked = answersQuestions(page);
  const phone = await newPhone();
  phone.watch.expectTrouble(/status of 4\d\d/);
  const [one, other] = [school.child('三(1)班', 0), school.child('三(1)班', 1)];
  await phone.bindTo(one);
  await phone.bindTo(other);
  const wishes = new WishesPage(phone.page);
  await wishes.open('#/wishes');
  for (const { name } of [one, other]) {
    await wishes.child(name);
    await wishes.openSlot(TUESDAY);
    await wishes.add('篮球', '足球');
    await wishes.closeSheet();
    await wishes.save.click();
    await expect(wishes.save).toHaveText('已保存');
  }
  await desk.join('李老师');
  const steps = page.getByRole('list', { name: '进度' });
  const current = steps.locator('[aria-current=step] b');
  const trouble = page.getByRole('alert');
  const status = page.getByRole('status');

  await test.step('a trial before anything is published', async () => {
    await desk.open('draw');
    await expect(current).toHaveText('公布承诺');
    await expect(page.getByText('2 名的家长已保存志愿')).toBeVisible();
    await page.getByRole('button', { name: '试算' }).press('Enter');
    await expect(page.getByText('第一志愿录取 1 人次、第二志愿录取 1 人次，没有录取 0 人次')).toBeVisible();
    await expect(page.getByRole('row', { name: /^篮球/ })).toContainText('1');
    await expectNoBarriers(page);
  });

  await test.step('what is typed wrong is named, then the commitment is published', async () => {
    await page.getByLabel('封签').fill('5a');
    await page.getByRole('button', { name: '公布承诺' }).press('Enter');
    await expect(trouble).toContainText('第 1 行不是封签');
    await page.getByLabel('封签').fill(sealOf(SECRETS[0]));
    await page.getByRole('button', { name: '公布承诺' }).press('Enter');
    await expect(trouble).toContainText('第 1 个号码没有填全');
    await fillNumbers(page, [['2026105', day(2)], ['2026106', day(4)]]);
    await page.getByRole('button', { name: '公布承诺' }).press('Enter');
    await expect(status).toHaveText('公布承诺已完成。');
    expect(asked.at(-1)).toContain('都不能改');
    await expect(current).toHaveText('志愿截止');
    await expect(page.getByRole('row', { name: /commitment\.json 请张贴/ })).toContainText(/[0-9a-f]{64}/);
    await expectNoBarriers(page);
  });

  await test.step('the list, once the wishes are closed', async () => {
    await school.setClock(`${day(1)}T20:00:00+08:00`);
    await desk.signIn('李老师');
    await desk.open('draw');
    await page.getByRole('button', { name: '公布名单' }).press('Enter');
    await expect(status).toHaveText('公布名单已完成。');
    await expect(current).toHaveText('号码公布');
    await expect(page.getByText('第 2026105 期号码')).toBeVisible();
  });

  await test.step('the secret and the number, and the places, once', async () => {
    await school.setClock(`${day(2)}T21:30:00+08:00`);
    await desk.signIn('李老师');
    await desk.open('draw');
    await page.getByLabel(/^密封值 1/).fill('6b'.repeat(32));
    await page.getByLabel(/^号码（3 个数/).fill('3 1');
    await page.getByRole('button', { name: '公布密封值和号码' }).press('Enter');
    await expect(trouble).toContainText('号码请填 3 个数');
    await page.getByLabel(/^号码（3 个数/).fill('3 1 4');
    await page.getByRole('button', { name: '公布密封值和号码' }).press('Enter');
    await expect(trouble).toContainText('密封值与封签不符');
    await expectNoBarriers(page);
    await page.getByLabel(/^密封值 1/).fill(SECRETS[0]);
    await page.getByRole('button', { name: '公布密封值和号码' }).press('Enter');
    await expect(current).toHaveText('录取');
    // A colleague's page stands where this one does, and is clicked after it.
    const colleague = await page.context().newPage();
    answersQuestions(colleague);
    await colleague.goto('/school.html#/draw');
    const theirs = colleague.getByRole('button', { name: '录取', exact: true });
    await expect(theirs).toBeVisible();
    await page.getByRole('button', { name: '录取', exact: true }).press('Enter');
    await expect(status).toContainText('录取完成：2 名学生，录取 2 人次，候补 1 人次');
    await theirs.press('Enter');
    await expect(colleague.getByRole('alert')).toContainText('这一步已经完成');
    await expect(theirs).toHaveCount(0);
    await colleague.close();
    await expectNoBarriers(page);
  });

  await test.step('undone only by another draw, with a reason', async () => {
    await desk.open('draw');
    await page.getByText('重抽……').press('Enter');
    await page.getByLabel('重抽理由').fill('一名学生的年级登记错了');
    await page.getByLabel('封签').fill(sealOf(SECRETS[1]));
    await fillNumbers(page, [['2026107', day(4)], ['2026108', day(6)]]);
    await page.getByRole('button', { name: '公布承诺' }).press('Enter');
    await expect(status).toHaveText('公布承诺已完成。');
    await expect(page.getByRole('heading', { name: '第 2 次抽签' })).toBeVisible();
    await expect(page.getByText('理由：一名学生的年级登记错了')).toBeVisible();
    // Until it is run the first one holds, and nobody is placed by hand.
    await expect(page.getByText('抽签录取之后才能人工安排')).toBeVisible();
    await page.getByRole('button', { name: '公布名单' }).press('Enter');
    await expect(current).toHaveText('号码公布');
    await school.setClock(`${day(4)}T21:30:00+08:00`);
    await desk.signIn('李老师');
    await desk.open('draw');
    await page.getByLabel(/^密封值 1/).fill(SECRETS[1]);
    await page.getByLabel(/^号码（3 个数/).fill('2 7 1');
    await page.getByRole('button', { name: '公布密封值和号码' }).press('Enter');
    await page.getByRole('button', { name: '录取', exact: true }).press('Enter');
    await expect(status).toContainText('录取完成：2 名学生，录取 2 人次');
  });

  await test.step('by hand, with a reason that everybody reads', async () => {
    const place = page.locator('form').filter({ has: page.getByLabel('学生') });
    await place.getByLabel('班级').selectOption('三(1)班');
    await place.getByLabel('学生').selectOption({ label: `${one.schoolNumber} ${one.name}` });
    await place.getByLabel('课程').selectOption({ label: '跳绳 周五 15:30–16:30（空 30）' });
    await page.keyboard.press('Tab');
    await place.getByRole('button', { name: '安排' }).press('Enter');
    await expect(trouble).toContainText('写明理由');
    await place.getByLabel('理由').fill('医生建议多运动');
    await page.keyboard.press('Enter');
    await expect(status).toHaveText(`${one.name}已安排进“跳绳”。`);
    const note = page.getByRole('row', { name: /医生建议多运动/ });
    await expect(note).toContainText('跳绳');
    await expect(note).not.toContainText(one.name);
  });

  await test.step('the roster by course and by class, searched and on paper', async () => {
    await page.getByRole('link', { name: '看名册' }).press('Enter');
    const sheet = (name: string) => page.getByRole('region', { name });
    await expect(sheet(`篮球 ${TUESDAY}`)).toContainText('1 人，名额 1，候补 1 人');
    await expect(sheet(`篮球 ${TUESDAY}`).getByRole('table').nth(1)).toContainText('候补第 1 位');
    await expect(sheet('剪纸 周三 15:30–16:30')).toContainText('还没有学生选上这门课');
    await expectNoBarriers(page);
    await page.getByLabel('查找').fill(one.name);
    await expect(page.getByRole('region')).toHaveCount(await page.getByRole('row', { name: one.name }).count());
    await expect(sheet('跳绳 周五 15:30–16:30')).toContainText(one.schoolNumber);
    await page.getByLabel('查找').fill('没有这个人');
    await expect(status).toContainText('没有找到“没有这个人”');
    await page.getByLabel('查找').fill('');
    await page.getByRole('button', { name: '按班级' }).press('Enter');
    const child = sheet('三(1)班').getByRole('row', { name: one.name });
    await expect(child.getByRole('cell').nth(5)).toHaveText('跳绳 15:30–16:30');
    await expectNoBarriers(page);
    // One sheet of paper for each class, without what is for the screen only.
    const pages = (await page.pdf({ preferCSSPageSize: true })).toString('latin1').match(/\/Type\s*\/Page\b/g);
    expect(pages).toHaveLength(2);
    await page.emulateMedia({ media: 'print' });
    await expect(page.getByRole('navigation')).toBeHidden();
    await expect(page.getByText(/^试验小学 · .+ 打印$/)).toBeVisible();
    await page.emulateMedia({ media: 'screen' });
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: '导出 Excel' }).press('Enter');
    expect((await download).suggestedFilename()).toBe('班级名册.xlsx');
  });

  await test.step('what was done is in the log', async () => {
    await desk.open('audit');
    await expect(page.getByRole('row', { name: /李老师 录取/ })).toHaveCount(2);
    await expect(page.getByRole('row', { name: /李老师 人工安排/ })).toHaveCount(1);
  });
});
