import { cities, counties, provinces } from './places/places.ts'

/** How far an address was understood, and what of it is left after the names of its region. */
export type FoundRegion = { provinceCode: string; cityCode: string; countyCode: string; rest: string; levels: number }

type Named = { code: string; names: readonly string[]; full: string }
type CityPlaces = Named & { counties: readonly Named[] }
type ProvincePlaces = Named & { cities: readonly CityPlaces[] }

/** All names under which people write a region, ready to be compared. Made once for many lines. */
export type PlaceNames = { provinces: readonly ProvincePlaces[]; countyCounts: ReadonlyMap<string, number> }

const PEOPLES =
  '蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|鄂温克|德昂|保安|裕固|京|独龙|鄂伦春|赫哲|门巴|珞巴|基诺|各'
const AUTONOMOUS = new RegExp(`(?:(?:${PEOPLES})族?)+自治(州|县|旗|区)$`)

/** 恩施土家族苗族自治州 is also written 恩施州 and 恩施; 遂昌县 also 遂昌. Nobody writes what only collects counties. */
function namesOf(zh: string): string[] {
  if (zh === '市辖区' || zh === '县' || zh.endsWith('直辖县级行政区划')) return []
  const kind = AUTONOMOUS.exec(zh)?.[1]
  const bare = kind === undefined ? zh.replace(/(地区|新区|林区|市|县|区|盟|旗|州)$/, '') : zh.replace(AUTONOMOUS, '')
  return [...new Set([zh, ...(kind === undefined ? [] : [`${bare}${kind}`]), bare])].filter((name) => name.length >= 2)
}

export function placeNamesForLines(): PlaceNames {
  const all = provinces().map(({ code, zh, short }) => ({
    code,
    full: zh,
    names: [zh, short],
    cities: cities(code).map((city) => ({
      code: city.code,
      full: city.zh,
      // In a municipality the city goes by the province's name.
      names: /^(市辖区|县)$/.test(city.zh) ? [zh, city.zh] : namesOf(city.zh),
      counties: counties(city.code).map((county) => {
        // As a line is read: 圣方济各堂区（路环） with the parentheses of NFKC.
        const full = county.zh.normalize('NFKC')
        return { code: county.code, full, names: namesOf(full) }
      }),
    })),
  }))
  const counts = new Map<string, number>()
  for (const one of all.flatMap((p) => p.cities.flatMap((c) => c.counties)))
    counts.set(one.full, (counts.get(one.full) ?? 0) + 1)
  return { provinces: all, countyCounts: counts }
}

const longest = (text: string, { names }: Named): number =>
  names.reduce((length, name) => (name.length > length && text.startsWith(name) ? name.length : length), 0)

/** The region whose names a text without spaces begins with; a missing province is inferred. Null where there is none. */
export function regionAtStart(text: string, places: PlaceNames): FoundRegion | null {
  let best: FoundRegion | null = null
  for (const province of places.provinces) {
    // 吉林市 begins with a province's name and is a city: both readings are tried.
    for (const length of new Set([longest(text, province), 0])) {
      const found = belowProvince(text.slice(length), province, length > 0, places)
      if (found !== null && (best === null || isBetter(found, best))) best = found
    }
  }
  return best
}

const isBetter = (a: FoundRegion, b: FoundRegion): boolean =>
  a.levels > b.levels || (a.levels === b.levels && a.rest.length < b.rest.length)

function belowProvince(text: string, province: ProvincePlaces, named: boolean, places: PlaceNames): FoundRegion | null {
  let best: FoundRegion | null = named
    ? { provinceCode: province.code, cityCode: '', countyCode: '', rest: text, levels: 1 }
    : null
  for (const city of province.cities) {
    const cityLength = longest(text, city)
    const found = belowCity(text, city, { provinceCode: province.code, cityLength, named }, places)
    if (found !== null && (best === null || isBetter(found, best))) best = found
  }
  return best
}

type Above = { provinceCode: string; cityLength: number; named: boolean }

function belowCity(
  text: string,
  city: CityPlaces,
  { provinceCode, cityLength, named }: Above,
  places: PlaceNames,
): FoundRegion | null {
  const cityFull = cityLength > 0 && text.startsWith(city.full)
  const known = (named ? 1 : 0) + (cityLength > 0 ? 1 : 0)
  // A city's bare name alone says little: 吉林 is a province, 朝阳 a district elsewhere.
  const ownFull = cityFull || (cityLength > 0 && named)
  let best: FoundRegion | null = ownFull
    ? { ...onlyCounty(city), provinceCode, cityCode: city.code, rest: text.slice(cityLength), levels: 2 }
    : null
  for (const start of new Set([cityLength, 0])) {
    const rest = text.slice(start)
    for (const county of city.counties) {
      const length = longest(rest, county)
      if (length === 0) continue
      const above = start > 0 ? known : named ? 1 : 0
      const certain = above > 0 || (places.countyCounts.get(county.full) === 1 && rest.startsWith(county.full))
      if (!certain) continue
      const found = {
        provinceCode,
        cityCode: city.code,
        countyCode: county.code,
        rest: rest.slice(length),
        levels: 3 + above,
      }
      if (best === null || isBetter(found, best)) best = found
    }
  }
  return best
}

/** A city without districts has one entry of its own name below it. */
const onlyCounty = ({ counties: own }: CityPlaces) => ({
  countyCode: own.length === 1 ? (own[0]?.code ?? '') : '',
})
