import { readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { button, heading } from './handset.ts';
import { expect, test } from './test.ts';

test.use({ trouble: /./ });

const remove = (path: string): Promise<void> => rm(path);
const cut = async (path: string): Promise<void> => {
  const bytes = await readFile(path);
  await writeFile(path, bytes.subarray(0, bytes.length / 2));
};

for (const { what, file, damage } of [
  { what: 'with a wasm that does not arrive', file: /^app-.*\.wasm/, damage: remove },
  { what: 'with a wasm that is cut short', file: /^app-.*\.wasm/, damage: cut },
  { what: 'without its script', file: /^app-.*\.js/, damage: remove },
  { what: 'without its style sheet', file: /^app-.*\.css/, damage: remove },
]) {
  test(`the app ${what} is a page in words, and trying again works`, async ({ handset, site }) => {
    const files = (await readdir(site)).filter((name) => file.test(name)).map((name) => join(site, name));
    expect(files).not.toEqual([]);
    const whole = await Promise.all(files.map((path) => readFile(path)));
    for (const path of files) await damage(path);

    await handset.open();
    await handset.see(heading('没有打开'));
    expect(await handset.read(`//*[@id='failed']`)).toContain('请检查网络后再试一次。');
    // Which also shows that the complaints of the other tests would be heard.
    await expect.poll(() => handset.complaints()).not.toEqual([]);
    await handset.picture(`12-the-app-${what.replaceAll(' ', '-')}`);

    for (const [index, path] of files.entries()) await writeFile(path, whole[index] ?? '');
    await handset.tap(button('再试一次'));
    await handset.see(heading('绑定孩子'));
    await handset.miss(heading('没有打开'));
  });
}
