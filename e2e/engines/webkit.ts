import { existsSync, readdirSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { Builder } from 'selenium-webdriver';
import { ELSEWHERE, type Engine, type Lend } from './engine.ts';
import { running } from './running.ts';

const PLACES = ['/usr/lib', '/usr/libexec', '/usr/lib64'];
const COMPLAINT = /CONSOLE (\w+ )?(ERROR|EXCEPTION)/;

/** The engine of every browser and chat app on an iPhone, as WebKitGTK builds it for Linux. */
export const lendWebKit: Lend = async (folder, use) => {
  const display = ['-displayfd', '1', '-screen', '0', '1280x1600x24', '-nolisten', 'tcp'];
  await running('Xvfb', display, {}, async (screen) => {
    const environment = {
      ...ELSEWHERE,
      DISPLAY: `:${await screen.line(/^(\d+)$/)}`,
      HOME: folder,
      LANGUAGE: 'zh_CN',
      NO_AT_BRIDGE: '1',
      // As on a phone: two dots a pixel.
      GDK_SCALE: '2',
    };
    const port = await freePort();
    await running('WebKitWebDriver', [`--port=${port}`], environment, async () => {
      const address = `http://127.0.0.1:${port}`;
      await expect.poll(() => answers(`${address}/status`), { timeout: 60_000 }).toBe(true);
      await useSession(address, folder, use);
    });
  });
};

async function useSession(address: string, folder: string, use: (engine: Engine) => Promise<void>): Promise<void> {
  const log = join(folder, 'console.log');
  const binary = join(folder, 'browser.sh');
  // The driver throws away what its browser prints, and with it the console.
  await writeFile(binary, `#!/bin/sh\nexec '${miniBrowser()}' "$@" >'${log}' 2>&1\n`, { mode: 0o755 });
  const args = ['--automation', '--enable-write-console-messages-to-stdout=true', '--javascript-can-open-windows-automatically=true'];
  const capabilities = { browserName: 'MiniBrowser', 'webkitgtk:browserOptions': { binary, args } };
  const driver = await new Builder().usingServer(address).withCapabilities(capabilities).build();
  const complaints = async (): Promise<string[]> => {
    const lines = (await readFile(log, 'utf8')).split('\n');
    return lines.filter((line) => COMPLAINT.test(line));
  };
  try {
    await use({ driver, complaints });
  } finally {
    await driver.quit();
  }
}

/** Not on PATH: it is a part of the library's package. */
function miniBrowser(): string {
  const folders = PLACES.filter((place) => existsSync(place)).flatMap((place) => [place, ...readdirSync(place).map((name) => join(place, name))]);
  const found = folders.flatMap((folder) => ['webkit2gtk-4.1', 'webkit2gtk-4.0', 'webkitgtk-6.0'].map((name) => join(folder, name, 'MiniBrowser')));
  const browser = found.find((path) => existsSync(path));
  if (!browser) throw new Error('WebKitGTK has no MiniBrowser here: install webkit2gtk-driver');
  return browser;
}

/** The driver does not tell which port it takes when it is asked for any. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port is free');
  return address.port;
}

function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    (answer) => answer.ok,
    () => false,
  );
}
