import { misfits } from '../fixtures/fit.ts';
import { languages, speak } from '../fixtures/looks.ts';
import { scenes } from '../fixtures/scenes.ts';
import { expect, test } from '../fixtures/test.ts';

const SETTINGS = [false, true].map((care) => ({ care, scale: 1 }));

test.describe('everything fits and can be hit on', () => {
  for (const scene of scenes) {
    const tag = scene.isTypical ? ['@narrow', '@everywhere', '@tablet'] : ['@narrow'];
    test(scene.name, { tag }, async ({ phone, school }) => {
      if (scene.trouble) phone.watch.expectTrouble(scene.trouble);
      await scene.go(phone, school);
      expect.soft(await misfits(phone.page, SETTINGS)).toEqual([]);
      for (const language of languages.slice(1)) {
        await speak(phone.page, language);
        expect.soft(await misfits(phone.page, SETTINGS), language).toEqual([]);
      }
    });
  }
});
