import type { Locator, Page } from '@playwright/test';
import { CourseCard } from './course-card.ts';

/** A sheet over the week. */
class Sheet {
  readonly dialog: Locator;
  readonly heading: Locator;
  readonly close: Locator;

  constructor(page: Page) {
    this.dialog = page.getByRole('dialog');
    this.heading = this.dialog.getByRole('heading', { level: 2 });
    this.close = this.dialog.getByRole('button', { name: '关闭' });
  }
}

/** The courses of one slot. */
export class SlotSheet extends Sheet {
  course(name: string): CourseCard {
    return new CourseCard(this.dialog, name);
  }
}

/** Care on one weekday. */
export class CareSheet extends Sheet {
  option(label: string): Locator {
    return this.dialog.getByRole('radio', { name: label });
  }

  get everyDay(): Locator {
    return this.dialog.getByRole('button', { name: '其余几天也这样' });
  }
}
