import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import vm from 'node:vm';

type Options = Record<string, unknown>;
type Call = (options: Options) => void;

/** Time that a test moves by hand. */
export class Timers {
  private waiting = new Map<number, { at: number; then: () => void }>();
  private now = 0;
  private next = 1;

  set = (then: (given: unknown) => void, milliseconds: number, given: unknown): number => {
    this.waiting.set(this.next, { at: this.now + milliseconds, then: () => then(given) });
    return this.next++;
  };
  clear = (timer: number): void => void this.waiting.delete(timer);

  pass(milliseconds: number): void {
    this.now += milliseconds;
    for (const [timer, { at, then }] of [...this.waiting]) {
      if (at > this.now) continue;
      this.waiting.delete(timer);
      then();
    }
  }
}

export interface ShellPage {
  data: Record<string, unknown>;
  [name: string]: unknown;
}

/** A page of a mini-program as its app would run it: the project's own files, with the app's functions given. */
export function openPage(project: string, path: string, global: string, functions: Record<string, unknown>, timers = new Timers()): ShellPage {
  const root = new URL(`../../embed/${project}/`, import.meta.url).pathname;
  let found: ShellPage | undefined;
  const load = (file: string): unknown => {
    const module = { exports: {} as unknown };
    const scope = {
      module,
      require: (name: string) => load(resolve(dirname(file), name)),
      Page: (page: ShellPage) => (found = page),
      setTimeout: timers.set,
      clearTimeout: timers.clear,
      [global]: functions,
    };
    const names = Object.keys(scope);
    const run = vm.compileFunction(readFileSync(file, 'utf8'), names, { filename: file }) as (...given: unknown[]) => void;
    run(...Object.values(scope));
    return module.exports;
  };
  load(join(root, `${path}.js`));
  if (!found) throw new Error(`${path} is no page`);
  const page: ShellPage = { ...found, data: { ...found.data } };
  page['setData'] = (change: Record<string, unknown>) => Object.assign(page.data, change);
  return page;
}

export const succeed = (value: unknown): Call => (options) => (options['success'] as (it: unknown) => void)(value);
export const refuse: Call = (options) => (options['fail'] as (it: unknown) => void)({ errMsg: 'fail' });
export const silence: Call = () => {};
