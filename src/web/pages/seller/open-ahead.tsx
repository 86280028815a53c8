import { Button, Group, Select, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { useLang } from '../../page-context.ts'
import { useAheadWords } from './ahead-words.ts'
import { Refused, SendingKey } from './send.tsx'
import type { Sending } from './send.tsx'
import { titleIn } from './show.tsx'

type Props = {
  title: string
  listings: readonly { id: string; titleZh: string; titleEn: string }[]
  sending: Sending
  /** Beside the button that opens. */
  more?: ReactNode
  children: ReactNode
}

/** Opens a listing to be sold ahead: which one, and under which terms, which then stand. */
export function OpenAhead({ title, listings, sending: { Form, busy, refusal }, more, children }: Props) {
  const say = useAheadWords()
  const lang = useLang()
  if (listings.length === 0) return <Text c="dimmed">{say.noListing}</Text>
  return (
    <Form method="post" action="?do=open">
      <Title order={2} size="h4">
        {title}
      </Title>
      <Refused refusal={refusal} />
      <SendingKey of={listings.length} />
      <Stack maw={720}>
        <Select
          name="listingId"
          label={say.listing}
          description={say.listingHelp}
          data={listings.map((one) => ({ value: one.id, label: titleIn(lang, one) }))}
          searchable
          required
          withAsterisk={false}
        />
        {children}
        <Text size="sm" c="dimmed">
          {say.kept}
        </Text>
        <Group>
          <Button type="submit" loading={busy}>
            {title}
          </Button>
          {more}
        </Group>
      </Stack>
    </Form>
  )
}
