import { Button, Group, SegmentedControl, Text, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useFetcher } from 'react-router'
import { yuan } from '../../kit/format.ts'
import { useLang } from '../../page-context.ts'
import { useDesk } from '../seller/layout.tsx'
import { nameIn } from '../stay/said.ts'
import styles from './hosting.module.css'
import type { loader } from './package-parts.ts'
import { usePackageWords } from './package-words.ts'

const KINDS = ['stay', 'visit', 'goods'] as const
type Kind = (typeof KINDS)[number]
export type FoundPart = {
  kind: Kind
  id: string
  titleZh: string
  titleEn: string
  fromFen: number
  isTimed: boolean
}

const PAUSE_MS = 300

/** Looks for what a package can take, one's own first, while it is typed. */
export function PackageFinder({ onFound, isFull }: { onFound: (part: FoundPart) => void; isFull: boolean }) {
  const lang = useLang()
  const say = usePackageWords()
  const { organisationId } = useDesk()
  const [kind, setKind] = useState<Kind>('stay')
  const [search, setSearch] = useState('')
  const { load, data } = useFetcher<typeof loader>()
  useEffect(() => {
    const query = new URLSearchParams({ kind, search })
    const timer = setTimeout(() => void load(`/seller/${organisationId}/package-parts?${query.toString()}`), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [load, organisationId, kind, search])
  const found = data?.kind === kind ? data.parts : []
  return (
    <section className={styles.finder} aria-label={say.find}>
      <SegmentedControl
        fullWidth
        value={kind}
        onChange={setKind}
        data={KINDS.map((value) => ({ value, label: say.kinds[value] }))}
        aria-label={say.find}
      />
      <TextInput
        mt="xs"
        label={say.find}
        description={say.findHelp}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      {data?.kind === kind && found.length === 0 && <Text size="sm">{say.noFound}</Text>}
      <div className={styles.found}>
        {found.map((part) => {
          const title = nameIn({ nameZh: part.titleZh, nameEn: part.titleEn }, lang)
          return (
            <Group key={part.id} justify="space-between" wrap="nowrap" py={4}>
              <span>
                {title}{' '}
                <Text span size="sm" c="dimmed">
                  {yuan(part.fromFen)}
                  {part.organisationId === organisationId && ` · ${say.own}`}
                </Text>
              </span>
              <Button
                variant="default"
                size="compact-sm"
                miw="max-content"
                disabled={isFull}
                onClick={() => onFound({ ...part, kind })}
                aria-label={say.add1(title)}
              >
                {say.put}
              </Button>
            </Group>
          )
        })}
      </div>
    </section>
  )
}
