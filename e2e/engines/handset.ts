import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { By, type WebDriver, type WebElement, error } from 'selenium-webdriver';
import { PHONE } from './engine.ts';

/** For a machine that stands still, not for the speed of one that runs. */
const PATIENCE = 60_000;

const NOT_SHOWN = Symbol('not shown');
const REPLACED = Symbol('replaced');

/** A phone with the app open, as far as WebDriver reaches on it. What is on the screen is named by XPath. */
export class Handset {
  private constructor(
    readonly driver: WebDriver,
    private readonly url: string,
    private readonly pictures: string,
  ) {}

  /** A browser's own window has a least width; one that a page opens is as narrow as it asks for. */
  static async take(driver: WebDriver, url: string, pictures: string): Promise<Handset> {
    const first = await driver.getWindowHandle();
    await driver.executeScript(`window.open('about:blank', '', 'popup,width=${PHONE.width},height=${PHONE.height}')`);
    const opened = await driver.wait(async () => (await driver.getAllWindowHandles()).find((handle) => handle !== first), PATIENCE);
    await driver.close();
    await driver.switchTo().window(opened ?? first);
    await mkdir(pictures, { recursive: true });
    return new Handset(driver, url, pictures);
  }

  async open(hash = ''): Promise<void> {
    await this.driver.get(`${this.url}/${hash}`);
  }

  async see(path: string): Promise<void> {
    await this.withShown(path, () => Promise.resolve());
  }

  async miss(path: string): Promise<void> {
    const isGone = async (): Promise<boolean> => (await this.attempt(path, () => Promise.resolve())) === NOT_SHOWN;
    await this.driver.wait(isGone, PATIENCE, `still to be seen: ${path}`);
  }

  tap(path: string): Promise<void> {
    return this.withShown(path, (element) => element.click());
  }

  type(path: string, text: string): Promise<void> {
    return this.withShown(path, (element) => element.sendKeys(text));
  }

  read(path: string): Promise<string> {
    return this.withShown(path, (element) => element.getText());
  }

  evaluate<T>(script: string): Promise<T> {
    return this.driver.executeScript<T>(`return ${script}`);
  }

  /** What went wrong in the page so far, as ear.js heard it. */
  async complaints(): Promise<string[]> {
    const kept = await this.evaluate<string | null>(`sessionStorage.getItem('complaints')`);
    return JSON.parse(kept ?? '[]') as string[];
  }

  /** To look at, not to compare. WebKit gives what it painted last, so it must have painted. */
  async picture(name: string): Promise<void> {
    await this.driver.executeAsyncScript('const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(done))');
    await writeFile(join(this.pictures, `${name}.png`), await this.driver.takeScreenshot(), 'base64');
  }

  /** Acts on the one that is shown, once it is there. */
  private async withShown<T>(path: string, act: (element: WebElement) => Promise<T>): Promise<T> {
    const outcome: T[] = [];
    const isDone = async (): Promise<boolean> => {
      const attempted = await this.attempt(path, act);
      if (attempted === NOT_SHOWN || attempted === REPLACED) return false;
      outcome.push(attempted);
      return true;
    };
    await this.driver.wait(isDone, PATIENCE, `not to be seen: ${path}`);
    return outcome[0] as T;
  }

  private async attempt<T>(path: string, act: (element: WebElement) => Promise<T>): Promise<T | typeof NOT_SHOWN | typeof REPLACED> {
    try {
      for (const element of await this.driver.findElements(By.xpath(path))) {
        if (await element.isDisplayed()) return await act(element);
      }
      return NOT_SHOWN;
    } catch (problem) {
      // The app drew again between finding and acting; what is gone was not acted on.
      if (problem instanceof error.StaleElementReferenceError) return REPLACED;
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
