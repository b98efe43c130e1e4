import { languages, looks, speak, wear } from './fixtures/looks.ts';
import { scenes } from './fixtures/scenes.ts';
import { test } from './fixtures/test.ts';

// Pictures to look at, not to compare: npx playwright test --project=shots
const DESKTOP = { width: 1280, height: 800 };

for (const [number, scene] of scenes.entries()) {
  const name = `${String(number + 1).padStart(2, '0')} ${scene.name}`.replaceAll(' ', '-');

  test.describe(scene.name, () => {
    test('on a phone', async ({ phone, school }) => {
      if (scene.trouble) phone.watch.expectTrouble(scene.trouble);
      await scene.go(phone, school);
      for (const look of looks) {
        await wear(phone.page, look);
        const path = `screenshots/${look.name.replaceAll(/\W+/g, '-')}/${name}.png`;
        await phone.page.screenshot({ path });
      }
      await wear(phone.page, looks[0]!);
      for (const language of languages.slice(1)) {
        await speak(phone.page, language);
        await phone.page.screenshot({ path: `screenshots/${language}/${name}.png`, fullPage: true });
      }
    });

    test.describe('on a desk', () => {
      test.use({ viewport: DESKTOP, isMobile: false, hasTouch: false, deviceScaleFactor: 1 });

      test('in light', async ({ phone, school }) => {
        if (scene.trouble) phone.watch.expectTrouble(scene.trouble);
        await scene.go(phone, school);
        await phone.page.screenshot({ path: `screenshots/desktop/${name}.png` });
      });
    });
  });
}
