import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { site as built } from '../fixtures/paths.ts';

const PAGES = ['index.html', 'wishes.html'];
const EAR = 'ear.js';
const COMPRESSED = ['.br', '.gz'];

/** Lends a copy of the built site, which listens for trouble and can be damaged. */
export async function lendSite(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'afterbell-site-'));
  try {
    await cp(built, folder, { recursive: true });
    await cp(join(import.meta.dirname, EAR), join(folder, EAR));
    for (const name of PAGES) await listen(folder, name);
    await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function listen(folder: string, name: string): Promise<void> {
  const page = await readFile(join(folder, name), 'utf8');
  const listening = page.replace('<meta charset="utf-8" />', `$&<script src="${EAR}"></script>`);
  if (listening === page) throw new Error(`${name} has no place for the ear`);
  await writeFile(join(folder, name), listening);
  for (const suffix of COMPRESSED) await rm(join(folder, name + suffix), { force: true });
}
