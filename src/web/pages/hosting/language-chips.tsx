import { Chip, Group, Text } from '@mantine/core'
import { useState } from 'react'
import { useLang } from '../../page-context.ts'
import { stayWords } from '../stay/words.ts'
import { useHostWords } from './words.ts'

const LANGUAGES = ['zh', 'en', 'ja', 'ko', 'de', 'fr', 'es', 'ru'] as const

/** Which languages are spoken, sent as `languages`. */
export function LanguageChips({ languages }: { languages: readonly string[] }) {
  const lang = useLang()
  const { sights: say } = useHostWords()
  const [spoken, setSpoken] = useState<string[]>([...languages])
  return (
    <div>
      <Text size="sm" fw={500} mb={4}>
        {say.languages}
      </Text>
      <Chip.Group multiple value={spoken} onChange={setSpoken}>
        <Group gap="xs">
          {LANGUAGES.map((one) => (
            <Chip key={one} value={one} size="xs" variant="outline">
              {stayWords[lang].languages[one]}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      {spoken.map((one) => (
        <input key={one} type="hidden" name="languages[]" value={one} />
      ))}
    </div>
  )
}
