import type { Locator, Page } from '@playwright/test';
import { barriers } from '../fixtures/barriers.ts';
import { expect, test } from '../fixtures/desk.ts';
import { pick, press, tabTo, write } from '../fixtures/keys.ts';
import { looks, wear } from '../fixtures/looks.ts';
import { trial } from '../fixtures/paths.ts';

/** A day so far from today, since the school's clock begins at today. */
const day = (from: number): string => new Date(Date.now() + from * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);

test.use({
  pack: `${trial}/packs/services.toml`,
  changes: { settings: [[/first_day = "[^"]+"/, `first_day = "${day(-30)}"`], [/last_day = "[^"]+"/, `last_day = "${day(90)}"`]] },
});

const section = (page: Page, name: string): Locator => page.getByRole('navigation', { name: '栏目' }).getByRole('link', { name });

async function expectNoBarriers(page: Page, where: string): Promise<void> {
  expect.soft(await barriers(page), where).toEqual([]);
  await wear(page, looks[1]!);
  expect.soft(await barriers(page, 'style'), `${where}, dark`).toEqual([]);
  await wear(page, looks[0]!);
}

test('what a district forbids a service stands beside its field, blocks publication, and is taken away there', async ({ desk }) => {
  test.slow();
  const { page } = desk;
  await desk.join('李老师');
  await press(section(page, '托管与服务'));
  await press(page.getByRole('button', { name: '添加服务' }));
  const services = page.locator('.services > li');
  const basic = services.first();
  const part = (of: Locator, label: string) => of.locator('.part, .activities').filter({ has: page.getByLabel(label) });

  // The fold in which the cure lies is open, and stays so while it is ticked.
  const homework = basic.getByRole('checkbox', { name: '作业辅导' });
  await expect(basic.getByText('没有安排作业辅导')).toBeVisible();
  await press(section(page, '检查'));
  await press(page.getByRole('link', { name: '去“托管与服务”里改' }));
  await expect(homework).toBeFocused();
  await expect(homework).toBeInViewport();
  await page.keyboard.press('Space');
  await expect(basic.getByText('没有安排作业辅导')).toHaveCount(0);
  await expect(homework).toBeFocused();

  const places = basic.getByLabel('限收人数');
  const whyPlaces = part(basic, '限收人数').getByText('限 40 人，应愿留尽留');
  await write(places, '限四十人');
  await page.keyboard.press('Tab');
  await expect(places).toHaveValue('40人');
  await expect(whyPlaces).toBeVisible();
  await write(places, '很多');
  await page.keyboard.press('Tab');
  await expect(places).toHaveAttribute('aria-invalid', 'true');
  await write(places, '40');
  await page.keyboard.press('Tab');
  await pick(basic.getByLabel('活动层级'), '校级');
  const elsewhere = basic.getByLabel('报名的地方');
  await write(elsewhere, '街道少年之家');
  await page.keyboard.press('Tab');
  await expect(part(basic, '报名的地方').getByText('要到“街道少年之家”报名')).toBeVisible();

  await pick(page.getByLabel('要添加的服务'), '晚自习');
  await press(page.getByRole('button', { name: '添加服务' }));
  const evening = services.nth(1);
  await write(evening.getByLabel('分给的学科'), '数学');
  await page.keyboard.press('Tab');
  await expect(part(evening, '分给的学科').getByText('分配给了“数学”学科')).toBeVisible();
  await expectNoBarriers(page, 'services with findings');

  await expect(desk.saved).toBeVisible();
  await press(section(page, '公示与发布'));
  const publish = page.getByRole('button', { name: '发布菜单' });
  await expect(page.getByText('3 处必须改正')).toBeVisible();
  await expect(publish).toBeDisabled();
  // Each finding leads to its own field, where it is taken away.
  const clear = async (found: string, field: Locator): Promise<void> => {
    await press(section(page, '检查'));
    await press(page.getByRole('listitem').filter({ hasText: found }).getByRole('link', { name: '去“托管与服务”里改' }));
    await expect(field).toBeFocused();
    await expect(field).toBeInViewport();
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Delete');
    await page.keyboard.press('Tab');
    await expect(page.getByText(found)).toHaveCount(0);
  };
  await clear('限 40 人，应愿留尽留', places);
  await clear('要到“街道少年之家”报名', elsewhere);
  await clear('分配给了“数学”学科', evening.getByLabel('分给的学科'));
  await expect(desk.saved).toBeVisible();
  await page.reload();
  await expect(places).toHaveValue('');
  await expect(basic.getByLabel('活动层级')).toHaveValue('2');
  await press(section(page, '公示与发布'));
  await expect(page.getByRole('heading', { name: '可以发布' })).toBeVisible();
  await expect(publish).toBeEnabled();
});

test('warnings are confirmed one after another without looking for the next, and taken back in the sheet', async ({ desk }) => {
  const { page } = desk;
  await desk.join('李老师');
  await desk.type(3, '课程', '奥数跳绳');
  await desk.type(2, '备注', '加微信报名');
  await expect(desk.saved).toBeVisible();
  await press(section(page, '检查'));
  const folds = page.getByText('确认保留……');
  await expect(folds).toHaveCount(2);
  const confirm = async (reason: string): Promise<void> => {
    await write(page.getByLabel('理由').and(page.locator(':visible')), reason);
    await page.keyboard.press('Enter');
    await expect(page.getByText(`确认：${reason}`)).toBeVisible();
  };
  await press(folds.first());
  await confirm('只是名称');
  await expect(folds).toHaveCount(1);
  await expect(folds).toBeFocused();
  await page.keyboard.press('Enter');
  await confirm('只通知时间');
  await expect(page.getByRole('main').getByRole('status')).toBeFocused();
  await expectNoBarriers(page, 'everything confirmed');

  // Back in the sheet, the last step is taken back wherever the focus is.
  await press(section(page, '课程菜单'));
  await expect(page.getByRole('grid')).toBeVisible();
  await page.keyboard.press('Control+z');
  const findings = page.getByRole('complementary');
  await expect(findings.getByText('确认：只通知时间')).toHaveCount(0);
  await expect(findings.getByText('确认：只是名称')).toBeVisible();
  await tabTo(folds);
  await page.keyboard.press('Control+y');
  await expect(findings.getByText('确认：只通知时间')).toBeVisible();
});
