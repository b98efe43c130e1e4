import { barriers } from '../fixtures/barriers.ts';
import { expect, test } from '../fixtures/desk.ts';
import { pick, press, write } from '../fixtures/keys.ts';
import { trial } from '../fixtures/paths.ts';

/** A moment of the school's calendar, so many days from today. */
const evening = (from: number): string => `${new Date(Date.now() + (8 + from * 24) * 60 * 60 * 1000).toISOString().slice(0, 10)}T20:00:00+08:00`;

test.use({
  pack: `${trial}/packs/school.toml`,
  changes: { settings: [[/opens_at = "[^"]+"/, `opens_at = "${evening(-2)}"`], [/closes_at = "[^"]+"/, `closes_at = "${evening(5)}"`]] },
});

test('what a school says about itself is written at its desk, and what families sign', async ({ desk, newDesk, school, newPhone }, info) => {
  const { page } = desk;
  await desk.join('李老师');
  const other = await newDesk();
  await other.join('王老师', 'coordinator');
  // From what is found to where it is mended.
  await desk.open('checks');
  await press(page.getByRole('link', { name: '去“学校资料”里改' }).first());
  await expect(page.getByRole('heading', { level: 1, name: '学校资料' })).toBeVisible();
  await expect(page.getByLabel('当地下班时间', { exact: true })).toBeFocused();
  await expect(page.getByLabel('当地下班时间', { exact: true })).toBeInViewport();
  expect(await barriers(page)).toEqual([]);
  await page.screenshot({ path: info.outputPath('found.png'), fullPage: true });

  const field = (label: string) => page.getByLabel(label, { exact: true });
  await write(field('年级'), '中高段');
  await page.keyboard.press('Tab');
  await expect(field('年级')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByText('请写学校有的年级')).toBeVisible();
  await write(field('年级'), '1—5');
  await page.keyboard.press('Tab');
  await expect(field('年级')).toHaveValue('一至五年级');
  await page.keyboard.press('Control+z');
  await expect(field('年级')).toHaveValue('一至六年级');

  const ends = page.getByText('没有写明');
  const before = await ends.count();
  await write(field('当地下班时间'), '下午5:30');
  await page.keyboard.press('Tab');
  await expect(field('当地下班时间')).toHaveValue('17:30');
  await expect(ends).toHaveCount(before - 1);
  await pick(page.getByLabel('公办或民办'), '公办');
  await write(field('安全管理制度'), '海棠校安〔2026〕1号');
  await page.keyboard.press('Tab');
  await expect(page.getByText('没有登记安全管理制度')).toHaveCount(0);

  // What stands together is kept once it is whole.
  const selection = page.getByRole('group', { name: '选课机制' });
  await pick(selection.getByLabel('方式'), '志愿');
  await expect(selection.getByText('还差“报名的人多时怎么办”，写全后才保存')).toBeVisible();
  await write(selection.getByLabel('报名的人多时怎么办'), '先到先得');
  await page.keyboard.press('Tab');
  await expect(selection.getByText('写明的是志愿，菜单用的是先到先得')).toBeVisible();
  await pick(selection.getByLabel('方式'), '先到先得');
  await expect(selection.getByText('写明的是')).toHaveCount(0);
  await write(field('体育课表（每行一个班）'), '三(1)班 周一、三\n三(2)班 第二节');
  await page.keyboard.press('Tab');
  await expect(page.getByText('第 2 行：')).toBeVisible();
  await write(field('体育课表（每行一个班）'), '三(1)班 周一、三\n302 周二');
  await page.keyboard.press('Tab');
  await expect(field('体育课表（每行一个班）')).toHaveValue('三(1)班 周一、三\n三(2)班 周二');

  // Two at the school's name and its prefix, which are one cell of the draft.
  await other.open('school');
  await write(field('校名'), '海棠花小学');
  await desk.hearsOfOthers(async () => {
    await write(other.page.getByLabel('回执号前缀'), 'hth');
    await other.page.keyboard.press('Tab');
  });
  await page.keyboard.press('Tab');
  await expect(desk.saved).toBeVisible();
  await expect(other.page.getByLabel('校名')).toHaveValue('海棠花小学');
  await expect(field('回执号前缀')).toHaveValue('HTH');
  await expect(desk.conflict).toHaveCount(0);

  // The agreement: nobody is asked to sign what is not whole.
  await write(field('协议份数'), '2');
  await page.keyboard.press('Tab');
  const clauses = field('条款（每行一条，不用写编号）');
  await write(field('协议名称'), '课后服务安全协议');
  await expect(page.getByText('还没有条款，请每行写一条')).toBeVisible();
  await write(clauses, '1、按选定的批次接孩子。\n2、换人请告诉班主任。');
  await expect(page.getByText('共 2 条、19 个字')).toBeVisible();
  expect(await barriers(page)).toEqual([]);
  await page.screenshot({ path: info.outputPath('written.png'), fullPage: true });
  // Somebody else has put another one there meanwhile: neither is lost unseen.
  await desk.hearsOfOthers(async () => {
    await write(other.page.getByLabel('协议名称'), '王老师的协议');
    await write(other.page.getByLabel('条款（每行一条，不用写编号）'), '按时接孩子。');
    await press(other.page.getByRole('button', { name: '写入草案' }));
  });
  await expect(desk.conflict).toContainText('别人刚换了另一份安全协议');
  await expect(page.getByRole('button', { name: '写入草案' })).toBeDisabled();
  await expect(field('协议名称')).toHaveValue('课后服务安全协议');
  await press(page.getByRole('button', { name: '仍用我写的' }));
  await press(page.getByRole('button', { name: '写入草案' }));
  await expect(clauses).toHaveValue('按选定的批次接孩子。\n换人请告诉班主任。');
  await expect(other.page.getByLabel('协议名称')).toHaveValue('课后服务安全协议');
  await expect(page.getByText('草案用的就是下面这一份')).toBeVisible();
  await expect(desk.saved).toBeVisible();
  await page.reload();
  await expect(clauses).toHaveValue('按选定的批次接孩子。\n换人请告诉班主任。');
  await expect(page.getByLabel('公办或民办')).toHaveValue('0');
  await expect(field('当地下班时间')).toHaveValue('17:30');

  await desk.open('publish');
  await expect(page.getByRole('heading', { name: '可以发布' })).toBeVisible();
  await expect(page.getByText('校名由“试验小学”改为“海棠花小学”')).toBeVisible();
  await expect(page.getByText('安全协议换成了另一份：家长下次增加课程或托管前要重新签署')).toBeVisible();
  await page.screenshot({ path: info.outputPath('publish.png'), fullPage: true });
  await press(page.getByRole('button', { name: '发布菜单' }));
  await expect(page.getByText('菜单已经发布')).toBeVisible();
  await desk.open('audit');
  await expect(page.getByRole('row', { name: /李老师 修改草案/ }).first()).toBeVisible();
  // In words, beside what stands there.
  await expect(page.getByRole('row', { name: /李老师 修改草案 校名由“试验小学”改为“海棠花小学”/ })).toBeVisible();

  const phone = await newPhone();
  await phone.bindTo(school.child('三(1)班'));
  await phone.choose('跳绳');
  await phone.open('#/review');
  await press(phone.review.sign);
  await expect(phone.agreement.clauses.first()).toContainText('按选定的批次接孩子。');
  await phone.agreement.signAs('林晓');
  await press(phone.review.submit);
  expect(await phone.receipt.number()).toMatch(/^HTH-/);
});
