import { type Locator, type Page, expect } from '@playwright/test';

/** What the school holds, on paper's terms. */
export class ReceiptPage {
  readonly main: Locator;
  readonly heading: Locator;
  readonly change: Locator;
  readonly withdraw: Locator;
  readonly confirmation: Locator;
  readonly confirm: Locator;
  readonly cancel: Locator;
  private readonly numberText: Locator;

  constructor(page: Page) {
    this.main = page.getByRole('main');
    this.heading = page.getByRole('heading', { name: '回执' });
    this.change = page.getByRole('link', { name: '修改选课' });
    this.withdraw = page.getByRole('button', { name: '全部退出' });
    this.confirmation = page.getByRole('region', { name: '要全部退出吗？' });
    this.confirm = this.confirmation.getByRole('button', { name: '确认退出' });
    this.cancel = this.confirmation.getByRole('button', { name: '不退了' });
    this.numberText = this.main.locator('.number');
  }

  /** The receipt's number, once it is there. */
  async number(): Promise<string> {
    await expect(this.numberText).toBeVisible();
    return (await this.numberText.innerText()).trim();
  }
}
