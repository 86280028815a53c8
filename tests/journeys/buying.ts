import type { Page } from 'playwright-core'

// What every buyer does on the shop's pages, with scripts or without.

export async function addTo(page: Page, url: string, listingId: string, units = 1): Promise<void> {
  await page.goto(`${url}/goods/${listingId}`)
  await page.fill('input[name=units]', String(units))
  await page.click('text=放入购物篮')
}

/** Province, city and county, with or without the picker's script. */
async function chooseRegion(page: Page, scripts: boolean, codes: readonly [string, string, string]) {
  for (const [at, name] of ['province', 'city', 'county'].entries()) {
    const value = codes[at] ?? ''
    await page.locator(`select[name=${name}] option[value="${value}"]`).waitFor({ state: 'attached' })
    await page.selectOption(`select[name=${name}]`, value)
    if (!scripts && name !== 'county') await page.click('text=更新市县')
  }
}

export async function fillAddress(page: Page, scripts: boolean): Promise<void> {
  await page.fill('input[name=name]', '周明')
  await page.fill('input[name=phone]', '138 0000 1111')
  await chooseRegion(page, scripts, ['31', '3101', '310104'])
  await page.fill('input[name=detail]', '漕溪北路 100 号 502')
}

/** From the basket to the gateway; the freight is shown before anything is asked for. */
export async function checkOut(page: Page, url: string, scripts: boolean): Promise<void> {
  await page.goto(`${url}/checkout`)
  await fillAddress(page, scripts)
  const next = page.locator('text=下一步')
  if ((await next.count()) > 0) await next.click()
  await page.locator('.bar button', { hasText: '提交订单并付款' }).click()
  await page.waitForURL(/sandbox/)
}
