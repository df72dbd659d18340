import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** Fails where a page breaks a rule of WCAG 2.2 AA that axe can see. @param where said with what is wrong. */
export async function expectAccessible(page: Page, where: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze();
  const told = violations.map((violation) => `${where}: ${violation.id}: ${violation.nodes[0]?.html}`);
  expect(told).toEqual([]);
}
