import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { Field, SelectField } from './form.tsx'
import { PublicGallery } from './gallery.public.tsx'
import { ListingTile } from './listing.tsx'
import { Pagination, Steps } from './page.tsx'
import { Price } from './price.tsx'
import { PublicShell } from './shell.tsx'

/** The text a reader sees or hears, without markup. */
const textOf = (html: string): string => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')

describe('Field', () => {
  const html = renderToStaticMarkup(
    <Field name="phone" label="手机号" hint="送到前会打" error="请再核对" lang="zh" required />,
  )

  test('ties label, hint and error to the input', () => {
    expect(html).toContain('<label for="field-phone">')
    expect(html).toContain('aria-describedby="field-phone-hint field-phone-error"')
    expect(html).toContain('aria-invalid="true"')
    expect(html).toMatch(/<p class="error" id="field-phone-error">请再核对/)
  })

  test('says when it may be left empty, and only then', () => {
    expect(textOf(html)).not.toContain('选填')
    expect(textOf(renderToStaticMarkup(<Field name="note" label="备注" lang="zh" />))).toContain('选填')
  })
})

test('SelectField asks to choose first and keeps the value', () => {
  const html = renderToStaticMarkup(
    <SelectField
      name="city"
      label="City"
      lang="en"
      choices={[{ value: '3311', label: 'Lishui' }]}
      defaultValue="3311"
    />,
  )
  expect(html).toMatch(/<option value="">Choose<\/option><option value="3311" selected="">Lishui/)
})

test('Price reads as one amount and keeps the machine value', () => {
  const html = renderToStaticMarkup(<Price fen={1_280_050} wasFen={1_500_000} lang="zh" />)
  expect(html).toContain('<data value="12800.50">')
  expect(textOf(html).replaceAll(' ', '')).toBe('¥12,800.50原价¥15,000.00')
})

test('ListingTile is one link, with origin, weight and state in words', () => {
  const html = renderToStaticMarkup(
    <ListingTile
      lang="en"
      listing={{
        href: '/l/1',
        title: 'Green tea',
        depiction: { kind: 'illustration', subject: 'tea-leaf', seed: '1', src: '/i/1.svg' },
        priceFen: 9_900,
        weightGrams: 250,
        origin: 'Tea village',
        soldOut: true,
      }}
    />,
  )
  expect(html.match(/<a /g)).toHaveLength(1)
  expect(html).toContain('alt="Green tea (illustration)"')
  expect(textOf(html)).toMatch(/Green tea.*Tea village.*250 g \(0.5 jin\).*Sold out/)
})

describe('Pagination', () => {
  const pages = (page: number, last: number) =>
    renderToStaticMarkup(<Pagination page={page} last={last} href={(at) => `?page=${at}`} lang="en" />)

  test('leads both ways, and nowhere past the ends', () => {
    expect(pages(2, 3)).toMatch(/\?page=1.*\?page=3/)
    expect(pages(1, 3)).not.toContain('?page=0')
    expect(pages(3, 3)).not.toContain('?page=4')
    expect(pages(1, 1)).toBe('')
  })
})

test('Steps tell their state in words', () => {
  const html = renderToStaticMarkup(
    <Steps
      lang="en"
      steps={[
        { label: 'Paid', state: 'done' },
        { label: 'Packed', state: 'current' },
      ]}
    />,
  )
  expect(textOf(html)).toMatch(/Paid done.*Packed in progress/)
  expect(html.match(/aria-current="step"/g)).toHaveLength(1)
})

test('PublicShell starts with the skip link and searches by a plain form', () => {
  const html = renderToStaticMarkup(
    <PublicShell
      lang="zh"
      homeHref="/"
      otherLanguageHref="/en"
      search={{ action: '/search', query: '笋干' }}
      basket={{ href: '/basket', count: 0 }}
    >
      正文
    </PublicShell>,
  )
  expect(html).toMatch(/^<div class="shell"><a class="skip" href="#content">/)
  const form =
    /<form class="search" role="search" action="\/search"><search-suggest>(<input[^>]*>)<datalist id="names-of-goods"><\/datalist><\/search-suggest><button type="submit"/.exec(
      html,
    )
  expect(form?.[1]).toContain('name="q"')
  expect(form?.[1]).toContain('value="笋干"')
  expect(html).toContain('<main id="content"')
})

describe('the whole gallery', () => {
  const [zh, en] = (['zh', 'en'] as const).map((lang) => renderToStaticMarkup(<PublicGallery lang={lang} />)) as [
    string,
    string,
  ]

  test('shows no Chinese in English but the way to it', () => {
    expect(textOf(en).replace('中文', '')).not.toMatch(/[\u3000-\u9fff\uff00-\uffef]/)
  })

  test('shows no English in Chinese but the way to it', () => {
    const withoutPictures = zh.slice(0, zh.lastIndexOf('<section'))
    expect(textOf(withoutPictures).replace('English', '')).not.toMatch(/[a-z]{3,}/i)
  })

  test('carries no inline style and no script', () => {
    expect(zh).not.toMatch(/ style=|<script|onclick/i)
  })
})

test('over the wire the stylesheets stay under 14 KB and the enhancements under 2.5 KB', () => {
  const css = ['src/web/tokens.css', 'src/web/public.css', 'src/web/shop.css'].map((file) => readFileSync(file))
  expect(gzipSync(Buffer.concat(css)).length).toBeLessThan(14_000)
  expect(gzipSync(readFileSync('public/enhance.js')).length).toBeLessThan(2_500)
})
