import { bar, button, day, link, sheet } from './handset.ts';
import { bindByTyping, cameAs, keeps, looksRight } from './steps.ts';
import { expect, test } from './test.ts';

const SLOT = link('填志愿', day('周二'));
const TUESDAY = link('15:30–17:00', day('周二'));
const RANKED = `${sheet}//*[contains(@class, 'ranked')]/li`;
const ON_PAGE = `${day('周二')}//*[contains(@class, 'wish-slot')]//li`;

test.use({ isDrawn: true });

test('wishes are ranked, saved, and there again after a reload', async ({ handset, school, comesAs }) => {
  await bindByTyping(handset, school.child('三(1)班'), SLOT);
  // The pages of wishes are another program, of the same kind.
  await handset.tap(SLOT);
  await handset.tap(TUESDAY);
  await cameAs(handset, comesAs);

  await handset.tap(button('填这门 足球', sheet));
  await handset.tap(button('填这门 篮球', sheet));
  await expect.poll(() => handset.read(`${RANKED}[1]`)).toContain('足球');
  await handset.tap(button('篮球往前一位', sheet));
  await expect.poll(() => handset.read(`${RANKED}[1]`)).toContain('篮球');
  await looksRight(handset, '20-the-ranking-of-a-slot');
  await handset.tap(button('关闭', sheet));
  await handset.miss(sheet);
  await expect.poll(() => handset.read(bar)).toContain('有改动未保存');

  await handset.tap(button('保存志愿', bar));
  await expect.poll(() => handset.read(bar)).toMatch(/已收到 · SY/);
  await looksRight(handset, '21-the-wishes-are-saved');
  await handset.screen.reload();
  expect(await handset.read(`${ON_PAGE}[1]`)).toContain('篮球');
  expect(await handset.read(`${ON_PAGE}[2]`)).toContain('足球');
  await expect.poll(() => handset.read(bar)).toContain('已保存');
  await cameAs(handset, comesAs);
  await keeps(handset, comesAs);
});
