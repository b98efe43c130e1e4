import { createHash } from 'node:crypto';
import type { Page } from '@playwright/test';
import { barriers } from '../fixtures/barriers.ts';
import { expect, test } from '../fixtures/desk.ts';
import { pick, press, tick, write, writeDate } from '../fixtures/keys.ts';
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
    await write(line.getByLabel('由谁开出'), '体彩排列三，开奖公告的顺序');
    await write(line.getByLabel('期号'), issue);
    await writeDate(line.getByLabel('公布日期'), on);
    await write(line.getByLabel('几个数'), '3');
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
    await press(wishes.save);
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
    await press(page.getByRole('button', { name: '试算' }));
    await expect(page.getByText('第一志愿录取 1 人次、第二志愿录取 1 人次，没有录取 0 人次')).toBeVisible();
    await expect(page.getByRole('row', { name: /^篮球/ })).toContainText('1');
    await expectNoBarriers(page);
  });

  await test.step('what is typed wrong is named, then the commitment is published', async () => {
    await write(page.getByLabel('封签'), '5a');
    await press(page.getByRole('button', { name: '公布承诺' }));
    await expect(trouble).toContainText('第 1 行不是封签');
    await expect(trouble).toBeInViewport();
    await write(page.getByLabel('封签'), sealOf(SECRETS[0]));
    await press(page.getByRole('button', { name: '公布承诺' }));
    await expect(trouble).toContainText('第 1 个号码没有填全');
    await fillNumbers(page, [['2026105', day(2)], ['2026106', day(4)]]);
    await press(page.getByRole('button', { name: '公布承诺' }));
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
    await press(page.getByRole('button', { name: '公布名单' }));
    await expect(status).toHaveText('公布名单已完成。');
    await expect(current).toHaveText('号码公布');
    await expect(page.getByText('第 2026105 期号码')).toBeVisible();
  });

  await test.step('the secret and the number, and the places, once', async () => {
    await school.setClock(`${day(2)}T21:30:00+08:00`);
    await desk.signIn('李老师');
    await desk.open('draw');
    await write(page.getByLabel(/^密封值 1/), '6b'.repeat(32));
    await write(page.getByLabel(/^号码（3 个数/), '3 1');
    await press(page.getByRole('button', { name: '公布密封值和号码' }));
    await expect(trouble).toContainText('号码请填 3 个数');
    await write(page.getByLabel(/^号码（3 个数/), '3 1 4');
    await press(page.getByRole('button', { name: '公布密封值和号码' }));
    await expect(trouble).toContainText('密封值与封签不符');
    await expectNoBarriers(page);
    await write(page.getByLabel(/^密封值 1/), SECRETS[0]);
    await press(page.getByRole('button', { name: '公布密封值和号码' }));
    await expect(current).toHaveText('录取');
    // A colleague's page stands where this one does, and is clicked after it.
    const colleague = await page.context().newPage();
    answersQuestions(colleague);
    await colleague.goto('/school.html#/draw');
    const theirs = colleague.getByRole('button', { name: '录取', exact: true });
    await expect(theirs).toBeVisible();
    await press(page.getByRole('button', { name: '录取', exact: true }));
    await expect(status).toContainText('录取完成：2 名学生，录取 2 人次，候补 1 人次');
    await press(theirs);
    await expect(colleague.getByRole('alert')).toContainText('这一步已经完成');
    await expect(theirs).toHaveCount(0);
    await colleague.close();
    await expectNoBarriers(page);
  });

  await test.step('undone only by another draw, with a reason', async () => {
    await desk.open('draw');
    await press(page.getByText('重抽……'));
    await write(page.getByLabel('重抽理由'), '一名学生的年级登记错了');
    await write(page.getByLabel('封签'), sealOf(SECRETS[1]));
    await fillNumbers(page, [['2026107', day(4)], ['2026108', day(6)]]);
    await press(page.getByRole('button', { name: '公布承诺' }));
    await expect(status).toHaveText('公布承诺已完成。');
    await expect(page.getByRole('heading', { name: '第 2 次抽签' })).toBeVisible();
    await expect(page.getByText('理由：一名学生的年级登记错了')).toBeVisible();
    // Until it is run the first one holds, and nobody is placed by hand.
    await expect(page.getByText('抽签录取之后才能人工安排')).toBeVisible();
    await press(page.getByRole('button', { name: '公布名单' }));
    await expect(current).toHaveText('号码公布');
    await school.setClock(`${day(4)}T21:30:00+08:00`);
    await desk.signIn('李老师');
    await desk.open('draw');
    await write(page.getByLabel(/^密封值 1/), SECRETS[1]);
    await write(page.getByLabel(/^号码（3 个数/), '2 7 1');
    await press(page.getByRole('button', { name: '公布密封值和号码' }));
    await press(page.getByRole('button', { name: '录取', exact: true }));
    await expect(status).toContainText('录取完成：2 名学生，录取 2 人次');
  });

  await test.step('by hand, with a reason that everybody reads', async () => {
    const place = page.locator('form').filter({ has: page.getByLabel('学生') });
    const before = place.getByRole('group', { name: '安排之前请核对' });
    await pick(place.getByLabel('班级'), '三(1)班');
    await pick(place.getByLabel('学生'), `${one.schoolNumber} ${one.name}`);
    await pick(place.getByLabel('课程'), '跳绳 周五 15:30–16:30（空 30）');
    await expect(before).toContainText(`三(1)班 ${one.schoolNumber} ${one.name} → “跳绳”（周五 15:30–16:30，费用：免费）`);
    await press(place.getByRole('button', { name: '安排' }));
    await expect(trouble).toContainText('写明理由');
    // Where the form is, and what was done before it is told no more.
    await expect(trouble).toBeInViewport();
    await expect(status).toHaveCount(0);
    await write(place.getByLabel('理由'), '医生建议多运动');
    await page.keyboard.press('Enter');
    await expect(status).toHaveText(`${one.name}已安排进“跳绳”。`);
    await expect(status).toBeInViewport();
    expect(asked.at(-1)).toContain(`把 三(1)班 ${one.schoolNumber} ${one.name} 放进“跳绳”`);
    const note = page.getByRole('row', { name: /医生建议多运动/ });
    await expect(note).toContainText('跳绳');
    await expect(note).not.toContainText(one.name);
  });

  await test.step('what does not fit is said before, what is left for it is ticked, and it is taken back', async () => {
    const place = page.locator('form').filter({ has: page.getByLabel('学生') });
    const before = place.getByRole('group', { name: '安排之前请核对' });
    await pick(place.getByLabel('学生'), `${one.schoolNumber} ${one.name}`);
    await pick(place.getByLabel('课程'), /^剪纸/);
    await expect(before).toContainText('不能安排：限一、二年级');
    await pick(place.getByLabel('课程'), /^合唱 周一/);
    await expect(before).not.toContainText('不能安排');
    await write(place.getByLabel('理由'), '合唱团缺人');
    await page.keyboard.press('Enter');
    await expect(status).toHaveText(`${one.name}已安排进“合唱”。`);
    await pick(place.getByLabel('课程'), /^合唱 周三/);
    await expect(before).toContainText('不能安排：同一门课每学期限选一次');
    await expectNoBarriers(page);
    await write(place.getByLabel('理由'), '换到周三');
    await press(place.getByRole('button', { name: '安排' }));
    await expect(trouble).toContainText('不能安排');
    await tick(before.getByRole('checkbox', { name: '同时退出 合唱 周一 15:30–16:30' }));
    await expect(before).not.toContainText('不能安排');
    await press(place.getByRole('button', { name: '安排' }));
    await expect(status).toHaveText(`${one.name}已安排进“合唱”。“合唱”已为${one.name}退出，家长会看到。`);
    expect(asked.at(-1)).toContain('同时退出 合唱 周一');
    const given = page.getByRole('row', { name: new RegExp(`${one.name} 合唱 周三`) });
    await press(given.getByText('撤回……'));
    await press(given.getByRole('button', { name: '撤回' }));
    await expect(trouble).toContainText('写明撤回的理由');
    await write(given.getByLabel('理由'), '家长不同意');
    await page.keyboard.press('Enter');
    await expect(status).toHaveText(`已撤回${one.name}在“合唱”的名额，家长会看到。`);
    await expect(given).toHaveCount(0);
    await expect(page.getByRole('row', { name: /合唱 撤回 家长不同意/ })).toBeVisible();
    await expectNoBarriers(page);
  });

  await test.step('the roster by course and by class, searched and on paper', async () => {
    await press(page.getByRole('link', { name: '看名册' }));
    const sheet = (name: string) => page.getByRole('region', { name });
    await expect(sheet(`篮球 ${TUESDAY}`)).toContainText('1 人，名额 1，候补 1 人');
    await expect(sheet(`篮球 ${TUESDAY}`).getByRole('table').nth(1)).toContainText('候补第 1 位');
    await expect(sheet('剪纸 周三 15:30–16:30')).toContainText('还没有学生选上这门课');
    await expectNoBarriers(page);
    await write(page.getByLabel('查找'), one.name);
    await expect(page.getByRole('region')).toHaveCount(await page.getByRole('row', { name: one.name }).count());
    await expect(sheet('跳绳 周五 15:30–16:30')).toContainText(one.schoolNumber);
    await write(page.getByLabel('查找'), '没有这个人');
    await expect(status).toContainText('没有找到“没有这个人”');
    await write(page.getByLabel('查找'), '');
    await press(page.getByRole('button', { name: '按班级' }));
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
    await press(page.getByRole('link', { name: '导出 Excel' }));
    expect((await download).suggestedFilename()).toBe('班级名册.xlsx');
  });

  await test.step('what was done is in the log', async () => {
    await desk.open('audit');
    await expect(page.getByRole('row', { name: /李老师 录取/ })).toHaveCount(2);
    await expect(page.getByRole('row', { name: /李老师 人工安排/ })).toHaveCount(3);
    await expect(page.getByRole('row', { name: /李老师 撤回人工安排/ })).toHaveCount(1);
  });
});
