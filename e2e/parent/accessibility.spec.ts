import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { type Look, looks, wear } from '../fixtures/looks.ts';
import { scenes } from '../fixtures/scenes.ts';
import { expect, test } from '../fixtures/test.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** What a theme or a size of type can break; all else is the same in every look. */
const STYLE = ['color-contrast', 'link-in-text-block', 'scrollable-region-focusable', 'target-size'];

test.describe('no barrier is found on', () => {
  for (const scene of scenes) {
    test(scene.name, { tag: scene.isTypical ? ['@everywhere'] : [] }, async ({ phone, school }) => {
      if (scene.trouble) phone.watch.expectTrouble(scene.trouble);
      await scene.go(phone, school);
      for (const look of looks) {
        await wear(phone.page, look);
        expect.soft(await barriers(phone.page, look), `${scene.name} in ${look.name}`).toEqual([]);
      }
    });
  }
});

/** Every violation as a line that says where and why. */
async function barriers(page: Page, look: Look): Promise<string[]> {
  const isFirst = look === looks[0];
  const runOnly = isFirst ? { type: 'tag' as const, values: TAGS } : { type: 'rule' as const, values: STYLE };
  const rules = { 'target-size': { enabled: true }, 'color-contrast': { enabled: true } };
  // The other mode opens a second page to join the results of frames, of which there are none.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ runOnly, rules });
  const { violations, passes } = await axe.analyze();
  expect(passes.map(({ id }) => id), 'contrast was measured').toContain('color-contrast');
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary?.replaceAll(/\s+/g, ' ')}`),
  );
}
