import { Alert, Anchor, Button, Divider, Group, Stack, Text, Textarea } from '@mantine/core'
import { useFetcher } from 'react-router'
import type { OutputOf } from '../../../kernel/operation.ts'
import { decideStore, listStoreReports } from '../../../modules/market/index.ts'
import type { Attempt } from '../../call.ts'
import { attempt, call, formInput, refused } from '../../call.ts'
import { ErrorNotice } from '../../kit/console/panels.tsx'
import { useLang } from '../../page-context.ts'
import type { Route } from './+types/stores.ts'
import { fullMoment } from './format.ts'
import { CentrePage } from './page.tsx'

const zh = {
  title: '店铺举报',
  empty: '没有被举报或暂停的店铺。',
  off: '已暂停：',
  reasons: '暂停的原因（卖家会看到）',
  withdraw: '暂停这家店',
  keep: '没有问题，保留',
  restore: '恢复这家店',
  look: '看店铺',
}
const en: typeof zh = {
  title: 'Reported stores',
  empty: 'No store is reported or taken off.',
  off: 'Taken off: ',
  reasons: 'Why it is taken off (the seller reads it)',
  withdraw: 'Take the store off',
  keep: 'Nothing wrong, keep it',
  restore: 'Let it on again',
  look: 'See the store',
}

export const loader = ({ context }: Route.LoaderArgs) => call(context, listStoreReports, {})

export async function action({ context, request }: Route.ActionArgs) {
  const result = await attempt(context, decideStore, await formInput(request))
  return result.ok ? result : refused(result)
}

type Reported = OutputOf<typeof listStoreReports>['stores'][number]

export default function Stores({ loaderData: { stores } }: Route.ComponentProps) {
  const say = { zh, en }[useLang()]
  return (
    <CentrePage title={say.title}>
      {stores.length === 0 && <Text fw={600}>{say.empty}</Text>}
      <Stack gap="md" maw={720}>
        {stores.map((one) => (
          <One key={one.storeId} store={one} />
        ))}
      </Stack>
    </CentrePage>
  )
}

function One({ store }: { store: Reported }) {
  const lang = useLang()
  const say = { zh, en }[lang]
  const fetcher = useFetcher<Attempt<unknown>>()
  const refusal = fetcher.state === 'idle' && fetcher.data?.ok === false ? fetcher.data.refusal : null
  const off = store.state === 'withdrawn'
  return (
    <article>
      <Group gap="sm">
        <strong>{lang === 'zh' ? store.nameZh : store.nameEn}</strong>
        {!off && (
          <Anchor href={`/stores/${store.slug}`} size="sm" underline="always">
            {say.look}
          </Anchor>
        )}
      </Group>
      {off && <Alert color="bamboo">{`${say.off}${store.reasons ?? ''}`}</Alert>}
      {store.reports.map((report) => (
        <Text key={report.at + report.reason} size="sm">
          {report.reason} · {fullMoment(new Date(report.at))}
        </Text>
      ))}
      {refusal && <ErrorNotice lang={lang} title={refusal.title} code={refusal.code} />}
      <fetcher.Form method="post">
        <input type="hidden" name="storeId" value={store.storeId} />
        {!off && <Textarea name="reasons" label={say.reasons} maxLength={500} autosize />}
        <Group gap="xs" mt="xs">
          {!off && (
            <Button
              type="submit"
              name="decision"
              value="withdrawn"
              color="persimmon"
              loading={fetcher.state !== 'idle'}
            >
              {say.withdraw}
            </Button>
          )}
          <Button type="submit" name="decision" value="kept" variant="default" loading={fetcher.state !== 'idle'}>
            {off ? say.restore : say.keep}
          </Button>
        </Group>
      </fetcher.Form>
      <Divider mt="md" />
    </article>
  )
}
