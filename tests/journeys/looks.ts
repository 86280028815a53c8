import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

/**
 * What is wrong with a page as it stands: what axe sees (WCAG 2.2 AA and good practice), and whether it scrolls sideways.
 * Wants a page with scripts. No page of ours has frames, so axe runs in the page itself.
 */
export async function faultsOf(page: Page, name = page.url()): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    // Of all else it finds, axe need not say where.
    .options({ resultTypes: ['violations'], selectors: false })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    // A header inside a dialog is taken for the page's own.
    .disableRules(['landmark-no-duplicate-banner', 'landmark-unique'])
    .setLegacyMode()
    .analyze()
  const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  return [
    ...violations.map((v) => `${name}: ${v.id} ${v.nodes[0]?.html.slice(0, 160)}`),
    ...(over > 0 ? [`${name}: ${over} px too wide`] : []),
  ]
}
