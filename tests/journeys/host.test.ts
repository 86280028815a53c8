import sharp from 'sharp'
import { expect, test } from 'vitest'
import type { Actor } from '../../src/kernel/actor.ts'
import { addDays, civilDate } from '../../src/kernel/clock.ts'
import { guestIdOf } from '../../src/kernel/http/visit.ts'
import { ics } from '../../src/modules/tourism/ical/ical.fake.ts'
import { holdStay, openNights, saveRoomType } from '../../src/modules/tourism/index.ts'
import { villages } from '../../src/modules/people/index.ts'
import { payAtBank } from '../../src/seed/trade.ts'
import { saveGuesthouse } from '../../src/workflows/keep-sights.ts'
import { payBookings } from '../../src/workflows/pay-bookings.ts'
import { openBrowser } from '../harness/browser.ts'
import { openBuyersCounty } from './buyer-shops.ts'
import { faultsOf } from './looks.ts'
import { signedIn } from './signed-in.ts'

const { county, url, growers: host } = await openBuyersCounty()
const browser = await openBrowser()
const desk = `${url}/seller/${host.organisationId}`
const today = civilDate(county.app.clock.now())

const named = { nameZh: '云上农家', nameEn: 'Cloud House', villageCode: villages()[0]?.code ?? '' }
const { houseId } = await host.act(saveGuesthouse, named)
const { roomTypeId } = await host.act(saveRoomType, {
  houseId,
  nameZh: '大床房',
  nameEn: 'Double room',
  rooms: 1,
  guestsIncluded: 2,
  guestsMax: 3,
  priceFen: 20_000,
})
await host.act(openNights, { roomTypeId, from: today, until: addDays(today, 30), rooms: 1 })
await stayOf('周明', today)

/** A guest who booked the only room for two nights and paid. */
async function stayOf(contactName: string, arrival: string): Promise<void> {
  const { app, act, sandbox } = county
  if (sandbox === null) throw new Error('no bank')
  const guest: Actor = { kind: 'guest', guestId: guestIdOf(`a guest called ${contactName}`) }
  const stay = { roomTypeId, arrival, nights: 2, rooms: 1, guests: 2 }
  const said = { contactName, contactPhone: '13800001111' }
  const { id, totalFen } = await act(guest, holdStay, { bookingId: crypto.randomUUID(), ...stay, ...said })
  const { paymentId } = await act(guest, payBookings, { bookingIds: [id], expectedFen: totalFen })
  await payAtBank({ app, bank: sandbox }, guest, paymentId)
}

test(
  'a host shows the house, joins calendars, settles a conflict, gives rooms, books for a guest and reads the money',
  { timeout: 120_000 },
  async () => {
    const site = { browser, app: county.app, url }
    const context = await signedIn(site, host.account)
    const page = await context.newPage()
    const faults: string[] = []
    const open = (path: string) => page.goto(desk + path, { waitUntil: 'networkidle' })
    const button = (name: string | RegExp) => page.getByRole('button', { name })

    await open('/houses')
    await button('添照片').first().click()
    const bytes = await sharp({ create: { width: 800, height: 600, channels: 3, background: '#3f7d4e' } })
      .jpeg()
      .toBuffer()
    await page.locator('input[type=file]').setInputFiles({ name: 'door.jpg', mimeType: 'image/jpeg', buffer: bytes })
    await page.getByAltText('云上农家').waitFor()
    await page.keyboard.press('Escape')
    await page.getByLabel('接住满的邻居转来的客人').click()
    await page.getByText('好，邻居住满时会推荐这里').waitFor()
    faults.push(...(await faultsOf(page)))
    expect(await (await fetch(`${url}/houses/${houseId}`)).text()).toMatch(/\/places\/photos\/[\w-]+\/640\.webp/)

    await open('/ical')
    await button('连接平台：云上农家 · 大床房').click()
    await page.getByLabel('平台叫什么').fill('别家平台')
    await page.getByLabel('对方的日历地址').fill('https://127.0.0.1/room.ics')
    await button('保存').click()
    await page.getByText('请填对方平台公开的 https 日历地址。').waitFor()
    await page.getByLabel('对方的日历地址').fill('')
    await button('保存').click()
    await button('复制地址: 别家平台').waitFor()
    const calendar = ics([{ uid: 'theirs', from: today, until: addDays(today, 1) }])
    const file = { name: 'room.ics', mimeType: 'text/calendar', buffer: Buffer.from(calendar) }
    await page.locator('input[type=file]').setInputFiles(file)
    await page.getByText('读到 1 个预订，1 晚，1 个冲突').waitFor()
    await page.getByRole('heading', { name: '1 个冲突要处理' }).waitFor()
    faults.push(...(await faultsOf(page)))
    await button('是同一个预订').click()
    await page.getByText('没有冲突。').waitFor()
    await page.getByRole('heading', { name: '已认作同一个预订' }).waitFor()

    await open('/rooms')
    await button('大床房的房号').click()
    await page.getByLabel('1 间的房号，一行一个').fill('101')
    await button('保存').click()
    await button('给今天到的客人分房').click()
    await button('周明 · 换房').first().waitFor()
    faults.push(...(await faultsOf(page)))

    await open('/bookings')
    await button('代客预订').click()
    await page.getByLabel('客人姓名').fill('老王')
    await button('先留 15 分钟').click()
    await page.getByText(/只剩 0 个名额/).waitFor()
    await page.getByText('同村愿意接的邻居也没有房了。').waitFor()
    await page.getByLabel('哪天入住').fill(addDays(today, 4))
    await button('先留 15 分钟').click()
    await page.getByRole('link', { name: '去付款 ¥200.00' }).click()
    await page.waitForURL(/basket/)
    expect(await page.textContent('#held')).toContain('云上农家')

    await open(`/booking-statement?month=${today.slice(0, 7)}`)
    expect(await page.getByRole('row', { name: /云上农家/ }).textContent()).toContain('¥400.00')
    const sheet = await page.request.get(`${desk}/export/bookings/csv?from=${today}&to=${today}`)
    expect((await sheet.body()).toString()).toMatch(/大床房.*400\.00/)
    faults.push(...(await faultsOf(page)))

    await open('/resellers')
    await button('添分销商').click()
    await page.getByLabel('分销商名称').fill('远方旅行社')
    await page.getByLabel('它留百分之几').fill('8')
    await button('添上并出钥匙').click()
    const key = await page.getByText(/^octo_/).textContent()
    const supplier = await fetch(`${url}/octo/supplier`, { headers: { authorization: `Bearer ${key ?? ''}` } })
    expect(supplier.status).toBe(200)
    expect(await page.getByRole('row', { name: /远方旅行社/ }).textContent()).toContain('8%')
    faults.push(...(await faultsOf(page)))

    // From the desk to the phone, and the same on a phone in English.
    await open('')
    await page.getByRole('navigation').getByRole('link', { name: '手机上的今天' }).click()
    await page.waitForURL(`${url}/host/${host.organisationId}`)
    expect(await page.textContent('main')).toContain('周明')
    await context.close()
    const small = await signedIn(site, host.account, { width: 360, height: 740, lang: 'en' })
    const phone = await small.newPage()
    await phone.goto(`${desk}/bookings`, { waitUntil: 'networkidle' })
    expect(await phone.getByRole('listitem').filter({ hasText: '周明' }).textContent()).toContain('Cloud House')
    faults.push(...(await faultsOf(phone)))
    await small.close()
    expect(faults).toEqual([])
  },
)
