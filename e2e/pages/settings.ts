import type { Locator, Page } from '@playwright/test';

export class SettingsPage {
  readonly heading: Locator;
  readonly careMode: Locator;
  readonly signOut: Locator;
  readonly confirmSignOut: Locator;

  constructor(private readonly page: Page) {
    this.heading = page.getByRole('heading', { name: '设置' });
    this.careMode = page.getByRole('checkbox', { name: '大字版' });
    this.signOut = page.getByRole('button', { name: '退出登录', exact: true });
    this.confirmSignOut = page.getByRole('button', { name: '确认退出登录' });
  }

  theme(name: '跟随手机' | '浅色' | '深色'): Locator {
    return this.page.getByRole('radio', { name });
  }
}
