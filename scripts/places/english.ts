import { pinyin } from 'pinyin-pro'
import { borrowedStems, characterReadings, fullNames, nationalities, stemReadings } from './readings.ts'
import { zoneEndings } from './zones.ts'

/** One word of pinyin without tones, first letter large, an apostrophe before a vowel that opens a syllable. */
export function romanise(zh: string): string {
  const read = pinyin(zh, { toneType: 'none', type: 'array' })
  const syllables = [...zh].map((character, i) => characterReadings[character] ?? read[i] ?? '')
  const joined = syllables.reduce((word, syllable) => word + (/^[aeo]/.test(syllable) ? `'${syllable}` : syllable))
  return joined.slice(0, 1).toUpperCase() + joined.slice(1)
}

/**
 * The English part kept beside a region's Chinese name: the stem only, to which the reader's code adds
 * "County", "District" and so on; a leading `=` marks a name that is complete as it stands.
 */
export function englishStem(code: string, zh: string): string {
  const full = fullNames[zh] ?? zoneName(code, zh)
  if (full !== undefined) return `=${full}`
  const known = stemReadings[code]
  if (known !== undefined) return known
  const base = zh.replace(/(自治[县州旗]|新区|地区|[县区市旗盟镇乡])$/, '')
  if (/自治[县州旗]$/.test(zh)) return autonomousStem(base)
  if (zh.endsWith('旗')) return bannerStem(base)
  // A name of one syllable keeps its class word: Yuxian County, not Yu County.
  return borrowedStems[base] ?? romanise([...base].length === 1 ? zh : base)
}

function zoneName(code: string, zh: string): string | undefined {
  if (!/^\d{4}7\d$/.test(code)) return undefined
  const found = zoneEndings.find(([ending]) => zh.endsWith(ending))
  if (found === undefined) return undefined
  const [ending, english] = found
  return `${romanise(zh.slice(0, -ending.length).replace(/市(?=.|$)/, ''))} ${english}`
}

function autonomousStem(base: string): string {
  const names: string[] = []
  let rest = base
  for (;;) {
    const match = Object.keys(nationalities).find((name) => endsWithNationality(rest, name))
    if (match === undefined) break
    names.unshift(nationalities[match] ?? '')
    rest = rest.replace(new RegExp(`${match}族?$`), '')
  }
  const peoples = new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(names)
  return [rest === '' ? '' : (borrowedStems[rest] ?? romanise(rest)), peoples].join(' ').trim()
}

// Only peoples with long names appear without 族, so 黎 or 水 at the end of a stem stays part of the stem.
function endsWithNationality(text: string, name: string): boolean {
  return text.endsWith(`${name}族`) || (name.length > 1 && name !== '东乡' && text.endsWith(name))
}

const bannerWords: Record<string, string> = {
  左: 'Left',
  右: 'Right',
  前: 'Front',
  中: 'Middle',
  后: 'Rear',
}

function bannerStem(base: string): string {
  const match = /^(.+?)([左右]翼)?([左右前中后])?$/.exec(base)
  const [, stem = base, wing, part] = match ?? []
  const words = [wing?.slice(0, 1), part].map((word) => bannerWords[word ?? ''])
  return [romanise(stem), ...words].filter((word) => word !== undefined).join(' ')
}
