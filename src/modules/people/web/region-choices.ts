import type { Lang } from '../../../kernel/words.ts'
import { cities, counties, provinces } from '../places/places.ts'
import type { Region } from '../places/places.ts'

export type Chosen = { province?: string | undefined; city?: string | undefined; county?: string | undefined }

const choice = (lang: Lang) => (region: Region) => ({ value: region.code, label: region[lang] })

/** What `RegionFields` offers at each level under what is chosen above it. */
export function regionChoices(lang: Lang, { province = '', city = '' }: Chosen) {
  return {
    province: provinces().map(choice(lang)),
    city: cities(province).map(choice(lang)),
    county: city.startsWith(province) ? counties(city).map(choice(lang)) : [],
  }
}
