import { checkDigit } from '../gs1/index.ts'

// GS1 keys as EPC URIs, EPC class URIs, EPC pattern URIs and Digital Link URIs, brought to one form:
// EPC Tag Data Standard; GS1 Digital Link: URI Syntax, 4.11; CBV 2.0, event hash, rules 17 and 18.

const CANONICAL = 'https://id.gs1.org'

/** Characters of a serial in an EPC URI: themselves, or escaped. */
const SERIAL = String.raw`(?:[!'()*+,.0-9:;=A-Za-z_-]|%(?:2[1-9A-Fa-f]|3[0-9A-Fa-f]|4[1-9A-Fa-f]|5[0-9AaFf]|6[1-9A-Fa-f]|7[0-9Aa]))`
const COMPONENT = String.raw`(?:[0-9A-Z-]|%2[3dDfF])`

/** What a Digital Link must escape besides what EPC URIs escape already. */
const escape = (serial: string): string =>
  !/[!()*+,:]/.test(serial)
    ? serial
    : serial.replaceAll(/[!()*+,:]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)

const withCheckDigit = (digits: string): string => digits + checkDigit(digits)

/** A GTIN-14 without its check digit, from the company's prefix and the item reference that begins with the indicator. */
const gtinDigits = (company: string, item: string): string => item.slice(0, 1) + company + item.slice(1)

type Scheme = {
  /** After prefix and dot: the groups of the rest. */
  rest: RegExp
  /** Digits of prefix and reference together, where they are fixed. */
  digits?: number
  link(company: string, rest: readonly string[]): string
}

const digitsAnd = (tail: string): RegExp => new RegExp(String.raw`^(\d*)${tail}$`)
const serial = (max: number): string => String.raw`\.(${SERIAL}{1,${max}})`
const plain: Scheme['rest'] = digitsAnd('')

const gtin = (company: string, item = ''): string => `/01/${withCheckDigit(gtinDigits(company, item))}`
const keyed =
  (ai: string) =>
  (company: string, [reference = '', more = '']: readonly string[]): string =>
    `/${ai}/${withCheckDigit(company + reference)}${escape(more)}`

const SCHEMES: { readonly [scheme: string]: Scheme } = {
  'id:sgtin': {
    digits: 13,
    rest: digitsAnd(serial(20)),
    link: (c, [item, s = '']) => `${gtin(c, item)}/21/${escape(s)}`,
  },
  'id:sscc': { digits: 17, rest: plain, link: (c, [ref = '']) => `/00/${withCheckDigit(gtinDigits(c, ref))}` },
  'id:sgln': {
    digits: 12,
    rest: digitsAnd(serial(20)),
    link: (c, [ref = '', s = '']) => `/414/${withCheckDigit(c + ref)}${s === '0' ? '' : `/254/${escape(s)}`}`,
  },
  'id:grai': { digits: 12, rest: digitsAnd(serial(16)), link: (c, rest) => keyed('8003')(`0${c}`, rest) },
  'id:giai': { rest: new RegExp(`^(${SERIAL}{1,24})$`), link: (c, [s = '']) => `/8004/${c}${escape(s)}` },
  'id:gsrn': { digits: 17, rest: plain, link: keyed('8018') },
  'id:gsrnp': { digits: 17, rest: plain, link: keyed('8017') },
  'id:gdti': { digits: 12, rest: digitsAnd(serial(20)), link: keyed('253') },
  'id:cpi': {
    rest: new RegExp(String.raw`^(${COMPONENT}{1,24})\.(\d{1,12})$`),
    link: (c, [part = '', s = '']) => `/8010/${c}${part}/8011/${s}`,
  },
  'id:sgcn': { digits: 12, rest: digitsAnd(String.raw`\.(\d{1,12})`), link: keyed('255') },
  'id:ginc': { rest: new RegExp(`^(${SERIAL}{1,24})$`), link: (c, [s = '']) => `/401/${c}${escape(s)}` },
  'id:gsin': { digits: 16, rest: plain, link: keyed('402') },
  'id:itip': {
    digits: 13,
    rest: digitsAnd(String.raw`\.(\d\d)\.(\d\d)${serial(20)}`),
    link: (c, [item = '', piece, total, s = '']) =>
      `/8006/${withCheckDigit(gtinDigits(c, item))}${piece}${total}/21/${escape(s)}`,
  },
  'id:upui': {
    digits: 13,
    rest: digitsAnd(serial(28)),
    link: (c, [item, s = '']) => `${gtin(c, item)}/235/${escape(s)}`,
  },
  'id:pgln': { digits: 12, rest: plain, link: keyed('417') },
  'class:lgtin': {
    digits: 13,
    rest: digitsAnd(serial(20)),
    link: (c, [item, s = '']) => `${gtin(c, item)}/10/${escape(s)}`,
  },
  'idpat:sgtin': { digits: 13, rest: digitsAnd(String.raw`\.\*`), link: (c, [item]) => gtin(c, item) },
  'idpat:upui': { digits: 13, rest: digitsAnd(String.raw`\.\*`), link: (c, [item]) => gtin(c, item) },
  'idpat:grai': { digits: 12, rest: digitsAnd(String.raw`\.\*`), link: (c, rest) => keyed('8003')(`0${c}`, rest) },
  'idpat:gdti': { digits: 12, rest: digitsAnd(String.raw`\.\*`), link: keyed('253') },
  'idpat:sgcn': { digits: 12, rest: digitsAnd(String.raw`\.\*`), link: keyed('255') },
  'idpat:cpi': {
    rest: new RegExp(String.raw`^(${COMPONENT}{1,24})\.\*$`),
    link: (c, [part = '']) => `/8010/${c}${part}`,
  },
  'idpat:itip': {
    digits: 13,
    rest: digitsAnd(String.raw`\.(\d\d)\.(\d\d)\.\*`),
    link: (c, [item = '', piece, total]) => `/8006/${withCheckDigit(gtinDigits(c, item))}${piece}${total}`,
  },
}

