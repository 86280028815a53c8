import type { Lang } from './format.ts'
import { Button, SelectField, type Choice } from './form.tsx'
import { words } from './words.ts'

type Level = 'province' | 'city' | 'county'

const levels = ['province', 'city', 'county'] as const

export interface RegionFieldsProps {
  lang: Lang
  /** Choices of each level under what is chosen above it; empty below an open choice. Values are GB/T 2260 codes. */
  choices: Readonly<Record<Level, readonly Choice[]>>
  chosen?: Partial<Record<Level, string>> | undefined
  errors?: Partial<Record<Level, string>> | undefined
  /** Answers `?parent=330000` with `[{ value, label }]`; used by the browser when scripts run. */
  source: string
  /** The name of the button that asks the server for the next choices when they do not. */
  refreshName?: string | undefined
}

/** Province, city, county as three plain selects; the page works by reposting, scripts save the trip. */
export function RegionFields({
  lang,
  choices,
  chosen = {},
  errors = {},
  source,
  refreshName = 'refresh',
}: RegionFieldsProps) {
  const say = words[lang]
  return (
    <region-select data-source={source} data-choose={say.choose}>
      {levels.map((level) => (
        <SelectField
          key={level}
          name={level}
          label={say[level]}
          lang={lang}
          error={errors[level]}
          choices={choices[level]}
          defaultValue={chosen[level] ?? ''}
          autoComplete={{ province: 'address-level1', city: 'address-level2', county: 'address-level3' }[level]}
          required
        />
      ))}
      <Button kind="plain" name={refreshName} value="region" formNoValidate>
        {say.refreshRegion}
      </Button>
    </region-select>
  )
}
