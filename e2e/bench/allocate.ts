import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { asked, median, servedFrom } from './folder.ts';

const SIZES = [1_000, 10_000, 100_000, 500_000];

/** Milliseconds of each round, in turns, so that whatever slows the machine down slows all of them. */
interface Times {
  ours: number[];
  plain: number[];
  reasons: number[];
}

test('towns are allocated in a browser', async ({ browser }) => {
  const { folder, rounds } = asked();
  const sizes: object[] = [];
  for (const children of SIZES) {
    const page = await servedFrom(browser, folder);
    const times = await page.evaluate(allocate, { children, rounds });
    const { ours, plain, reasons } = times;
    expect(ours.length).toBe(rounds);
    const ratios = ours.map((time, round) => time / (plain[round] ?? NaN));
    sizes.push({
      children,
      ms: median(ours),
      ms_with_every_reason: median(reasons),
      ms_plain_rust: median(plain),
      vs_plain_rust: median(ratios),
      vs_plain_rust_worst: Math.max(...ratios),
    });
    await page.close();
  }
  await writeFile(join(folder, 'allocate.json'), JSON.stringify({ wasm_sizes: sizes }));
});

/** Runs in the page. */
async function allocate({ children, rounds }: { children: number; rounds: number }): Promise<Times> {
  interface Bench {
    ours: () => void;
    plain: () => void;
    with_every_reason: () => void;
  }
  interface Module {
    default: (options: object) => Promise<unknown>;
    Bench: { of: (children: number) => Bench | undefined };
  }
  const address = '/allocation.js';
  const module = (await import(address)) as Module;
  await module.default({});
  const bench = module.Bench.of(children);
  if (!bench) throw new Error('ours and the plain version come to different places');
  const time = (work: () => void): number => {
    const start = performance.now();
    work();
    return performance.now() - start;
  };
  const tasks = [() => bench.ours(), () => bench.plain(), () => bench.with_every_reason()] as const;
  // The first one of each is nobody's.
  tasks.forEach(time);
  const times: Times = { ours: [], plain: [], reasons: [] };
  for (let round = 0; round < rounds; round += 1) {
    times.ours.push(time(tasks[0]));
    times.plain.push(time(tasks[1]));
    times.reasons.push(time(tasks[2]));
  }
  return times;
}
