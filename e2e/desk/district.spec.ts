import { barriers } from '../fixtures/barriers.ts';
import { keyOf, nowhere } from '../fixtures/district.ts';
import { pick, press, write, writeDate } from '../fixtures/keys.ts';
import { add, expect, join, test } from '../fixtures/officer.ts';

test('a district sees its schools, tries a pack over their menus and saves it', async ({ page, district, schools }) => {
  const [judged, other] = schools;
  await join(page, district, '王科');
  await expect(page.getByText('还没有学校')).toBeVisible();
  expect(await barriers(page), 'no schools yet').toEqual([]);

  // What is written wrong is told beside the form, before anything is sent.
  await add(page, '试验小学', 'http://xuanke.example.school', await keyOf(judged));
  await expect(page.getByText('网址不对')).toBeVisible();
  await add(page, '试验小学', judged.server.url, 'abc');
  await expect(page.getByText('密钥不对。它是 43 个字母和数字')).toBeVisible();
  await add(page, '试验小学', judged.server.url, await keyOf(judged));
  await expect(page.getByText('已添加“试验小学”，学校已经答复。')).toBeVisible();
  await add(page, '滨河小学', other.server.url, await keyOf(other));
  await expect(page.getByText('已添加“滨河小学”，学校已经答复。')).toBeVisible();
  await add(page, '城东小学', await nowhere(), 'x'.repeat(43));
  await expect(page.getByText('已添加“城东小学”，但学校没有答复：连不上这个地址')).toBeVisible();
  await expect(page.getByText('1 所学校最近一次没有答复。')).toBeVisible();
  await expect(page.getByRole('row', { name: /试验小学 .*2 处必须改正，0 处待确认.*按“试验区外聘办法”检查/ })).toBeVisible();
  await expect(page.getByRole('row', { name: /城东小学 .*还没有答复过.*没有答复：连不上/ })).toBeVisible();
  expect(await barriers(page), 'three schools').toEqual([]);

  // A heading sorts, and once more the other way round; who has not answered comes last.
  const names = page.getByRole('rowheader');
  await press(page.getByRole('button', { name: '学校自查' }));
  await expect(names).toHaveText([/试验小学/, /城东小学/, /滨河小学/]);
  await expect(page.getByRole('columnheader', { name: '学校自查' })).toHaveAttribute('aria-sort', 'ascending');
  await press(page.getByRole('button', { name: '学校', exact: true }));
  await press(page.getByRole('button', { name: '学校', exact: true }));
  await expect(page.getByRole('columnheader', { name: '学校', exact: true })).toHaveAttribute('aria-sort', 'descending');

  // A pack begins with a bundled one; what is written wrong stands beside its line.
  await press(page.getByRole('link', { name: '政策包与收费标准' }));
  await expect(page.getByText('还没有保存过')).toBeVisible();
  await pick(page.getByLabel('从内置的政策包开始'), '舟山市“1+X”');
  await press(page.getByRole('button', { name: '用这一份' }));
  const text = page.getByLabel('政策包（TOML）');
  const written = await text.inputValue();
  await write(text, written.replace('severity = "error"', 'severity = "eror"'));
  await expect(page.getByRole('button', { name: '保存为新版本' })).toBeDisabled();
  await press(page.getByRole('button', { name: '试行' }));
  await expect(page.getByText('1 处写得不对')).toBeVisible();
  await expect(text).toHaveAttribute('aria-invalid', 'true');
  expect(await barriers(page), 'a text that is wrong').toEqual([]);
  await press(page.getByRole('button', { name: /第 \d+ 行/ }));
  const selected = await text.evaluate((field: HTMLTextAreaElement) => field.value.slice(field.selectionStart, field.selectionEnd));
  expect(selected).toBe('severity = "eror"');
  // What is written and not saved is not replaced unasked.
  page.once('dialog', (dialog) => void dialog.dismiss());
  await press(page.getByRole('button', { name: '用这一份' }));
  await expect(text).toHaveValue(/severity = "eror"/);
  await write(text, written);
  await press(page.getByRole('button', { name: '试行' }));
  await expect(page.getByRole('heading', { name: '试行结果（还没有保存）' })).toBeVisible();
  await expect(page.getByRole('row', { name: /试验小学.*收费.*fee-standard/ })).toBeVisible();
  await expect(page.getByText('还没有答复过、不知道会怎样的学校：城东小学')).toBeVisible();
  expect(await barriers(page), 'a trial').toEqual([]);
  await press(page.getByRole('button', { name: '保存为新版本' }));
  await expect(page.getByText('已保存为第 1 版。')).toBeInViewport();
  await expect(page.getByRole('row', { name: /^1 舟山市/ })).toBeVisible();
  await expect(page.getByLabel('词表', { exact: true }).locator('option', { hasText: '讲授新课（new-lessons，内置的）' })).toHaveCount(1);

  // A fee standard is written into the text by a form; the trial says whom it helps.
  await write(page.getByLabel('文号'), '价费〔2026〕1号');
  await writeDate(page.getByLabel('公布日期'), '2026-07-01');
  await write(page.getByLabel('每项服务每学期最高（元）'), '很多');
  await write(page.getByLabel('每门课程每学期最高（元）'), '599.50');
  await page.keyboard.press('Enter');
  await expect(page.getByText('请写金额，如 600 或 599.50')).toBeVisible();
  await write(page.getByLabel('每项服务每学期最高（元）'), '600');
  await page.keyboard.press('Enter');
  await expect(page.getByText('已写进下面的政策包。请试行后保存。')).toBeVisible();
  await expect(text).toHaveValue(/\[fee_standard\]\ndocument = "价费〔2026〕1号"\npublished_on = "2026-07-01"\nservice_fen = 60000\ncourse_fen = 59950\n$/);
  await press(page.getByRole('button', { name: '试行' }));
  await expect(page.getByRole('row', { name: /滨河小学 — .*收费.*fee-standard/ })).toBeVisible();
  await press(page.getByRole('button', { name: '保存为新版本' }));
  await expect(page.getByText('已保存为第 2 版。')).toBeVisible();
  await expect(page.getByRole('row', { name: /^2 舟山市“1\+X”/ })).toBeVisible();

  // What a school has published, with what is found in it.
  await press(page.getByRole('link', { name: '各校情况' }));
  await expect(page.getByText('按区县政策包“舟山市“1+X””第 2 版检查')).toBeVisible();
  await press(page.getByRole('link', { name: '试验小学' }));
  await expect(page.getByRole('heading', { level: 1, name: '试验小学' })).toBeVisible();
  await expect(page.getByRole('heading', { name: '学校按“试验区外聘办法”自查的结果' })).toBeVisible();
  await expect(page.getByRole('row', { name: /游泳/ })).toBeVisible();
  expect(await barriers(page), 'a school').toEqual([]);
  await press(page.getByRole('button', { name: '现在询问' }));
  await expect(page.getByText('学校已经答复。')).toBeVisible();
  // A school that has moved is asked where it is now.
  await press(page.getByText('修改网址……'));
  await write(page.getByLabel('学校服务的网址'), 'http://xuanke.example.school');
  await page.keyboard.press('Enter');
  await expect(page.getByText('网址不对')).toBeVisible();
  await write(page.getByLabel('学校服务的网址'), `${judged.server.url}/`);
  await page.keyboard.press('Enter');
  await expect(page.getByText('网址已修改，学校已经答复。')).toBeVisible();
  // A school that goes away is told, and its last answer stays.
  await district.passSeconds(1200);
  await press(page.getByRole('link', { name: '返回各校情况' }));
  await press(page.getByRole('link', { name: '城东小学' }));
  await expect(page.getByText('学校还没有答复过，没有可看的内容。')).toBeVisible();
  page.once('dialog', (dialog) => void dialog.accept());
  await press(page.getByRole('button', { name: '移除这所学校' }));
  await expect(page.getByRole('heading', { level: 1, name: '各校情况' })).toBeVisible();
  await expect(page.getByRole('rowheader')).toHaveCount(2);
  await expect(page.getByRole('row', { name: /滨河小学 .*20 分钟前/ })).toBeVisible();

  await press(page.getByRole('link', { name: '操作记录' }));
  await expect(page.getByRole('row', { name: /王科 移除学校 城东小学/ })).toBeVisible();
  await expect(page.getByRole('row', { name: /王科 保存政策包/ })).toHaveCount(2);
  expect(await barriers(page), 'the log').toEqual([]);
  await press(page.getByRole('button', { name: '退出' }));
  await expect(page.getByRole('heading', { name: '登录课后服务督导' })).toBeVisible();
});
