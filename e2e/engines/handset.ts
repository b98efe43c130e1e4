import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { By, type WebDriver, type WebElement } from 'selenium-webdriver';
import { PHONE } from './engine.ts';

/** For a machine that stands still, not for the speed of one that runs. */
const PATIENCE = 60_000;

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

  /** The one that is shown, once it is there. */
  async see(path: string): Promise<WebElement> {
    return (await this.driver.wait(() => this.shown(path), PATIENCE, `not to be seen: ${path}`)) as WebElement;
  }

  async miss(path: string): Promise<void> {
    await this.driver.wait(async () => !(await this.shown(path)), PATIENCE, `still to be seen: ${path}`);
  }

  async tap(path: string): Promise<void> {
    await (await this.see(path)).click();
  }

  async type(path: string, text: string): Promise<void> {
    await (await this.see(path)).sendKeys(text);
  }

  async read(path: string): Promise<string> {
    return (await this.see(path)).getText();
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

  private async shown(path: string): Promise<WebElement | undefined> {
    for (const element of await this.driver.findElements(By.xpath(path))) {
      // The app may have replaced what was found a moment ago.
      if (await element.isDisplayed().catch(() => false)) return element;
    }
    return undefined;
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
