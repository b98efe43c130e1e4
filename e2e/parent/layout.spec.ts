import type { Page } from '@playwright/test';
import { languages, looks, speak, wear } from '../fixtures/looks.ts';
import { scenes } from '../fixtures/scenes.ts';
import { expect, test } from '../fixtures/test.ts';

const SIZES = looks.filter((look) => look.theme === 'light');
/** Sides of what a thumb hits, in CSS pixels. */
const TARGET = { plain: 44, care: 60 };

test.describe('everything fits and can be hit on', () => {
  for (const scene of scenes) {
    const tag = scene.isTypical ? ['@narrow', '@everywhere'] : ['@narrow'];
    test(scene.name, { tag }, async ({ phone, school }) => {
      if (scene.trouble) phone.watch.expectTrouble(scene.trouble);
      await scene.go(phone, school);
      for (const look of SIZES) {
        await wear(phone.page, look);
        expect.soft(await beyondTheEdge(phone.page), `${look.name}: beyond the right edge`).toEqual([]);
        expect.soft(await smallTargets(phone.page, look.care ? TARGET.care : TARGET.plain), `${look.name}: too small`).toEqual([]);
      }
      for (const language of languages.slice(1)) {
        await speak(phone.page, language);
        for (const look of SIZES) {
          await wear(phone.page, look);
          expect.soft(await beyondTheEdge(phone.page), `${language}, ${look.name}: beyond the right edge`).toEqual([]);
          expect.soft(await smallTargets(phone.page, look.care ? TARGET.care : TARGET.plain), `${language}, ${look.name}: too small`).toEqual([]);
        }
      }
    });
  }
});

/** What makes the page scroll sideways. Rows made to scroll do not. */
function beyondTheEdge(page: Page): Promise<string[]> {
  const width = page.viewportSize()?.width ?? 0;
  return page.evaluate((width) => {
    const scrollsItself = (element: Element) => {
      for (let around = element.parentElement; around; around = around.parentElement) {
        if (getComputedStyle(around).overflowX !== 'visible') return true;
      }
      return false;
    };
    const beyond = [...document.body.querySelectorAll('*')].filter(
      (element) => element.getBoundingClientRect().right > width + 0.5 && !scrollsItself(element),
    );
    const names = beyond.map((element) => `${element.tagName} ${element.className} ${Math.round(element.getBoundingClientRect().right)}`);
    const page = document.documentElement.scrollWidth;
    return page > width ? [`the page is ${page} wide`, ...names] : names;
  }, width);
}

function smallTargets(page: Page, least: number): Promise<string[]> {
  return page.evaluate((least) => {
    const targets = 'a[href], button, label:has(input), input:not([type=radio], [type=checkbox])';
    const visible = [...document.querySelectorAll(targets)].filter((target) => target.checkVisibility() && !target.closest('[inert]'));
    const small = visible.filter((target) => {
      const { width, height } = target.getBoundingClientRect();
      return Math.round(width) < least || Math.round(height) < least;
    });
    return small.map((target) => {
      const { width, height } = target.getBoundingClientRect();
      return `${target.className || target.tagName} “${target.textContent?.trim()}” ${Math.round(width)}×${Math.round(height)}`;
    });
  }, least);
}