const URN = /^urn:epc:((?:id|class|idpat):[a-z]+):(\d{6,12})\./

function linkOfUrn(urn: string): string | null {
  const [head = '', name = '', company = ''] = URN.exec(urn) ?? []
  const rest = urn.slice(head.length)
  const scheme = Object.hasOwn(SCHEMES, name) ? SCHEMES[name] : undefined
  const parts = scheme?.rest.exec(rest)
  if (scheme === undefined || parts === undefined || parts === null) return null
  const groups = parts.slice(1)
  if (scheme.digits !== undefined && company.length + (groups[0] ?? '').length !== scheme.digits) return null
  return CANONICAL + scheme.link(company, groups)
}

const VALUE = String.raw`(?:["'.0-9;-?A-Z_a-z-]|%[0-9A-Fa-f]{2})`

/** Keys of rule 18 with the form of their values and the qualifiers that say more, finest first; others are dropped. */
const LINK_KEYS: { readonly [ai: string]: { form: RegExp; keep: readonly string[]; drop: readonly string[] } } = {
  '00': { form: /^\d{18}$/, keep: [], drop: [] },
  '01': { form: /^(?:\d{8}|\d{12,14})$/, keep: ['21', '10', '235'], drop: ['22'] },
  '253': { form: new RegExp(String.raw`^\d{13}${VALUE}{0,17}$`), keep: [], drop: [] },
  '255': { form: /^\d{13,25}$/, keep: [], drop: [] },
  '401': { form: new RegExp(String.raw`^\d{4}${VALUE}{0,26}$`), keep: [], drop: [] },
  '402': { form: /^\d{17}$/, keep: [], drop: [] },
  '414': { form: /^\d{13}$/, keep: ['254'], drop: [] },
  '417': { form: /^\d{13}$/, keep: [], drop: ['7040'] },
  '8003': { form: new RegExp(String.raw`^\d{14}${VALUE}{0,16}$`), keep: [], drop: [] },
  '8004': { form: new RegExp(String.raw`^\d{4}${VALUE}{0,26}$`), keep: [], drop: ['7040'] },
  '8006': { form: /^\d{18}$/, keep: ['21', '10'], drop: ['22'] },
  '8010': { form: /^\d{4}(?:[0-9A-Z-]|%2[3fF]){0,26}$/, keep: ['8011'], drop: [] },
  '8017': { form: /^\d{18}$/, keep: [], drop: ['8019'] },
  '8018': { form: /^\d{18}$/, keep: [], drop: ['8019'] },
}

/** Names that older Digital Links use for keys and qualifiers. */
const NAMES: { readonly [name: string]: string } = Object.fromEntries(
  (
    'gtin=01 itip=8006 cpid=8010 gln=414 party=417 gsrnp=8017 gsrn=8018 gcn=255 sscc=00 gdti=253 ginc=401 gsin=402 ' +
    'grai=8003 giai=8004 cpv=22 lot=10 ser=21'
  )
    .split(' ')
    .map((pair) => pair.split('=')),
)

const aiOf = (segment: string): string => (Object.hasOwn(NAMES, segment) ? (NAMES[segment] ?? segment) : segment)

const QUALIFIER = new RegExp(`^${VALUE}{1,28}$`)

function qualified(ai: string, value: string, rest: readonly string[]): string | null {
  const key = LINK_KEYS[ai]
  if (key === undefined || rest.length % 2 !== 0) return null
  const found = new Map<string, string>()
  for (let at = 0; at < rest.length; at += 2) {
    const qualifier = aiOf(rest[at] ?? '')
    if (!key.keep.includes(qualifier) && !key.drop.includes(qualifier)) return null
    if (!QUALIFIER.test(rest[at + 1] ?? '')) return null
    found.set(qualifier, rest[at + 1] ?? '')
  }
  const finest = key.keep.find((qualifier) => found.has(qualifier))
  const whole = ai === '01' ? value.padStart(14, '0') : value
  return `${CANONICAL}/${ai}/${whole}${finest === undefined ? '' : `/${finest}/${found.get(finest)}`}`
}

const URL_MAX = 2_000

function linkOfUrl(url: string): string | null {
  if (url.length > URL_MAX) return null
  const [, path = ''] = /^https?:\/\/[^/?#]+((?:\/[^/?#]*)+)(?:\?[^#]*)?$/i.exec(url) ?? []
  const segments = path.replace(/\/$/, '').split('/').slice(1)
  for (let at = 0; at + 1 < segments.length; at++) {
    const ai = aiOf(segments[at] ?? '')
    const value = segments[at + 1] ?? ''
    if (!Object.hasOwn(LINK_KEYS, ai) || LINK_KEYS[ai]?.form.test(value) !== true) continue
    const link = qualified(ai, value, segments.slice(at + 2))
    if (link !== null) return link
  }
  return null
}

/**
 * The constrained canonical Digital Link of a GS1 key in any of its forms: `https://id.gs1.org`, the finest level of
 * identification, nothing else. Null where a text is no such key. Forms are checked, check digits given are not.
 */
export function canonicalLink(identifier: string): string | null {
  if (identifier.startsWith('urn:epc:')) return linkOfUrn(identifier)
  return identifier.startsWith('http') ? linkOfUrl(identifier) : null
}
