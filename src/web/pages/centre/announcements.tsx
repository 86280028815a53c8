import { Alert, Button, Group, NativeSelect, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { data, useFetcher } from 'react-router'
import { listAnnouncements, publishAnnouncement, withdrawAnnouncement } from '../../../modules/messages/index.ts'
import { DataTable } from '../../kit/console/table.tsx'
import { attempt, call, formInput, refused } from '../../call.ts'
import type { Attempt } from '../../call.ts'
import type { Handle } from '../../handle.ts'
import { useLang } from '../../page-context.ts'
import { useDeskWords } from '../desk/words.ts'
import type { Route } from './+types/announcements.ts'
import { dayOf, shortDay } from './format.ts'
import { CentrePage } from './page.tsx'

export const handle: Handle = { console: true }

export const loader = ({ context }: Route.LoaderArgs) => call(context, listAnnouncements, {})

export async function action({ context, request }: Route.ActionArgs) {
  const { intent, ...input } = await formInput(request)
  if (intent !== 'publish' && intent !== 'withdraw') throw data(null, { status: 404 })
  const operation = intent === 'publish' ? publishAnnouncement : withdrawAnnouncement
  const result: Attempt<unknown> = await attempt(context, operation, input)
  return result.ok ? result : refused(result)
}

export default function AnnouncementsPage({ loaderData: { announcements } }: Route.ComponentProps) {
  const lang = useLang()
  const say = useDeskWords()
  const fetcher = useFetcher<Attempt<unknown>>()
  const busy = fetcher.state !== 'idle'
  const outcome = busy ? undefined : fetcher.data
  const error = (field: string) => (outcome?.ok === false ? outcome.refusal.errors[`/${field}`] : undefined)
  return (
    <CentrePage title={say.announcements}>
      <Stack gap="xl">
        <fetcher.Form method="post">
          <Stack gap="sm" maw={640}>
            {outcome?.ok === false && <Alert color="persimmon">{outcome.refusal.title}</Alert>}
            {outcome?.ok === true && <Alert color="tea">{say.done}</Alert>}
            <TextInput name="titleZh" label={say.titleZh} maxLength={60} required error={error('titleZh')} />
            <Textarea
              name="textZh"
              label={say.textZh}
              maxLength={2000}
              required
              autosize
              minRows={3}
              error={error('textZh')}
            />
            <TextInput name="titleEn" label={say.titleEn} maxLength={120} required error={error('titleEn')} />
            <Textarea
              name="textEn"
              label={say.textEn}
              maxLength={4000}
              required
              autosize
              minRows={3}
              error={error('textEn')}
            />
            <NativeSelect
              name="audience"
              label={say.audience}
              data={Object.entries(say.audiences).map(([value, label]) => ({ value, label }))}
            />
            <Group grow>
              <TextInput name="from" type="date" label={say.from} required error={error('from')} />
              <TextInput name="to" type="date" label={say.to} required error={error('to')} />
            </Group>
            <Text size="sm" c="dimmed">
              {say.publishHint}
            </Text>
            <div>
              <Button type="submit" name="intent" value="publish" loading={busy}>
                {say.publish}
              </Button>
            </div>
          </Stack>
        </fetcher.Form>
        <DataTable
          lang={lang}
          caption={say.announcements}
          rows={announcements}
          rowKey={({ id }) => id}
          empty={say.noAnnouncements}
          columns={[
            {
              key: 'title',
              label: say.title,
              cell: (row) => <strong>{lang === 'zh' ? row.titleZh : row.titleEn}</strong>,
            },
            { key: 'audience', label: say.audience, cell: (row) => say.audiences[row.audience] },
            { key: 'from', label: say.from, cell: (row) => shortDay(dayOf(new Date(row.startsAt)), lang) },
            { key: 'to', label: say.to, cell: (row) => shortDay(lastDay(row.endsAt), lang) },
            {
              key: 'do',
              cell: (row) =>
                row.withdrawnAt !== null ? (
                  say.withdrawn
                ) : (
                  <fetcher.Form method="post">
                    <input type="hidden" name="announcementId" value={row.id} />
                    <Button size="compact-md" variant="default" type="submit" name="intent" value="withdraw">
                      {say.withdraw}
                    </Button>
                  </fetcher.Form>
                ),
            },
          ]}
        />
      </Stack>
    </CentrePage>
  )
}

/** The last day on which it shows: what ends with a midnight ends on the day before. */
function lastDay(endsAt: Date | string): string {
  return dayOf(new Date(new Date(endsAt).getTime() - 1))
}
