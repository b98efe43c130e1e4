import { barriers } from '../fixtures/barriers.ts';
import { languages, looks, speak, wear } from '../fixtures/looks.ts';
import { scenes } from '../fixtures/scenes.ts';
import { expect, test } from '../fixtures/test.ts';

/** Ending with the one it began with. */
const OTHER_WIDTHS = [320, 414, 360];

test.describe('no barrier is found on', () => {
  for (const scene of scenes) {
    test(scene.name, async ({ phone, school }) => {
      if (scene.trouble) phone.watch.expectTrouble(scene.trouble);
      await scene.go(phone, school);
      for (const look of looks) {
        await wear(phone.page, look);
        const extent = look === looks[0] ? 'all' : 'style';
        expect.soft(await barriers(phone.page, extent), `${scene.name} in ${look.name}`).toEqual([]);
      }
      for (const width of scene.isTypical ? OTHER_WIDTHS : []) {
        await phone.page.setViewportSize({ width, height: 740 });
        expect.soft(await barriers(phone.page, 'style'), `${scene.name} at ${width}`).toEqual([]);
      }
      for (const language of languages.slice(1)) {
        await speak(phone.page, language);
        expect.soft(await barriers(phone.page), `${scene.name} in ${language}`).toEqual([]);
      }
    });
  }
});
