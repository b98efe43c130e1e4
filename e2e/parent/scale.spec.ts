import { barriers } from '../fixtures/barriers.ts';
import { misfits } from '../fixtures/fit.ts';
import { languages, speak } from '../fixtures/looks.ts';
import { scenes } from '../fixtures/scenes.ts';
import { expect, test } from '../fixtures/test.ts';

const SCALES = [1, 1.25, 1.5];

interface Screen {
  name: string;
  width: number;
  height: number;
  scales: readonly number[];
}

/** In every language: theirs differ in the length of words, and the narrowest screens break first. */
const EVERY_SCENE: readonly Screen[] = [
  { name: 'a small phone', width: 320, height: 640, scales: SCALES },
  { name: 'a phone', width: 360, height: 740, scales: SCALES },
];
const TYPICAL_SCENES: readonly Screen[] = [
  { name: 'a large phone', width: 414, height: 896, scales: SCALES },
  { name: 'a tablet', width: 768, height: 1024, scales: SCALES },
];
/** Once is enough. */
const OTHERS: readonly Screen[] = [
  { name: 'a tablet on its side', width: 1024, height: 768, scales: SCALES },
  { name: 'a desk', width: 1280, height: 800, scales: SCALES },
  // The browser's zoom of 200 % leaves half of the pixels to both sides.
  { name: 'a desk at 200 %', width: 640, height: 400, scales: [1] },
  { name: 'a tablet at 200 %', width: 384, height: 512, scales: [1] },
  { name: 'a large phone at 200 %', width: 207, height: 448, scales: [1] },
  { name: 'a phone at 200 %', width: 180, height: 370, scales: [1] },
  { name: 'a small phone at 200 %', width: 160, height: 320, scales: [1] },
  // WCAG's reflow: 1280 × 1024 at 400 %.
  { name: 'a desk at 400 %', width: 320, height: 256, scales: [1] },
];

test.describe('nothing is lost at any size of type and screen', () => {
  for (const scene of scenes) {
    test(scene.name, async ({ phone, school }) => {
      if (scene.trouble) phone.watch.expectTrouble(scene.trouble);
      await scene.go(phone, school);
      for (const language of languages) {
        const isFirst = language === languages[0];
        if (!isFirst) await speak(phone.page, language);
        const screens = [...EVERY_SCENE, ...(isFirst || scene.isTypical ? TYPICAL_SCENES : []), ...(isFirst ? OTHERS : [])];
        for (const { name, scales, ...size } of screens) {
          await phone.page.setViewportSize(size);
          const settings = [false, true].flatMap((care) => (isFirst ? scales : [1]).map((scale) => ({ care, scale })));
          const where = `${language} on ${name}, ${size.width} × ${size.height}`;
          expect.soft(await misfits(phone.page, settings), where).toEqual([]);
        }
      }
    });
  }
});

test.describe('everything fits and can be hit with a mouse', { tag: '@desktop' }, () => {
  for (const scene of scenes.filter(({ isTypical }) => isTypical)) {
    test(scene.name, async ({ phone, school }) => {
      await scene.go(phone, school);
      for (const language of languages) {
        if (language !== languages[0]) await speak(phone.page, language);
        const settings = [false, true].map((care) => ({ care, scale: 1 }));
        expect.soft(await misfits(phone.page, settings), language).toEqual([]);
        expect.soft(await barriers(phone.page), language).toEqual([]);
      }
    });
  }
});
