import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { PATIENCE, Replaced, type Screen, type Shown } from './engine.ts';

const NOT_SHOWN = Symbol('not shown');
const REPLACED = Symbol('replaced');

/** A phone with the app open. What is on the screen is named by XPath. */
export class Handset {
  private constructor(
    readonly screen: Screen,
    private readonly url: string,
    private readonly pictures: string,
  ) {}

  static async take(screen: Screen, url: string, pictures: string): Promise<Handset> {
    await mkdir(pictures, { recursive: true });
    return new Handset(screen, url, pictures);
  }

  async open(hash = ''): Promise<void> {
    await this.screen.goTo(`${this.url}/${hash}`);
  }

  async see(path: string): Promise<void> {
    await this.withShown(path, () => Promise.resolve());
  }

  async miss(path: string): Promise<void> {
    const isGone = async (): Promise<boolean> => (await this.attempt(path, () => Promise.resolve())) === NOT_SHOWN;
    await expect.poll(isGone, { message: `gone: ${path}`, timeout: PATIENCE, intervals: [100] }).toBe(true);
  }

  tap(path: string): Promise<void> {
    return this.withShown(path, (element) => element.tap());
  }

  type(path: string, text: string): Promise<void> {
    return this.withShown(path, (element) => element.type(text));
  }

  read(path: string): Promise<string> {
    return this.withShown(path, (element) => element.read());
  }

  evaluate<T>(expression: string): Promise<T> {
    return this.screen.evaluate<T>(expression);
  }

  /** What went wrong in the page so far, as ear.js heard it. */
  async complaints(): Promise<string[]> {
    const kept = await this.evaluate<string | null>(`sessionStorage.getItem('complaints')`);
    return JSON.parse(kept ?? '[]') as string[];
  }

  /** To look at, not to compare. */
  async picture(name: string): Promise<void> {
    await writeFile(join(this.pictures, `${name}.png`), await this.screen.picture(), 'base64');
  }

  /** Acts on the one that is shown, once it is there. */
  private async withShown<T>(path: string, act: (element: Shown) => Promise<T>): Promise<T> {
    const outcome: T[] = [];
    const isDone = async (): Promise<boolean> => {
      const attempted = await this.attempt(path, act);
      if (attempted === NOT_SHOWN || attempted === REPLACED) return false;
      outcome.push(attempted);
      return true;
    };
    await expect.poll(isDone, { message: `to be seen: ${path}`, timeout: PATIENCE, intervals: [100] }).toBe(true);
    return outcome[0] as T;
  }

  private async attempt<T>(path: string, act: (element: Shown) => Promise<T>): Promise<T | typeof NOT_SHOWN | typeof REPLACED> {
    try {
      const element = await this.screen.shown(path);
      return element ? await act(element) : NOT_SHOWN;
    } catch (problem) {
      // The app drew again between finding and acting; what is gone was not acted on.
      if (problem instanceof Replaced) return REPLACED;
      throw problem;
    }
  }
}

export const button = (name: string, within = ''): string => `${within}//button[normalize-space()='${name}' or @aria-label='${name}']`;
export const link = (name: string, within = ''): string => `${within}//a[contains(normalize-space(), '${name}') or @aria-label='${name}']`;
export const heading = (name: string): string => `//*[self::h1 or self::h2][normalize-space()='${name}']`;
export const option = (label: string): string => `//label[contains(@class, 'option')][span[normalize-space()='${label}']]`;
export const day = (weekday: string): string => `//main//section[.//h2[normalize-space()='${weekday}']]`;
export const sheet = `//*[@role='dialog']`;
export const bar = `//*[contains(@class, 'bar') and not(contains(@class, 'top-bar'))]`;
export const course = (name: string, within = ''): string => `${within}//li[.//a[normalize-space()='${name}']]`;
