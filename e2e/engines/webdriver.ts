import { By, type WebDriver, type WebElement, error } from 'selenium-webdriver';
import { PATIENCE, PHONE, Replaced, type Screen, type Shown } from './engine.ts';

/** A window that is driven by W3C WebDriver. */
export class WebDriverScreen implements Screen {
  private constructor(private readonly driver: WebDriver) {}

  /** A browser's own window has a least width; one that a page opens is as narrow as it asks for. */
  static async take(driver: WebDriver): Promise<WebDriverScreen> {
    const first = await driver.getWindowHandle();
    await driver.executeScript(`window.open('about:blank', '', 'popup,width=${PHONE.width},height=${PHONE.height}')`);
    const opened = await driver.wait(async () => (await driver.getAllWindowHandles()).find((handle) => handle !== first), PATIENCE);
    await driver.close();
    await driver.switchTo().window(opened ?? first);
    return new WebDriverScreen(driver);
  }

  goTo(url: string): Promise<void> {
    return this.driver.get(url);
  }

  reload(): Promise<void> {
    return this.driver.navigate().refresh();
  }

  back(): Promise<void> {
    return this.driver.navigate().back();
  }

  evaluate<T>(expression: string): Promise<T> {
    return this.driver.executeScript<T>(`return ${expression}`);
  }

  async shown(path: string): Promise<Shown | undefined> {
    return watched(async () => {
      for (const element of await this.driver.findElements(By.xpath(path))) {
        if (await element.isDisplayed()) return handled(element);
      }
      return undefined;
    });
  }

  /** WebKit gives what it painted last, so it must have painted. */
  async picture(): Promise<string> {
    await this.driver.executeAsyncScript('const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(done))');
    return this.driver.takeScreenshot();
  }
}

function handled(element: WebElement): Shown {
  return {
    tap: () => watched(() => element.click()),
    type: (text) => watched(() => element.sendKeys(text)),
    read: () => watched(() => element.getText()),
  };
}

async function watched<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (problem) {
    if (problem instanceof error.StaleElementReferenceError) throw new Replaced();
    throw problem;
  }
}
