import { statSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  cities,
  counties,
  homeCounty,
  isCity,
  isCounty,
  isProvince,
  provinces,
  regionName,
  regionPath,
  township,
  townships,
  village,
  villageByLabel,
  villageLabel,
  villages,
} from './places.ts'

const allCities = provinces().flatMap(({ code }) => cities(code))
const allCounties = allCities.flatMap(({ code }) => counties(code))

describe('Suichang', () => {
  test('has 20 townships: 2 streets, 7 towns, 11 townships', () => {
    const kinds = townships().map(({ kind }) => kind)
    expect(kinds).toHaveLength(20)
    expect(kinds.filter((kind) => kind === 'subdistrict')).toHaveLength(2)
    expect(kinds.filter((kind) => kind === 'town')).toHaveLength(7)
  })

  test('has 214 units: 201 villages and 13 communities', () => {
    const kinds = villages().map(({ kind }) => kind)
    expect(kinds).toHaveLength(214)
    expect(kinds.filter((kind) => kind === 'village')).toHaveLength(201)
    expect(kinds.filter((kind) => kind === 'community')).toHaveLength(13)
  })

  test('every village lies in its township by code, every township has some', () => {
    for (const { code, townshipCode } of villages()) {
      expect(code).toMatch(/^331123\d{6}$/)
      expect(code.startsWith(townshipCode)).toBe(true)
    }
    for (const { code } of townships()) expect(villages(code).length).toBeGreaterThan(0)
  })

  test('codes and labels are unique', () => {
    expect(new Set([...townships(), ...villages()].map(({ code }) => code)).size).toBe(234)
    expect(new Set(villages().map((one) => villageLabel(one, 'zh'))).size).toBe(214)
    expect(new Set(villages().map((one) => villageLabel(one, 'en'))).size).toBe(214)
  })

  test('every point lies within the bounds and the outline, and none stand on one another', () => {
    const { bounds, outline } = homeCounty()
    const points = [...townships(), ...villages()]
    const outside = points.filter(
      ({ lat, lon }) =>
        lat < bounds.south ||
        lat > bounds.north ||
        lon < bounds.west ||
        lon > bounds.east ||
        !contains(outline, lon, lat),
    )
    expect(outside).toEqual([])
    expect(new Set(points.map(({ lat, lon }) => `${lat},${lon}`)).size).toBe(points.length)
  })

  test('the outline is a closed ring within the bounds', () => {
    const { bounds, outline } = homeCounty()
    expect(outline.at(0)).toEqual(outline.at(-1))
    for (const [lon = 0, lat = 0] of outline) {
      expect(lon).toBeGreaterThanOrEqual(bounds.west)
      expect(lon).toBeLessThanOrEqual(bounds.east)
      expect(lat).toBeGreaterThanOrEqual(bounds.south)
      expect(lat).toBeLessThanOrEqual(bounds.north)
    }
  })

  test('reads names as the county does', () => {
    const names = Object.fromEntries([...townships(), ...villages()].map(({ zh, en }) => [zh, en]))
    expect(names['大柘镇']).toBe('Dazhe Town')
    expect(names['三仁畲族乡']).toBe('Sanren She Ethnic Township')
    expect(names['柘岱口乡']).toBe('Zhedaikou Township')
    expect(names['福罗淤村']).toBe('Fuluoyu Village')
    expect(names['十三都村']).toBe('Shisandu Village')
    expect(names['长安村']).toBe("Chang'an Village")
    expect(names['王村']).toBe('Wangcun Village')
    expect(names['叶村村']).toBe('Yecun Village')
  })

  test('labels lead back to their village, with or without the space', () => {
    for (const one of villages()) {
      expect(villageByLabel(villageLabel(one, 'zh'))).toEqual(one)
      expect(villageByLabel(villageLabel(one, 'zh').replace(' ', '\u3000'))).toEqual(one)
      expect(village(one.code)).toEqual(one)
    }
    expect(villageByLabel('湖山乡奕山村')?.code).toBe('331123204235')
    expect(villageByLabel('湖山乡 不在村')).toBeUndefined()
    expect(villageByLabel('奕山村')).toBeUndefined()
  })
})

