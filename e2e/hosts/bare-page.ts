import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContext, Page, Request, Route } from '@playwright/test';

export const SCHOOL = 'https://school.test';

const PUBLIC = new URL('../../public/', import.meta.url).pathname;
/** What boot.js and start.js stand on; the app itself is one line. */
const PAGE = `<!doctype html>
<html lang="zh-Hans">
<head>
<meta charset="utf-8">
<title>课后服务选课</title>
<link rel="preload" href="app_bg.wasm" as="fetch" type="application/wasm" crossorigin>
<meta name="application-name" lang="zh-Hans" content="课后服务选课" data-sentences="zh-Hans.txt">
<script src="boot.js"></script>
<script type="module" src="start.js"></script>
</head>
<body>
<main id="shell"><button id="submit">提交</button></main>
<div id="failed" role="alert" hidden><div lang="zh-Hans"><h1>没有打开</h1><button class="go again">再试一次</button></div></div>
</body>
</html>`;
const APP = 'export default async () => { document.documentElement.dataset.started = "yes"; };';

const KINDS: Record<string, string> = { js: 'text/javascript', css: 'text/css', html: 'text/html' };

export interface Asked {
  path: string;
  body: Record<string, unknown> | null;
  key: string | null;
  token: string | null;
  link: string | null;
}

/** What the school's server is asked for, and how it answers. */
export interface School {
  settings: Record<string, unknown>;
  /** `POST /api/session/host`; `null` is a server that hangs up. */
  answer: (body: Record<string, unknown>) => { status: number; body: unknown } | null;
  /** Everything else the app asks for; `undefined` is a route that is not there. */
  others: (path: string, token: string | null) => { status: number; body: unknown } | undefined;
  asked: Asked[];
}

export function school(settings: Record<string, unknown>): School {
  return { settings, answer: () => ({ status: 200, body: { token: 'token-of-the-session' } }), others: () => undefined, asked: [] };
}

/** Serves the page, the modules as they are in `public/`, and the school's answers. */
export async function serve(context: BrowserContext, of: School): Promise<void> {
  watch(context);
  await context.route(`${SCHOOL}/**`, (route) => answer(route, of));
}

async function answer(route: Route, of: School): Promise<void> {
  const request = route.request();
  const path = new URL(request.url()).pathname;
  if (path === '/') return route.fulfill({ contentType: 'text/html', body: PAGE });
  if (path === '/app.js') return route.fulfill({ contentType: 'text/javascript', body: APP });
  if (path === '/zh-Hans.txt') return route.fulfill({ contentType: 'text/plain', body: 'x' });
  if (path === '/hosts.json') return route.fulfill({ json: of.settings });
  if (path.startsWith('/api/')) return answerApi(route, of, path);
  const found = await readFile(join(PUBLIC, path)).catch(() => null);
  if (!found) return route.fulfill({ status: 404, body: '' });
  return route.fulfill({ contentType: KINDS[path.split('.').pop() ?? ''] ?? 'text/plain', body: found });
}

async function answerApi(route: Route, of: School, path: string): Promise<void> {
  const request = route.request();
  const body = request.method() === 'POST' ? (request.postDataJSON() as Record<string, unknown>) : null;
  const headers = request.headers();
  const token = headers['authorization']?.replace('Bearer ', '') ?? null;
  of.asked.push({ path, body, key: headers['idempotency-key'] ?? null, token, link: headers['afterbell-host-link'] ?? null });
  if (path.startsWith('/api/files/')) return route.fulfill({ status: 204 });
  if (path.endsWith('/signature')) {
    return route.fulfill({ json: { timestamp: 1414587457, nonce: 'Wm3WZYTPz0wzccnW', signature: '0f9de62f' } });
  }
  if (path !== '/api/session/host') {
    const other = of.others(path, token) ?? { status: 404, body: { code: 'not_found' } };
    return route.fulfill({ status: other.status, json: other.body });
  }
  const given = of.answer(body ?? {});
  return given ? route.fulfill({ status: given.status, json: given.body }) : route.abort('connectionreset');
}

/** Requests that have no answer yet. */
const pending = new WeakMap<BrowserContext, Set<Request>>();

function watch(context: BrowserContext): void {
  const open = new Set<Request>();
  pending.set(context, open);
  context.on('request', (request) => open.add(request));
  context.on('requestfinished', (request) => open.delete(request));
  context.on('requestfailed', (request) => open.delete(request));
}

/** Until the page has done what it can do without time passing: the speed of this machine is no part of its time. */
async function settled(page: Page): Promise<void> {
  const open = pending.get(page.context());
  const turn = () =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(null);
      port2.postMessage(null);
    });
  for (let quiet = 0; quiet < 2; ) {
    // A frame that goes away meanwhile has nothing left to do.
    await Promise.all(page.frames().map((frame) => frame.evaluate(turn).catch(() => null)));
    quiet = open?.size ? 0 : quiet + 1;
  }
}

/** Lets the page's own time pass until something holds; no test waits for a real clock. Answers after how many seconds. */
export async function passUntil(page: Page, holds: () => Promise<boolean>): Promise<number> {
  const MOST_SECONDS = 60;
  for (let seconds = 0; seconds <= MOST_SECONDS; seconds++) {
    await settled(page);
    if (await holds()) return seconds;
    await page.clock.runFor(1000);
  }
  throw new Error('a minute passed in vain');
}

export const hasStarted = (page: Page) => async () =>
  (await page.locator('html').getAttribute('data-started')) === 'yes';
