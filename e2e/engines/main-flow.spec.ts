import { placesTaken } from '../fixtures/guardian.ts';
import { type Handset, bar, button, course, day, heading, link, option, sheet } from './handset.ts';
import { bindByTyping, cameAs, keeps, looksRight } from './steps.ts';
import { expect, test } from './test.ts';

const SLOT = link('15:40–16:40', day('周二'));

test('a code from the letter leads to a receipt, and a reload keeps it', async ({ handset, school, comesAs }) => {
  await handset.open();
  await handset.see(heading('绑定孩子'));
  await looksRight(handset, '01-binding');
  await bindByTyping(handset, school.child('三(1)班'), SLOT);
  await cameAs(handset, comesAs);
  await looksRight(handset, '02-the-empty-week');

  await handset.tap(SLOT);
  await handset.tap(button('选这门课', course('合唱团', sheet)));
  await handset.see(button('已选 ✓', course('合唱团', sheet)));
  await looksRight(handset, '03-the-courses-of-a-slot');
  await handset.tap(button('关闭', sheet));
  await handset.miss(sheet);

  await handset.tap(link('托管', day('周二')));
  await handset.tap(option('17:40 接'));
  await looksRight(handset, '04-the-care-of-a-day');
  await handset.tap(button('关闭', sheet));
  await expect.poll(() => handset.read(day('周二'))).toContain('17:40');
  await expect.poll(() => handset.read(bar)).toContain('1 门');
  await looksRight(handset, '05-the-week-with-a-course');

  await handset.tap(link('', bar));
  await handset.see(heading('提交前，再看一眼'));
  expect(await handset.read('//main')).toContain('合唱团');
  await looksRight(handset, '06-the-review');
  await handset.tap(link('阅读并签署安全协议', bar));
  await handset.see(heading('安全协议'));
  await handset.type('//input', '林晓');
  await looksRight(handset, '07-the-agreement');
  await handset.tap(button('同意并签署'));
  await handset.tap(button('提交', bar));

  const number = await handset.read(`//main//*[contains(@class, 'number')]`);
  expect(number).toMatch(/^HT/);
  await expect.poll(() => placesTaken(school.server, '合唱团')).toBe(1);
  await looksRight(handset, '08-the-receipt');
  await handset.screen.reload();
  expect(await handset.read(`//main//*[contains(@class, 'number')]`)).toBe(number);
  expect(await handset.read('//main')).toContain('17:40');
  await cameAs(handset, comesAs);
  await keeps(handset, comesAs);
});

test('the back button closes a sheet first, then leaves a page', async ({ handset, school }) => {
  await bindByTyping(handset, school.child('三(1)班'), SLOT);
  await handset.tap(SLOT);
  await handset.see(sheet);
  await handset.screen.back();
  await handset.miss(sheet);
  await expect.poll(() => focusedDay(handset), 'the focus is back in the day').toBe('周二');
  await handset.tap(link('门课程'));
  await handset.see(heading('全部课程'));
  await looksRight(handset, '09-all-courses');
  await handset.screen.back();
  await handset.see(SLOT);
});

test('the dark theme and the care mode are put on and stay', async ({ handset, school }) => {
  await bindByTyping(handset, school.child('三(1)班'), SLOT);
  const plain = await look(handset);
  await handset.tap(link('设置'));
  await handset.tap(option('深色'));
  await handset.tap(option('大字版'));
  await expect.poll(() => look(handset)).not.toEqual(plain);
  await looksRight(handset, '10-the-settings-in-dark-care-mode');
  await handset.screen.reload();
  await handset.see(heading('设置'));
  const worn = await look(handset);
  expect(worn.theme).toBe('dark');
  expect(worn.background).not.toBe(plain.background);
  expect(worn.textSize).toBeGreaterThan(plain.textSize);
  await handset.tap(link('返回'));
  await handset.see(SLOT);
  await looksRight(handset, '11-the-week-in-dark-care-mode');
});

function focusedDay(handset: Handset): Promise<string | undefined> {
  return handset.evaluate(`document.activeElement.closest('section')?.querySelector('h2').textContent`);
}

interface Look {
  theme: string;
  background: string;
  textSize: number;
}

function look(handset: Handset): Promise<Look> {
  return handset.evaluate(`(() => {
    const body = getComputedStyle(document.body);
    const theme = document.documentElement.dataset.theme;
    return { theme, background: body.backgroundColor, textSize: parseFloat(body.fontSize) };
  })()`);
}
