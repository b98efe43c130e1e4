import { type Locator, type Page, expect } from '@playwright/test';
import type { Child } from '../fixtures/office.ts';
import type { Watch } from '../fixtures/watch.ts';
import { AgreementPage } from './agreement.ts';
import { BindPage } from './bind.ts';
import { CoursePage, CoursesPage } from './courses.ts';
import { ReceiptPage } from './receipt.ts';
import { ReviewPage } from './review.ts';
import { SettingsPage } from './settings.ts';
import { CareSheet, SlotSheet } from './sheets.ts';
import { WeekPage, type Weekday } from './week.ts';

/** A parent's phone with the app open, and everything a thumb can reach on it. */
export class Phone {
  readonly bind: BindPage;
  readonly week: WeekPage;
  readonly slot: SlotSheet;
  readonly care: CareSheet;
  readonly courses: CoursesPage;
  readonly course: CoursePage;
  readonly review: ReviewPage;
  readonly agreement: AgreementPage;
  readonly receipt: ReceiptPage;
  readonly settings: SettingsPage;
  readonly back: Locator;
  /** Over every page: what is still on its way, and whether what is shown is old. */
  readonly notices: Locator;

  constructor(
    readonly page: Page,
    readonly watch: Watch,
  ) {
    this.bind = new BindPage(page);
    this.week = new WeekPage(page);
    this.slot = new SlotSheet(page);
    this.care = new CareSheet(page);
    this.courses = new CoursesPage(page);
    this.course = new CoursePage(page);
    this.review = new ReviewPage(page);
    this.agreement = new AgreementPage(page);
    this.receipt = new ReceiptPage(page);
    this.settings = new SettingsPage(page);
    this.notices = page.locator('.notices');
    this.back = page.getByRole('link', { name: '返回' });
  }

  async open(hash = ''): Promise<void> {
    await this.page.goto(`/${hash}`);
  }

  /** Scans the letter's QR code and confirms. */
  async bindTo(child: Child): Promise<void> {
    await this.open(`#/bind/${child.code}`);
    await this.bind.submit.click();
    await expect(this.week.heading(child.name)).toBeAttached();
  }

  async openSlot(weekday: Weekday, time: string): Promise<void> {
    await this.week.slot(weekday, time).click();
    await expect(this.slot.dialog).toBeVisible();
  }

  async closeSheet(): Promise<void> {
    await this.slot.close.click();
    await expect(this.slot.dialog).toBeHidden();
  }

  /** Puts courses into the draft from the list of all. */
  async choose(...courses: string[]): Promise<void> {
    await this.open('#/courses');
    for (const course of courses) {
      const { button } = this.courses.course(course);
      await button.click();
      await expect(button).toHaveAttribute('aria-pressed', 'true');
    }
    await this.open('#/');
    await expect(this.week.bar).toContainText(`${courses.length} 门`);
  }

  async chooseCare(weekday: Weekday, pickUp: string): Promise<void> {
    await this.week.care(weekday).click();
    await this.care.option(`${pickUp} 接`).check();
    await this.closeSheet();
  }

  async openReview(): Promise<void> {
    await this.open('#/review');
    await expect(this.review.heading).toBeVisible();
    // The first time, the school's agreement comes before the submission.
    await expect(this.page.locator('.go').filter({ visible: true })).toBeVisible();
    if (await this.review.sign.isVisible()) {
      await this.review.sign.click();
      await this.agreement.signAs('林晓');
      await expect(this.review.submit).toBeVisible();
    }
  }

  /** Submits the draft and gives the receipt's number. */
  async submit(): Promise<string> {
    await this.openReview();
    await this.review.submit.click();
    return this.receipt.number();
  }

  /** Looks away and back again, as when a chat message came in between. */
  async returnToPage(): Promise<void> {
    await this.page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })));
  }
}
