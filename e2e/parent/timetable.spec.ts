import { expect, test } from '../fixtures/test.ts';

test.describe('the timetable of the family', () => {
  test('shows all children side by side and when they leave', async ({ phone, school }) => {
    const [older, younger] = [school.child('三(1)班'), school.child('一(1)班')];
    await phone.bindTo(older);
    await phone.choose('合唱团');
    await phone.chooseCare('周二', '18:30');
    await phone.submit();
    await phone.bindTo(younger);
    await phone.chooseCare('周二', '16:40');
    await phone.open('#/');
    await phone.page.getByRole('link', { name: '课表、日历和打印' }).click();

    const tuesday = phone.page.locator('.family-day').filter({ has: phone.page.getByRole('heading', { name: '周二' }) });
    await expect(tuesday).toContainText('合唱团');
    await expect(tuesday).toContainText('18:30 接');
    await expect(tuesday).toContainText('16:40 接');
    await expect(tuesday).toContainText('孩子放学时间不同');
    await expect(phone.page.getByText(`${younger.name}有改动还没有提交`)).toBeVisible();
  });

  test('fits on one page of paper, without buttons', async ({ phone, school }) => {
    await phone.bindTo(school.child('三(1)班'));
    await phone.choose('合唱团', '羽毛球');
    await phone.open('#/timetable');
    await phone.page.emulateMedia({ media: 'print' });
    await expect(phone.page.getByRole('button', { name: '打印' })).toBeHidden();
    await expect(phone.page.getByRole('heading', { name: '课表' })).toBeVisible();
    const pdf = await phone.page.pdf({ format: 'A4' });
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  });

  test('goes into the phone\'s calendar by an address without a token', async ({ phone, school }) => {
    await phone.bindTo(school.child('三(1)班'));
    await phone.choose('合唱团');
    await phone.submit();
    await phone.open('#/timetable');
    const [download] = await Promise.all([
      phone.page.waitForEvent('download'),
      phone.page.getByRole('button', { name: '加到手机日历' }).click(),
    ]);
    expect(new URL(download.url()).pathname).toMatch(/^\/api\/files\/[\w.-]{20,}$/);
    const stream = await download.createReadStream();
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    const calendar = Buffer.concat(chunks).toString('utf8');
    expect(calendar).toContain('BEGIN:VCALENDAR');
    expect(calendar).toContain('合唱团');
  });
});

test('a draft goes on with another phone of the same guardian, and with a wiped storage', async ({ phone, school }) => {
  await phone.bindTo(school.child('三(1)班'));
  await phone.choose('合唱团');
  await phone.page.waitForResponse((answer) => answer.url().endsWith('/draft') && answer.ok());
  await phone.page.evaluate(() => {
    for (const key of Object.keys(localStorage)) if (key !== 'afterbell.token') localStorage.removeItem(key);
  });
  await phone.page.reload();
  await expect(phone.week.chosen('周二', '合唱团')).toContainText('待提交');
});
