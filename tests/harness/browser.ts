import chromium from '@sparticuz/chromium'
import { chromium as playwright } from 'playwright-core'
import type { Browser } from 'playwright-core'
import { afterAll } from 'vitest'

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

/** A Chromium of the file's own: the one that came with the install on Linux, elsewhere an installed Chrome. Closed with the file. */
export async function openBrowser(): Promise<Browser> {
  const browser = await playwright.launch(
    process.platform === 'linux'
      ? { executablePath: await chromium.executablePath(), args: ARGUMENTS }
      : { channel: 'chrome', args: ARGUMENTS },
  )
  afterAll(() => browser.close())
  return browser
}