describe('regions', () => {
  test('are all there', () => {
    expect(provinces()).toHaveLength(34)
    expect(allCities).toHaveLength(342 + 3 + 2 + 20)
    expect(allCounties.filter(({ code }) => code < '71')).toHaveLength(2978)
    expect(statSync(join(import.meta.dirname, 'regions.json')).size).toBeLessThan(120_000)
  })

  test('have unique codes, in order, and names in both languages', () => {
    const all = [...provinces(), ...allCities, ...allCounties]
    expect(new Set(all.map(({ code }) => code)).size).toBe(all.length)
    const chinese = /^[\p{Script=Han}（）]+$/u
    const english = /^[A-Z](?!.*undefined)[\p{Script=Latin}',()-]+( [\p{Script=Latin}',()-]+)*$/u
    expect(all.filter(({ zh, en }) => !chinese.test(zh) || !english.test(en))).toEqual([])
    const codes = allCounties.map(({ code }) => code)
    expect(codes).toEqual(codes.toSorted())
  })

  test.each([
    ['61', 'Shaanxi'],
    ['14', 'Shanxi'],
    ['15', 'Inner Mongolia'],
    ['54', 'Xizang'],
    ['81', 'Hong Kong'],
    ['3311', 'Lishui'],
    ['331123', 'Suichang County'],
    ['331127', 'Jingning She Autonomous County'],
    ['1501', 'Hohhot'],
    ['3415', "Lu'an"],
    ['330382', 'Yueqing'],
    ['371722', 'Shanxian County'],
    ['530925', 'Shuangjiang Lahu, Va, Blang and Dai Autonomous County'],
    ['150723', 'Oroqen Autonomous Banner'],
    ['150521', "Ke'erqin Left Middle Banner"],
    ['320576', 'Suzhou Industrial Park'],
    ['310115', 'Pudong New Area'],
    ['331123102', 'Xinluwan Town'],
  ])('%s is %s', (code, english) => {
    expect(regionName(code, 'en')).toBe(english)
  })

  test('know their level', () => {
    expect(isProvince('33') && isCity('3311') && isCounty('331123')).toBe(true)
    expect(isProvince('3311') || isCity('331123') || isCounty('331123001')).toBe(false)
    expect(isCounty('331199') || isCity('3399') || isProvince('99') || isCounty('')).toBe(false)
  })

  test('paths read as addresses do', () => {
    expect(regionPath('331123204235', 'zh').join('')).toBe('浙江省丽水市遂昌县湖山乡奕山村')
    expect(regionPath('310115', 'zh').join('')).toBe('上海市浦东新区')
    expect(regionPath('429004', 'en')).toEqual(['Hubei', 'Xiantao'])
    expect(regionPath('339999', 'zh')).toEqual([])
  })

  test('whatever is typed in, an unknown code has no name', () => {
    const known = new Set(
      [...provinces(), ...allCities, ...allCounties, ...townships(), ...villages()].map(({ code }) => code),
    )
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 14 }), fc.stringMatching(/^\d{0,12}$/)), (code) => {
        expect(regionName(code, 'zh') !== undefined).toBe(known.has(code))
      }),
    )
    expect(township('331123999')).toBeUndefined()
    expect(village('331123204999')).toBeUndefined()
  })

  test('provinces have rough middles inside China', () => {
    for (const { zh, short, lat, lon } of provinces()) {
      expect(zh.startsWith(short)).toBe(true)
      expect(lat > 18 && lat < 54 && lon > 73 && lon < 136).toBe(true)
    }
  })
})

/** Ray casting; points on the edge do not occur, the outline has a buffer. */
function contains(ring: readonly (readonly number[])[], lon: number, lat: number): boolean {
  let inside = false
  for (let i = 1; i < ring.length; i++) {
    const [lonA = 0, latA = 0] = ring[i - 1] ?? []
    const [lonB = 0, latB = 0] = ring[i] ?? []
    if (latA > lat !== latB > lat && lon < ((lonB - lonA) * (lat - latA)) / (latB - latA) + lonA) inside = !inside
  }
  return inside
}
