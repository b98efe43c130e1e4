import { misfits } from '../fixtures/fit.ts';
import { scenes } from '../fixtures/scenes.ts';
import { expect, test } from '../fixtures/test.ts';

const SCALES = [1, 1.25, 1.5];

const SCREENS: readonly { name: string; width: number; height: number; scales: readonly number[] }[] = [
  { name: 'a small phone', width: 320, height: 640, scales: SCALES },
  { name: 'a phone', width: 360, height: 740, scales: SCALES },
  { name: 'a large phone', width: 414, height: 896, scales: SCALES },
  { name: 'a tablet', width: 768, height: 1024, scales: SCALES },
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
      for (const { name, scales, ...size } of SCREENS) {
        await phone.page.setViewportSize(size);
        const settings = [false, true].flatMap((care) => scales.map((scale) => ({ care, scale })));
        expect.soft(await misfits(phone.page, settings), `${name}, ${size.width} × ${size.height}`).toEqual([]);
      }
    });
  }
});
