import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { addDays, civilDate } from '../../src/kernel/clock.ts'
import type { InputOf } from '../../src/kernel/operation.ts'
import {
  changeStoreState,
  fillStore,
  listListings,
  openStore,
  publishStoreDraft,
} from '../../src/modules/market/index.ts'
import { foundOrganisation, villages } from '../../src/modules/people/index.ts'
import { joinAsPacker } from '../harness/account.ts'
import { openBrowser } from '../harness/browser.ts'
import { openTestDatabase } from '../harness/database.ts'
import { startTestServer } from '../harness/server.ts'
import { faultsOf } from './looks.ts'
import { openShop } from './seller-shop.ts'
import { signedIn } from './signed-in.ts'

const county = await openTestDatabase({ now: new Date() })
const { app } = county
const server = await startTestServer(county)
const shop = await openShop(app, 2)
const browser = await openBrowser()
const { organisationId, owner } = shop
const password = 'known to this test only'
const centre = { email: 'centre@example.com', password }
const keeper = { email: 'keeper@example.com', password }

async function found(kind: 'public_office' | 'household', name: string, ownerId: string): Promise<string> {
  return app.database.transact((tx) =>
    foundOrganisation(
      tx,
      {
        kind,
        nameZh: name,
        nameEn: null,
        villageCode: villages()[3]?.code ?? '',
        contactName: '毛水根',
        contactPhone: '+8613912345678',
        ownerId,
        duties: kind === 'public_office' ? ['service_centre'] : [],
      },
      app.clock.now(),
    ),
  )
}
await found('public_office', '服务中心', await app.ports.auth.createPerson({ name: '周敏', ...centre }))
const home = await found('household', '水根家', await app.ports.auth.createPerson({ name: '毛水根' }))

const bytes = await sharp({ create: { width: 600, height: 850, channels: 3, background: '#f4f0e2' } })
  .jpeg()
  .toBuffer()
const photo = { name: 'sheet.jpg', mimeType: 'image/jpeg', buffer: bytes }
const folder = process.env.CONSENT_PICTURES
const picture = (page: Page, name: string) =>
  folder ? page.screenshot({ path: `${folder}/${name}.png`, fullPage: true }) : undefined
const at = (who: { email: string; password: string }, width: number, lang: 'zh' | 'en' = 'zh', script = true) =>
  signedIn({ browser, app, url: server.url }, who, { width, height: 740, lang, javaScriptEnabled: script })

test(
  'a grower without a phone signs a sheet: printed, photographed, sent back, countersigned, ended',
  { timeout: 180_000 },
  async () => {
    const agent = await (await at(shop, 360, 'zh', false)).newPage()
    const agents = `${server.url}/grow/${organisationId}/agents`
    await agent.goto(agents)
    const wish = agent.locator('form', { has: agent.getByLabel('在哪个村') })
    await agent.getByText('对方没有手机：签纸').click()
    await wish.getByLabel('农户或单位名称').fill('水根家')
    await wish.getByLabel('在哪个村').selectOption(villages()[3]?.code ?? '')
    await wish.getByLabel('装箱、贴标签、交快递').check()
    await wish.getByLabel('到哪一天').fill(addDays(civilDate(app.clock.now()), 60))
    await picture(agent, 'ask-zh-360')
    await wish.getByRole('button', { name: '做一张单子' }).click()
    await agent.getByText('单子做好了').waitFor()
    const sheet = (await agent.getByRole('link', { name: '打印单子' }).getAttribute('href')) ?? ''
    const pdf = await agent.request.get(server.url + sheet)
    expect(pdf.headers()['content-type']).toBe('application/pdf')
    expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-')
    const send = async () => {
      await agent.getByLabel('签好的单子，拍一张').setInputFiles(photo)
      await agent.getByRole('button', { name: '交给服务中心' }).click()
      await agent.getByText('交上去了，等服务中心核对。').waitFor()
    }
    await send()
    await picture(agent, 'sent-zh-360')

    const office = await (await at(centre, 1280)).newPage()
    const judge = async (note: string, button: string) => {
      await office.goto(`${server.url}/centre/consents`, { waitUntil: 'networkidle' })
      await office.getByLabel('怎么问的本人，或者单子哪里不对').fill(note)
      await office.getByRole('button', { name: button }).click()
      await office.getByText('没有要核对的单子。').waitFor()
    }
    await office.goto(`${server.url}/centre/consents`, { waitUntil: 'networkidle' })
    expect(await faultsOf(office)).toEqual([])
    await picture(office, 'centre-zh-1280')
    await judge('没有签名', '退回重签')
    await agent.goto(agents)
    await agent.getByText('退回来了：没有签名').waitFor()
    await send()
    await judge('到家里问过', '问过本人，核对签字')
    await office.getByRole('cell', { name: '水根家', exact: true }).waitFor()
    await picture(office, 'centre-held-zh-1280')
    await agent.goto(`${server.url}/grow/${home}`)
    await agent.getByText('您在替 水根家 做事').waitFor()

    for (const [lang, width] of [
      ['en', 360],
      ['zh', 360],
      ['en', 1280],
    ] as const) {
      const page = await (await at(centre, width, lang)).newPage()
      await page.goto(`${server.url}/centre/consents`, { waitUntil: 'networkidle' })
      expect(await faultsOf(page, `${lang} ${width}`)).toEqual([])
      await picture(page, `centre-${lang}-${width}`)
    }
    office.on('dialog', (dialog) => void dialog.accept())
    await office.getByRole('button', { name: '停掉' }).click()
    await office.getByText('没有找到有效的授权。').waitFor()
    expect((await agent.goto(`${server.url}/grow/${home}`))?.status()).toBe(403)
  },
)

