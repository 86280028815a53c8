import provinceData from './provinces.json' with { type: 'json' }
import regionData from './regions.json' with { type: 'json' }
import suichangData from './suichang.json' with { type: 'json' }

export type Lang = 'zh' | 'en'

/** A province, city or county: 2, 4 or 6 digits as the National Bureau of Statistics has them. */
export interface Region {
  code: string
  zh: string
  en: string
}

/** A province with its rough middle in degrees, for schematic maps only. */
export interface Province extends Region {
  /** The everyday name: 浙江, 内蒙古. */
  short: string
  lat: number
  lon: number
}

/** A township or street of Suichang; `code` has 9 digits, the position is approximate. */
export interface Township extends Region {
  kind: 'subdistrict' | 'town' | 'township'
  lat: number
  lon: number
}

/** A village or community of Suichang; `code` has 12 digits, the position is a placeholder. */
export interface Village extends Region {
  kind: 'village' | 'community'
  townshipCode: string
  lat: number
  lon: number
}

export interface County extends Region {
  bounds: { south: number; north: number; west: number; east: number }
  /** A closed ring of [longitude, latitude], approximate. */
  outline: readonly (readonly number[])[]
}

type CountyEntry = string
type CityEntry = readonly [city: string, counties: readonly CountyEntry[]]
type ProvinceEntry = readonly [province: string, cities: readonly CityEntry[]]
type TownshipEntry = Township & { villages: readonly Omit<Village, 'townshipCode'>[] }

// JSON imports widen tuples and literals; the tests hold the files to these shapes.
const regionTree = regionData as unknown as readonly ProvinceEntry[]
const townshipEntries = suichangData.townships as readonly TownshipEntry[]

/** Suichang itself: names, bounds and a schematic outline. */
export function homeCounty(): County {
  const { code, zh, en, bounds } = suichangData
  return { code, zh, en, bounds, outline: suichangData.outline }
}

/** The 20 townships and streets of Suichang, by code. */
export function townships(): Township[] {
  return townshipEntries.map(({ code, zh, en, kind, lat, lon }) => ({ code, zh, en, kind, lat, lon }))
}

export function township(code: string): Township | undefined {
  return townships().find((one) => one.code === code)
}

/** Villages and communities of Suichang, by code; those of one township if its code is given. */
export function villages(townshipCode?: string): Village[] {
  return townshipEntries
    .filter(({ code }) => townshipCode === undefined || code === townshipCode)
    .flatMap(({ code, villages: own }) => own.map((one) => ({ ...one, townshipCode: code })))
}

export function village(code: string): Village | undefined {
  return villages(code.slice(0, 9)).find((one) => one.code === code)
}

/** How people write a village: 湖山乡 奕山村; in English: Yishan Village, Hushan Township. */
export function villageLabel({ zh, en, townshipCode }: Village, lang: Lang): string {
  const parent = township(townshipCode)
  return lang === 'zh' ? `${parent?.zh} ${zh}` : `${en}, ${parent?.en}`
}

/** Finds a village by its label; spaces of any kind, or none, between township and village are accepted. */
export function villageByLabel(label: string): Village | undefined {
  const wanted = withoutSpace(label)
  return villages().find((one) => withoutSpace(villageLabel(one, 'zh')) === wanted)
}

/** The 31 provinces, then Taiwan, Hong Kong and Macau. */
export function provinces(): Province[] {
  return provinceData.provinces
}

/** Cities and prefectures of a province (2 digits); none for an unknown code. */
export function cities(provinceCode: string): Region[] {
  return cityEntries(provinceCode).map(([entry]) => region(provinceCode, entry))
}

/** Counties, districts and county-level cities of a city (4 digits); none for an unknown code. */
export function counties(cityCode: string): Region[] {
  const found = cityEntries(cityCode.slice(0, 2)).find(([entry]) => entry.startsWith(cityCode.slice(2)))
  return cityCode.length === 4 && found ? found[1].map((entry) => region(cityCode, entry)) : []
}

export function isProvince(code: string): boolean {
  return provinces().some((one) => one.code === code)
}

export function isCity(code: string): boolean {
  return cities(code.slice(0, 2)).some((one) => one.code === code)
}

export function isCounty(code: string): boolean {
  return counties(code.slice(0, 4)).some((one) => one.code === code)
}

/** The name of any region by its code (2, 4, 6 digits; in Suichang also 9 and 12); undefined if unknown. */
export function regionName(code: string, lang: Lang): string | undefined {
  return findRegion(code)?.[lang]
}

/** The names from the province down to the region, without placeholders such as 市辖区; empty if unknown. */
export function regionPath(code: string, lang: Lang): string[] {
  if (findRegion(code) === undefined) return []
  return [2, 4, 6, 9, 12]
    .filter((length) => length <= code.length)
    .map((length) => findRegion(code.slice(0, length)))
    .filter((one) => one !== undefined && !isPlaceholder(one))
    .map((one) => one![lang])
}

function findRegion(code: string): Region | undefined {
  const siblings = siblingsByLength[code.length]
  return siblings?.(code).find((one) => one.code === code)
}

const siblingsByLength: Record<number, (code: string) => Region[]> = {
  2: () => provinces(),
  4: (code) => cities(code.slice(0, 2)),
  6: (code) => counties(code.slice(0, 4)),
  9: () => townships(),
  12: (code) => villages(code.slice(0, 9)),
}

// City-level entries that only collect counties; nobody writes them in an address.
function isPlaceholder({ zh }: Region): boolean {
  return zh === '市辖区' || zh === '县' || zh.endsWith('直辖县级行政区划')
}

function cityEntries(provinceCode: string): readonly CityEntry[] {
  if (provinceCode.length !== 2) return []
  return regionTree.find(([entry]) => entry.startsWith(provinceCode))?.[1] ?? []
}

/** Reads "23遂昌县 Suichang" under its parent's code. */
function region(parentCode: string, entry: string): Region {
  const space = entry.indexOf(' ')
  const zh = entry.slice(2, space)
  return { code: parentCode + entry.slice(0, 2), zh, en: english(zh, entry.slice(space + 1)) }
}

const classWords: readonly (readonly [ending: string, english: string])[] = [
  ['自治县', 'Autonomous County'],
  ['自治州', 'Autonomous Prefecture'],
  ['自治旗', 'Autonomous Banner'],
  ['地区', 'Prefecture'],
  ['新区', 'New Area'],
  ['区', 'District'],
  ['县', 'County'],
  ['旗', 'Banner'],
  ['盟', 'League'],
  ['镇', 'Township'],
  ['乡', 'Township'],
]

// A stem that opens with = is complete; cities go by their bare name, as in any address.
function english(zh: string, stem: string): string {
  if (stem.startsWith('=')) return stem.slice(1)
  const word = classWords.find(([ending]) => zh.endsWith(ending))?.[1]
  return word === undefined ? stem : `${stem} ${word}`
}

function withoutSpace(text: string): string {
  return text.replace(/\s+/g, '')
}
