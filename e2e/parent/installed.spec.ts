import { speak } from '../fixtures/looks.ts';
import { expect, test } from '../fixtures/test.ts';

test.use({ contextOptions: { reducedMotion: 'reduce', serviceWorkers: 'allow' } });

test('opens without a network and without a page cache, and shows what was known', async ({ phone, school }) => {
  phone.watch.expectTrouble(/ERR_INTERNET_DISCONNECTED/);
  const child = school.child('三(1)班');
  await phone.bindTo(child);
  await phone.choose('合唱团');
  await phone.page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  // Everything the page names is kept before the network goes.
  await expect.poll(() => phone.page.evaluate(async () => (await (await caches.open('afterbell-1')).keys()).length)).toBeGreaterThan(5);
  const kept = await phone.page.evaluate(async () => (await (await caches.open('afterbell-1')).keys()).map((key) => new URL(key.url).pathname));
  expect(kept.filter((path) => path.startsWith('/api/')), 'nothing the API says is in the cache').toEqual([]);

  await phone.page.context().setOffline(true);
  const later = await phone.page.context().newPage();
  await phone.page.close();
  await later.goto('/');
  await expect(later.getByRole('heading', { name: `${child.name}的一周` })).toBeAttached();
  await expect(later.getByRole('region', { name: '已选内容' })).toContainText('1 门');
  await expect(later.locator('.notices')).toHaveText('没有连上学校，这是上次打开时的内容');

  await phone.page.context().setOffline(false);
  await later.reload();
  await expect(later.locator('.notices')).toBeEmpty();
});

for (const { language, name } of [
  { language: 'zh-Hans', name: '课后服务选课' },
  { language: 'en', name: 'After-school courses' },
] as const) test(`can be put on the home screen in ${language}`, async ({ phone }) => {
  await phone.open();
  await speak(phone.page, language);
  const manifest = await phone.page.evaluate(async () => {
    const link = document.querySelector<HTMLLinkElement>('link[rel="manifest"]');
    const answer = await fetch(link?.href ?? '');
    return { type: answer.headers.get('content-type'), content: (await answer.json()) as { name: string; lang: string; icons: { src: string }[] } };
  });
  expect(manifest.type).toBe('application/manifest+json');
  expect(manifest.content).toMatchObject({ name, lang: language });
  for (const { src } of manifest.content.icons) {
    const icon = await phone.page.request.get(src);
    expect(icon.headers()['content-type'], src).toMatch(/^image\//);
  }
});