test('a keeper looks after one store and reaches nothing else of the firm', { timeout: 180_000 }, async () => {
  const personId = await app.ports.auth.createPerson({ name: '小店长', ...keeper })
  await app.database.transact((tx) => tx.run(joinAsPacker, [organisationId, personId]))
  const make = (slug: string, content: InputOf<typeof openStore>['content']) =>
    county.act(owner, openStore, { organisationId, slug, content })
  await make('main-shop', { nameZh: '云上总店', nameEn: 'Yunshang main store' })
  const { storeId } = await make('tea-room', {
    nameZh: '云上茶室',
    nameEn: 'Yunshang Tea Room',
    welcomeZh: '清明前采的茶，当天炒好。',
    welcomeEn: 'Picked before Qingming, fired the same day.',
    storyZh:
      '茶园在海拔八百米的梯田上，春天雾多，叶子长得慢。我们三家人合在一起采，当天在自家灶上炒，不过夜。\n\n炒茶的锅用了二十年，火候靠手背试。',
    storyEn:
      'The terraces lie at eight hundred metres; spring is foggy and the leaves grow slowly. Three families pick together and fire the leaves at home on the same day.\n\nThe wok is twenty years old, and its heat is judged with the back of the hand.',
  })
  const { listings } = await county.act(owner, listListings, { organisationId })
  const [one] = listings
  await county.act(owner, fillStore, { organisationId, storeId, listingIds: [one?.id ?? ''] })
  await county.act(owner, publishStoreDraft, { organisationId, storeId })

  await county.act(owner, changeStoreState, { organisationId, storeId, state: 'open' })
  for (const [lang, width] of [
    ['zh', 360],
    ['en', 360],
    ['zh', 1280],
    ['en', 1280],
  ] as const) {
    const page = await (await signedIn({ browser, app, url: server.url }, null, { width, lang })).newPage()
    await page.goto(`${server.url}/stores/tea-room`, { waitUntil: 'networkidle' })
    expect(await faultsOf(page, `store page ${lang} ${width}`)).toEqual([])
    await picture(page, `store-${lang}-${width}`)
  }

  const boss = await (await at(shop, 1280)).newPage()
  await boss.goto(`${server.url}/seller/${organisationId}/staff`, { waitUntil: 'networkidle' })
  await boss
    .getByRole('row', { name: /小店长/ })
    .getByRole('button', { name: '改角色' })
    .click()
  await boss.getByRole('combobox', { name: '哪家店' }).click()
  await boss.getByRole('option', { name: '云上茶室' }).click()
  await picture(boss, 'staff-zh-1280')
  await boss.getByRole('button', { name: '只管一家店' }).click()
  await boss.getByRole('cell', { name: '只管 云上茶室' }).waitFor()

  for (const [lang, width] of [
    ['zh', 1280],
    ['en', 360],
  ] as const) {
    const page = await (await at(keeper, width, lang)).newPage()
    await page.goto(`${server.url}/seller/${organisationId}`, { waitUntil: 'networkidle' })
    expect(new URL(page.url()).pathname).toBe(`/seller/${organisationId}/stores`)
    expect(await faultsOf(page, `stores ${lang} ${width}`)).toEqual([])
    await picture(page, `keeper-stores-${lang}-${width}`)
    await page.goto(`${server.url}/seller/${organisationId}/stores/${storeId}`, { waitUntil: 'networkidle' })
    expect(await faultsOf(page, `store ${lang} ${width}`)).toEqual([])
    await picture(page, `keeper-store-${lang}-${width}`)
  }
  const page = await (await at(keeper, 1280)).newPage()
  await page.goto(`${server.url}/seller/${organisationId}/stores/${storeId}`, { waitUntil: 'networkidle' })
  const price = page.getByRole('row', { name: new RegExp(one?.titleZh ?? '') }).getByRole('textbox')
  await price.fill('66.00')
  await price.blur()
  await expect
    .poll(async () => (await county.act(owner, listListings, { organisationId })).listings[0]?.priceFen)
    .toBe(6600)
  for (const path of ['orders', 'listings', 'lots', 'staff', 'statement', 'messages'])
    expect([path, (await page.request.get(`${server.url}/seller/${organisationId}/${path}`)).status()]).toEqual([
      path,
      403,
    ])
})
