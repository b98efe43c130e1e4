import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { site as built } from '../fixtures/paths.ts';

const PAGE = 'index.html';
const EAR = 'ear.js';
const COMPRESSED = ['.br', '.gz'];

/** Lends a copy of the built site, which listens for trouble and can be damaged. */
export async function lendSite(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'afterbell-site-'));
  try {
    await cp(built, folder, { recursive: true });
    await cp(join(import.meta.dirname, EAR), join(folder, EAR));
    const page = await readFile(join(folder, PAGE), 'utf8');
    const listening = page.replace('<meta charset="utf-8" />', `$&<script src="${EAR}"></script>`);
    if (listening === page) throw new Error(`${PAGE} has no place for the ear`);
    await writeFile(join(folder, PAGE), listening);
    for (const suffix of COMPRESSED) await rm(join(folder, PAGE + suffix), { force: true });
    await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}
