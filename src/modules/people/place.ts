import { isCounty, township, village } from './places/places.ts'

/** A village or community of the county, by its 12 digits. */
export const isVillage = (code: string): boolean => /^\d{12}$/.test(code) && village(code) !== undefined

/** Names under which people look for a village: its own and its township's, Chinese and English. */
export function placeNames(villageCode: string): string[] {
  const places = [village(villageCode), township(villageCode.slice(0, 9))].filter((place) => place !== undefined)
  return places.flatMap(({ zh, en }) => [zh, en])
}

/** Whether county, city and province (6, 4, 2 digits) are real and belong together. */
export function isCountyOf(countyCode: string, cityCode: string, provinceCode: string): boolean {
  return (
    isCounty(countyCode) &&
    countyCode.startsWith(cityCode) &&
    cityCode.length === 4 &&
    cityCode.startsWith(provinceCode) &&
    provinceCode.length === 2
  )
}
