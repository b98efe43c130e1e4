import { barriers } from '../fixtures/barriers.ts';
import { keyOf } from '../fixtures/district.ts';
import { pick, press, write } from '../fixtures/keys.ts';
import { add, expect, join, test } from '../fixtures/officer.ts';

test('a district makes a word list its own, tried by its examples and over all menus', async ({ page, district, schools }) => {
  const [, school] = schools;
  await join(page, district, '王科');
  await add(page, '滨河小学', school.server.url, await keyOf(school));
  await expect(page.getByText('已添加“滨河小学”，学校已经答复。')).toBeVisible();
  await press(page.getByRole('link', { name: '政策包与收费标准' }));
  await pick(page.getByLabel('从内置的政策包开始'), '舟山市“1+X”');
  await press(page.getByRole('button', { name: '用这一份' }));
  const text = page.getByLabel('政策包（TOML）');
  const bundled = await text.inputValue();
  const list = page.getByLabel('词表', { exact: true });
  await expect(list.locator('option')).toHaveText([
    '商业推广（commerce，内置的）',
    '危险性较高的活动（danger，内置的）',
    '讲授新课（new-lessons，内置的）',
    '学科补课或竞赛培训（subject-make-up，内置的）',
  ]);
  await pick(list, '学科补课或竞赛培训（subject-make-up，内置的）');
  await expect(page.getByLabel('这些词是说什么的')).toHaveValue(/补课/);
  await pick(list, '讲授新课（new-lessons，内置的）');
  await expect(page.getByLabel('这些词是说什么的')).toHaveValue('讲授新课');
  await expect(page.getByLabel('第 1 个词', { exact: true })).toHaveValue('讲新课');
  await expect(page.getByLabel('第 1 个词的例外')).toHaveValue('不讲新课、不得讲新课、严禁讲新课');
  const caught = page.getByLabel('应当找到的例句，每行一句', { exact: true });
  const examples = await caught.inputValue();
  expect(await barriers(page), 'a word list').toEqual([]);

  // A word that cries at an example is refused with the sentence, and written nowhere.
  const lastWord = page.getByRole('textbox', { name: /^第 \d+ 个词$/ }).last();
  const lastException = page.getByRole('textbox', { name: /^第 \d+ 个词的例外$/ }).last();
  await press(page.getByRole('button', { name: '加一个词' }));
  await expect(lastWord).toBeFocused();
  await page.keyboard.type('课桌');
  await press(page.getByRole('button', { name: '把词表写进政策包' }));
  await expect(page.getByText(/^\d 处和例句对不上，还没有写进政策包。$/)).toBeVisible();
  await expect(page.getByText('例句“新课桌收纳”里不应当找到词，却找到了“课桌”')).toBeVisible();
  expect(await text.inputValue()).toBe(bundled);
  expect(await barriers(page), 'an example that comes out the other way').toEqual([]);

  // With an exception it is right, stands in the pack's text, and is saved with it.
  await write(lastException, '新课桌');
  await write(caught, `${examples}\n买课桌`);
  await press(page.getByRole('button', { name: '把词表写进政策包' }));
  await expect(page.getByText('已把词表“讲授新课”写进下面的政策包。请试行后保存。')).toBeVisible();
  await expect(list.locator('option').nth(2)).toHaveText('讲授新课（new-lessons，本区自己的）');
  await expect(text).toHaveValue(/\[word_lists\.new-lessons\]\nabout = "讲授新课"/);
  await press(page.getByRole('button', { name: '试行' }));
  await expect(page.getByText('各校的检查结果都不变。').or(page.getByRole('row', { name: /滨河小学/ })).first()).toBeVisible();
  await press(page.getByRole('button', { name: '保存为新版本' }));
  await expect(page.getByText('已保存为第 1 版。')).toBeVisible();

  // What a word would newly find in the published menus is known before it is saved.
  await write(lastWord, '篮球');
  await write(lastException, '');
  await write(caught, `${examples}\n篮球训练`);
  await press(page.getByRole('button', { name: '把词表写进政策包' }));
  await expect(page.getByText('已把词表“讲授新课”写进')).toBeVisible();
  await press(page.getByRole('button', { name: '试行' }));
  await expect(page.getByRole('row', { name: /滨河小学 .*new-lesson-words/ })).toBeVisible();
  expect(await barriers(page), 'a trial').toEqual([]);

  // Written by hand it is held against the same examples, with the line of the sentence.
  const own = await text.inputValue();
  await write(text, own.replace('find = "篮球"', 'find = "别的"'));
  await expect(page.getByText('政策包还有写得不对的地方')).toBeVisible();
  await press(page.getByRole('button', { name: '试行' }));
  await expect(page.getByText('例句“篮球训练”里应当找到词，却没有找到')).toBeVisible();
  await expect(page.getByRole('button', { name: '保存为新版本' })).toBeDisabled();
  await press(page.getByRole('button', { name: /^第 \d+ 行$/ }));
  const selected = await text.evaluate((field: HTMLTextAreaElement) => field.value.slice(field.selectionStart, field.selectionEnd));
  expect(selected.trim()).toBe('"篮球训练",');
  await write(text, own);

  // And back to the bundled one. While the text cannot be read, no list is chosen in it.
  await pick(list, '讲授新课（new-lessons，本区自己的）');
  await press(page.getByRole('button', { name: '改回内置的词表' }));
  await expect(page.getByText('词表“讲授新课”已改回内置的。请试行后保存。')).toBeVisible();
  expect(await text.inputValue()).toBe(bundled);
  await expect(page.getByRole('textbox', { name: /^第 \d+ 个词$/ }).last()).toHaveValue('教材同步');
});
