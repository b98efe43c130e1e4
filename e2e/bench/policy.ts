import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '../fixtures/desk.ts';
import { asked, median } from './folder.ts';

const COURSES = 200;
/** The last course of the trial school, and as many more of its kind as there have to be. */
const row = (number: number): string => `科技,围棋${number},1-6,周三 16:40-17:40,棋类教室${number},孟诗欣${number},本校,30,,0,\n`;
const more = Array.from({ length: COURSES - 12 }, (_, number) => row(number + 2)).join('');

test.use({ pack: 'ningbo', changes: { courses: [[/科技,围棋,[^\n]*\n/, `$&${more}`]] } });

test('findings follow what a clerk types', async ({ desk }) => {
  const { folder, rounds } = asked();
  await desk.join('李老师');
  await expect(desk.findings.first()).toBeVisible();
  expect(await desk.rows()).toBe(COURSES);
  await desk.goTo(1, '名额');
  const times = await desk.page.evaluate(typed, rounds);
  await expect(desk.cell(1, '名额')).toHaveText(String(30 + ((rounds - 1) % 2)));
  const figures = { courses: COURSES, key_to_findings_ms: median(times), key_to_findings_longest_ms: Math.max(...times), rounds };
  await writeFile(join(folder, 'policy.json'), JSON.stringify(figures));
});

/** Runs in the page: how long from the key that takes a number to everything that follows from it, drawn but not painted. */
async function typed(rounds: number): Promise<number[]> {
  const entry = document.querySelector<HTMLInputElement>('#entry');
  if (!entry) throw new Error('there is no sheet');
  const press = (key: string): boolean => entry.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  // What follows is done in microtasks: a message comes after all of them.
  const settled = (): Promise<unknown> =>
    new Promise((done) => {
      const channel = new MessageChannel();
      channel.port1.onmessage = done;
      channel.port2.postMessage(0);
    });
  const times: number[] = [];
  for (let round = -1; round < rounds; round += 1) {
    entry.value = String(30 + ((round + 2) % 2));
    entry.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await settled();
    const start = performance.now();
    press('Enter');
    await settled();
    // The first one is nobody's.
    if (round >= 0) times.push(performance.now() - start);
    press('ArrowUp');
    await settled();
  }
  return times;
}
