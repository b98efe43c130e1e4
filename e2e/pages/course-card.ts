import type { Locator } from '@playwright/test';

/** A course in a list: what it is, what is left, and a button or the reasons against it. */
export class CourseCard {
  readonly root: Locator;
  readonly link: Locator;
  readonly places: Locator;
  readonly reasons: Locator;
  readonly button: Locator;

  /** `hint` tells offerings of the same course apart, such as by their weekday. */
  constructor(within: Locator, course: string, hint = '') {
    const heading = within.page().getByRole('heading', { name: course, exact: true });
    this.root = within.getByRole('listitem').filter({ has: heading, hasText: hint });
    this.link = this.root.getByRole('link', { name: course, exact: true });
    this.places = this.root.locator('.places');
    this.reasons = this.root.locator('.why');
    this.button = this.root.getByRole('button');
  }
}
