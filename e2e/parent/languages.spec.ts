import { barriers } from '../fixtures/barriers.ts';
import { placesTaken } from '../fixtures/guardian.ts';
import { expect, test } from '../fixtures/test.ts';

const TABLES = /\.txt$/;

test.describe('the language of the phone is spoken at the first opening:', () => {
  const phones = [
    { locale: 'zh-TW', lang: 'zh-Hant', title: '綁定孩子 · 課後服務選課', heading: '綁定孩子' },
    { locale: 'zh-HK', lang: 'zh-Hant', title: '綁定孩子 · 課後服務選課', heading: '綁定孩子' },
    { locale: 'en-GB', lang: 'en', title: 'Add your child · After-school courses', heading: 'Add your child' },
    { locale: 'zh-SG', lang: 'zh-Hans', title: '绑定孩子 · 课后服务选课', heading: '绑定孩子' },
    { locale: 'fr-FR', lang: 'zh-Hans', title: '绑定孩子 · 课后服务选课', heading: '绑定孩子' },
  ];
  for (const { locale, lang, title, heading } of phones) {
    test.describe(locale, () => {
      test.use({ locale });

      test(`is answered in ${lang}`, async ({ phone }) => {
        await phone.open();
        await expect(phone.page.getByRole('heading', { name: heading })).toBeVisible();
        await expect(phone.page.locator('html')).toHaveAttribute('lang', lang);
        await expect(phone.page).toHaveTitle(title);
        const tables = phone.watch.requests(TABLES);
        expect(tables, 'the sentences of one language only').toHaveLength(1);
        expect(tables[0]).toContain(`/${lang}-`);
      });
    });
  }

  test.describe('English on a phone whose app cannot start', () => {
    test.use({ locale: 'en-US' });

    test('is answered in English, before the app', async ({ phone }) => {
      phone.watch.expectTrouble(/ERR_|uncaught|Failed to fetch/);
      await phone.page.route('**/*.wasm', (route) => route.abort());
      await phone.open();
      await expect(phone.page.getByRole('heading')).toHaveText(['This page did not open']);
      await expect(phone.page.getByRole('button', { name: 'Try again' })).toBeInViewport();
      await expect(phone.page).toHaveTitle('After-school courses');
    });
  });
});

test.describe('changing the language', () => {
  test('works before a child is bound, and survives a reload', async ({ phone }) => {
    await phone.open();
    await expect(phone.page.getByRole('button', { name: '简体中文' })).toHaveAttribute('aria-pressed', 'true');
    await phone.page.getByRole('button', { name: 'English' }).click();
    await expect(phone.page.getByRole('heading', { name: 'Add your child' })).toBeVisible();
    await expect(phone.page.locator('html')).toHaveAttribute('lang', 'en');
    await expect(phone.page).toHaveTitle('Add your child · After-school courses');
    await phone.page.reload();
    await expect(phone.page.getByRole('heading', { name: 'Add your child' })).toBeVisible();
    await expect(phone.page.getByRole('button', { name: 'English' })).toHaveAttribute('aria-pressed', 'true');
    await phone.page.getByRole('button', { name: '简体中文' }).click();
    await expect(phone.bind.heading).toBeVisible();
  });

  test('keeps the page, the child and what was chosen', async ({ phone, school }) => {
    const child = school.child('三(1)班');
    await phone.bindTo(child);
    await phone.choose('合唱团', '羽毛球');
    await phone.week.settings.click();
    await phone.page.getByRole('button', { name: '繁體中文' }).click();
    await expect(phone.page.getByRole('heading', { name: '設定' })).toBeVisible();
    await expect(phone.page.locator('html')).toHaveAttribute('lang', 'zh-Hant');
    await phone.open('#/');
    await expect(phone.page.getByRole('heading', { name: `${child.name}的一週` })).toBeAttached();
    await expect(phone.page.locator('.bar')).toContainText('2 門 · ¥480');
    await expect(phone.page.getByText('選課進行中，還有 1 天 9 小時')).toBeVisible();
  });
});

