import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { looks, wear } from '../fixtures/looks.ts';
import { scenes } from '../fixtures/scenes.ts';
import { expect, test } from '../fixtures/test.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

test.describe('no barrier is found on', () => {
  for (const scene of scenes) {
    test(scene.name, { tag: scene.isTypical ? ['@everywhere'] : [] }, async ({ phone, school }) => {
      if (scene.trouble) phone.watch.expectTrouble(scene.trouble);
      await scene.go(phone, school);
      for (const look of looks) {
        await test.step(look.name, async () => {
          await wear(phone.page, look);
          expect(await barriers(phone.page), `${scene.name} in ${look.name}`).toEqual([]);
        });
      }
    });
  }
});

/** Every violation as a line that says where and why. */
async function barriers(page: Page): Promise<string[]> {
  const rules = { 'target-size': { enabled: true }, 'color-contrast': { enabled: true } };
  const builder = new AxeBuilder({ page }).options({ runOnly: { type: 'tag', values: TAGS }, rules });
  const { violations } = await builder.analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary?.replaceAll(/\s+/g, ' ')}`),
  );
}
