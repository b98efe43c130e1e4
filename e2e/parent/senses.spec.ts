import type { Locator } from '@playwright/test';
import { sceneNamed, scenes } from '../fixtures/scenes.ts';
import { expect, test } from '../fixtures/test.ts';

/** How a thing is drawn, once the system's colours have replaced the page's. */
function drawing(thing: Locator): Promise<{ ground: string; edge: string; text: string }> {
  return thing.evaluate((element) => {
    const { backgroundColor, borderTopWidth, borderTopStyle, borderTopColor, color } = getComputedStyle(element);
    // The system's colours replace the page's, but not how far they let through what is behind them.
    const [ground, edge, text] = [backgroundColor, borderTopColor, color].map((color) => color.match(/\d+, \d+, \d+/)?.[0] ?? color);
    return { ground: `${ground}`, edge: `${borderTopWidth} ${borderTopStyle} ${edge}`, text: `${text}` };
  });
}

test.describe('in the colours of the system', () => {
  test.beforeEach(async ({ phone }) => {
    await phone.page.emulateMedia({ forcedColors: 'active' });
  });

  test('the child on the screen is told from the others', async ({ phone, school }) => {
    await sceneNamed('the week of the second child').go(phone, school);
    const current = await drawing(phone.week.chip(school.child('一(1)班').name));
    const other = await drawing(phone.week.chip(school.child('三(1)班').name));
    expect(current.ground).not.toBe(other.ground);
    expect(current.text).not.toBe(current.ground);
  });

  test('a filter that is on and a course that is chosen are told from the others', async ({ phone, school }) => {
    await sceneNamed('all courses').go(phone, school);
    const [on, off] = [await drawing(phone.courses.filter('体育')), await drawing(phone.courses.filter('艺术'))];
    expect(on.ground).not.toBe(off.ground);
    expect(on.text).not.toBe(on.ground);
    const [chosen, free] = [phone.courses.course('羽毛球').button, phone.courses.course('小足球').button];
    expect((await drawing(chosen)).ground).not.toBe((await drawing(free)).ground);
  });

  test('a step that cannot be taken yet is told from one that can', async ({ phone, school }) => {
    await sceneNamed('the review with problems').go(phone, school);
    const blocked = await drawing(phone.review.submit);
    await phone.review.remove('羽毛球').click();
    const ready = await drawing(phone.review.sign);
    expect(blocked.text).not.toBe(ready.text);
    expect(ready.edge).toMatch(/^1px solid/);
  });

  test('what has the focus has an outline', async ({ phone, school }) => {
    await sceneNamed('all courses').go(phone, school);
    await phone.page.keyboard.press('Tab');
    const outline = await phone.page.evaluate(() => {
      const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement ?? document.body);
      return `${outlineStyle} ${outlineWidth}`;
    });
    expect(outline).toBe('solid 3px');
  });

  for (const [scene, boxes] of [
    ['the week with courses and care', ['.phase', '.track', '.block', '.bar']],
    ['the courses of a slot', ['.sheet']],
    ['a course the child cannot take', ['.why-not']],
    ['the review with problems', ['.notice', '.week-strip .care']],
    ['binding with a wrong code', ['.message']],
    ['the timetable of two children', ['.columns > div']],
    ['the question before withdrawing', ['.paper', '.confirm']],
  ] as const) {
    test(`boxes are lines where they were colours: ${scene}`, async ({ phone, school }) => {
      await sceneNamed(scene).go(phone, school);
      for (const box of boxes) {
        expect((await drawing(phone.page.locator(box).first())).edge, box).toMatch(/^(1|1\.5|2|4)px (solid|dashed)/);
      }
    });
  }
});

test.describe('whoever asked for less motion', () => {
  for (const scene of scenes.filter((scene) => scene.isTypical)) {
    test(`sees none: ${scene.name}`, async ({ phone, school }) => {
      await scene.go(phone, school);
      expect(await moving(phone.page.locator('*'))).toEqual([]);
    });
  }

  test('and only they: a sheet comes up from the edge', async ({ phone, school }) => {
    await phone.page.emulateMedia({ reducedMotion: 'no-preference' });
    await sceneNamed('the courses of a slot').go(phone, school);
    expect(await moving(phone.page.locator('*'))).toEqual(['sheet']);
  });
});

function moving(everything: Locator): Promise<string[]> {
  return everything.evaluateAll((elements) =>
    elements
      .filter((element) => {
        const { animationName, transitionDuration, scrollBehavior } = getComputedStyle(element);
        return animationName !== 'none' || parseFloat(transitionDuration) > 0 || scrollBehavior === 'smooth';
      })
      .map((element) => element.getAttribute('class') ?? element.tagName),
  );
}
