import { expect } from '@playwright/test';
import { DevTools } from './devtools.ts';
import { ELSEWHERE, type Lend, PHONE, Replaced, type Screen, type Shown } from './engine.ts';
import { running } from './running.ts';

const OPTIONS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--remote-debugging-port=0', '--force-prefers-reduced-motion', '--hide-scrollbars'];

export interface Way {
  /** What the page may do although its policy forbids it: wasm, in engines that know no way to allow only that. */
  withoutPolicy?: boolean;
  options?: readonly string[];
}

/** A Chromium of another age, which `cargo xtask test --only engines` has put into a folder. */
export function lendChromium(version: number, way: Way = {}): Lend {
  return async (home, use) => {
    const folder = process.env['AFTERBELL_OLD_ENGINES'];
    if (!folder) throw new Error('no old engines: set AFTERBELL_OLD_ENGINES or run `cargo xtask test --only engines`');
    const environment = { ...ELSEWHERE, HOME: home, FONTCONFIG_FILE: `${folder}/fonts.conf` };
    const options = [...OPTIONS, `--user-data-dir=${home}/profile`, ...(way.options ?? []), 'about:blank'];
    await running(`${folder}/chromium-${version}/chromium`, options, environment, async (program) => {
      const port = await program.line(/^DevTools listening on ws:\/\/127\.0\.0\.1:(\d+)/);
      const tools = await DevTools.of(await pageAt(port));
      try {
        await use(await ChromiumScreen.take(tools, way));
      } finally {
        tools.close();
      }
    });
  };
}

async function pageAt(port: string): Promise<string> {
  type Target = { type: string; webSocketDebuggerUrl: string };
  const page = async (): Promise<string | undefined> => {
    const targets = (await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()) as Target[];
    return targets.find((target) => target.type === 'page')?.webSocketDebuggerUrl;
  };
  await expect.poll(page, { message: 'the browser has a page' }).toBeDefined();
  return (await page()) ?? '';
}

type Point = [number, number];

/** Runs in the page: the middle of an element, if two frames later it still is there. */
const stillMiddle = `(element) => {
  const middle = () => {
    const box = element.getBoundingClientRect();
    return [box.left + box.width / 2, box.top + box.height / 2];
  };
  const before = middle();
  return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => {
    const after = middle();
    done(element.isConnected && after[0] === before[0] && after[1] === before[1] ? after : undefined);
  })));
}`;

class ChromiumScreen implements Screen {
  private constructor(private readonly tools: DevTools) {}

  static async take(tools: DevTools, way: Way): Promise<ChromiumScreen> {
    await tools.send('Page.enable');
    const size = { ...PHONE, deviceScaleFactor: 2, mobile: true };
    await tools.send('Emulation.setDeviceMetricsOverride', size);
    // Old ones without a window know no other language than English.
    const source = `Object.defineProperty(navigator, 'languages', { get: () => ['zh-CN'] })`;
    await tools.send('Page.addScriptToEvaluateOnNewDocument', { source });
    if (way.withoutPolicy) await tools.send('Page.setBypassCSP', { enabled: true });
    return new ChromiumScreen(tools);
  }

  async goTo(url: string): Promise<void> {
    await this.tools.send('Page.navigate', { url });
    await this.loaded();
  }

  async reload(): Promise<void> {
    await this.evaluate(`window.isOld = true`);
    await this.tools.send('Page.reload');
    await this.loaded();
  }

  async back(): Promise<void> {
    await this.evaluate('history.back()');
  }

  evaluate<T>(expression: string): Promise<T> {
    return this.tools.evaluate<T>(expression);
  }

  async shown(path: string): Promise<Shown | undefined> {
    const found = `(() => {
      const all = document.evaluate(${JSON.stringify(path)}, document, null, XPathResult.ORDERED_NODE_SNAPSHOT_TYPE, null);
      for (let at = 0; at < all.snapshotLength; at++) {
        const element = all.snapshotItem(at);
        if (element.getClientRects().length && getComputedStyle(element).visibility === 'visible') return element;
      }
    })()`;
    if (!(await this.evaluate<boolean>(`Boolean(${found})`))) return undefined;
    const ofIt = <T>(expression: string): Promise<T> => {
      return this.evaluate<T>(`(() => { const element = ${found}; return element ? ${expression} : undefined; })()`);
    };
    const tap = async (): Promise<void> => {
      // Once it stands still: a finger does not hit what moves away between looking and touching.
      const middle = await ofIt<Point | undefined>(`(element.scrollIntoView({ block: 'center' }), (${stillMiddle})(element))`);
      if (!middle) throw new Replaced();
      const [x, y] = middle;
      // As a person sees it: what lies over it is what is tapped.
      const isOnTop = await ofIt<boolean>(`(top => element.contains(top) || (top && top.contains(element)))(document.elementFromPoint(${x}, ${y}))`);
      if (!isOnTop) throw new Replaced();
      for (const type of ['mousePressed', 'mouseReleased']) {
        await this.tools.send('Input.dispatchMouseEvent', { type, x, y, button: 'left', clickCount: 1 });
      }
    };
    return {
      tap,
      type: async (text) => {
        await tap();
        for (const letter of text) await this.tools.send('Input.dispatchKeyEvent', { type: 'char', text: letter });
      },
      read: async () => {
        const read = await ofIt<string | undefined>('element.innerText.trim()');
        if (read === undefined) throw new Replaced();
        return read;
      },
    };
  }

  async picture(): Promise<string> {
    await this.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
    return (await this.tools.send<{ data: string }>('Page.captureScreenshot')).data;
  }

  private async loaded(): Promise<void> {
    const isNew = (): Promise<boolean> => this.evaluate<boolean>(`!window.isOld && document.readyState === 'complete'`).catch(() => false);
    await expect.poll(isNew, { message: 'the page is there' }).toBe(true);
  }
}