test.describe('in English', () => {
  test.use({ locale: 'en-GB' });

  test('a parent comes from the letter to the receipt', async ({ phone, school }) => {
    const { page } = phone;
    const noBarrier = async (where: string) => expect.soft(await barriers(page), where).toEqual([]);
    const child = school.child('三(1)班');
    await phone.open();
    await page.getByRole('textbox', { name: 'Code from the letter' }).fill('1234');
    await page.getByRole('button', { name: 'Add child' }).click();
    await expect(page.getByRole('alert')).toHaveText('A code has 16 letters and digits. Please check it against the letter from school.');
    await noBarrier('binding');
    await page.getByRole('textbox', { name: 'Code from the letter' }).fill(child.code);
    await page.getByRole('button', { name: 'Add child' }).click();

    await expect(page.getByRole('heading', { name: `${child.name}’s week` })).toBeAttached();
    await expect(page.getByRole('timer')).toHaveText('Open now, 1 day 9 hours left');
    await expect(page.getByText('You can change everything until 10 Sep, 20:00')).toBeVisible();
    await noBarrier('the week');
    await page.getByRole('link', { name: 'Choose 15:40–16:40 · 4 open' }).first().click();
    const sheet = page.getByRole('dialog', { name: 'Tue 15:40–16:40' });
    // By its heading: once it is chosen, others tell its name as what they clash with.
    const heading = page.getByRole('heading', { name: '合唱团', exact: true });
    const choir = sheet.getByRole('listitem').filter({ has: heading });
    await choir.getByRole('button', { name: 'Choose' }).click();
    await expect(choir.getByRole('button')).toHaveText('Chosen ✓');
    await noBarrier('a slot');
    await sheet.getByRole('button', { name: 'Close' }).click();

    await page.getByRole('link', { name: 'Care on Tue: No care Home at 16:40. Tap to change.' }).click();
    await page.getByRole('radio', { name: 'Pick-up 17:40' }).check();
    await noBarrier('care');
    await page.getByRole('button', { name: 'Close' }).click();
    const choices = page.getByRole('region', { name: 'Your choices' });
    await expect(choices).toContainText('1 course · Free');
    await expect(choices).toContainText('1 day of care · not submitted');

    await page.getByRole('link', { name: 'All courses (52)' }).click();
    const badminton = page.getByRole('listitem').filter({ hasText: '羽毛球' });
    await expect(badminton).toContainText('¥480.00 a term');
    await badminton.getByRole('button', { name: 'Choose' }).click();
    await expect(choices).toContainText('2 courses · ¥480.00');
    await noBarrier('all courses');

    await choices.getByRole('link', { name: 'Review' }).click();
    await expect(page.getByRole('heading', { name: 'Check before you submit' })).toBeFocused();
    await expect(page.getByText('Basic care, 1 day')).toBeVisible();
    await page.getByRole('link', { name: 'Read and sign the safety agreement' }).click();
    await page.getByRole('textbox', { name: 'Parent’s name' }).fill('Lin Xiao');
    await noBarrier('the agreement');
    await page.getByRole('button', { name: 'Agree and sign' }).click();
    await expect(page.getByRole('button', { name: 'Submit' })).toBeVisible();
    await noBarrier('the review');
    await page.getByRole('button', { name: 'Submit' }).click();
    await expect(page.getByText(/^HT-/)).toBeVisible();
    await expect(page.getByText('Received 9 Sep, 10:30 · you can change it until 10 Sep, 20:00')).toBeVisible();
    await expect(page.getByText('Mon 15:30–17:00, Wed 15:30–17:00')).toBeVisible();
    await expect(page).toHaveTitle('Receipt · After-school courses');
    await noBarrier('the receipt');
    await expect.poll(() => placesTaken(school.server, '合唱团')).toBe(1);
  });
});

test.describe('sentences that do not arrive', () => {
  const ways = [
    { what: 'no network', answer: { abort: true } },
    { what: 'a file that is gone', answer: { status: 404, body: '' } },
    { what: 'the page of a network that wants a sign-in first', answer: { status: 200, contentType: 'text/plain', body: '<p>Wi-Fi' } },
  ];
  for (const { what, answer } of ways) {
    test(`${what}: a page in words, and trying again works`, async ({ phone }) => {
      phone.watch.expectTrouble(/ERR_|uncaught|Failed to fetch|status of 404|integrity/i);
      await phone.page.route(TABLES, (route) => ('abort' in answer ? route.abort() : route.fulfill(answer)));
      await phone.open();
      await expect(phone.page.getByRole('heading', { name: '没有打开' })).toBeInViewport();
      await expect(phone.page.getByText('请检查网络后再试一次。')).toBeInViewport();
      await phone.page.unroute(TABLES);
      await phone.page.getByRole('button', { name: '再试一次' }).click();
      await expect(phone.bind.heading).toBeVisible();
      await expect(phone.page.getByRole('heading', { name: '没有打开' })).toBeHidden();
    });
  }
});
