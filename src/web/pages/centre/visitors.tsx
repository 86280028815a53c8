import { Button, Group, NativeSelect, NumberInput, Text, TextInput, Title } from '@mantine/core'
import { useFetcher } from 'react-router'
import { limitCounty, nameCountyDay, readCounty } from '../../../modules/tourism/index.ts'
import { call } from '../../call.ts'
import type { Attempt } from '../../call.ts'
import { StatusBadge } from '../../kit/console/figures.tsx'
import { DataTable } from '../../kit/console/table.tsx'
import { civilDate } from '../../kit/format.ts'
import { useLang } from '../../page-context.ts'
import { NO_LIMIT } from '../hosting/fields.ts'
import { useHostWords } from '../hosting/words.ts'
import { Answer } from '../money/answer.tsx'
import { doing } from '../seller/act.ts'
import { dayInWords } from '../stay/said.ts'
import type { Route } from './+types/visitors.ts'
import { CentrePage } from './page.tsx'

const DAYS = 42
const ALERT = 0.8

/** How many visitors the county takes on a day, the days ahead, and the days it named itself. */
export const loader = ({ context }: Route.LoaderArgs) => call(context, readCounty, { days: DAYS })

export function action(args: Route.ActionArgs) {
  const wanted = new URL(args.request.url).searchParams.get('do')
  if (wanted === 'limit') return doing(args, limitCounty)
  if (wanted === 'drop') return doing(args, nameCountyDay, ({ day }) => ({ day, said: null }))
  return doing(args, nameCountyDay, ({ day, ...said }) => ({ day, said }))
}

type Loaded = Route.ComponentProps['loaderData']

export default function VisitorsPage({ loaderData }: Route.ComponentProps) {
  const say = useHostWords().county
  return (
    <CentrePage title={say.title} subtitle={say.lead}>
      <Limit dayLimit={loaderData.dayLimit} />
      <Ahead {...loaderData} />
      <Named {...loaderData} />
    </CentrePage>
  )
}

function Limit({ dayLimit }: { dayLimit: number }) {
  const say = useHostWords().county
  const fetcher = useFetcher<Attempt<{ daysOverLimit: number }>>()
  const over = fetcher.data?.ok === true ? fetcher.data.output.daysOverLimit : 0
  return (
    <fetcher.Form method="post" action="?do=limit">
      <Group align="flex-end">
        <NumberInput
          name="dayLimit"
          label={say.limit}
          defaultValue={dayLimit === NO_LIMIT ? '' : dayLimit}
          min={0}
          max={NO_LIMIT}
          thousandSeparator=""
          required
          withAsterisk={false}
        />
        <Button type="submit" loading={fetcher.state !== 'idle'}>
          {say.set}
        </Button>
      </Group>
      <Answer result={fetcher.data} done={over > 0 ? say.over(over) : say.done} />
    </fetcher.Form>
  )
}

type Day = Loaded['ahead'][number]
const taken = (day: Day) => day.held + day.booked

function Ahead({ ahead }: Loaded) {
  const lang = useLang()
  const say = useHostWords().county
  return (
    <section>
      <Title order={2} size="h4" mt="xl" mb="sm">
        {say.ahead}
      </Title>
      <DataTable
        lang={lang}
        caption={say.ahead}
        rows={ahead}
        rowKey={(one) => one.day}
        empty={say.none}
        maxHeight={480}
        columns={[
          { key: 'day', label: say.day, whole: true, cell: (one) => dayInWords(one.day, lang) },
          { key: 'booked', label: say.booked, figure: true, cell: (one) => one.booked },
          { key: 'held', label: say.held, figure: true, cell: (one) => one.held },
          {
            key: 'free',
            label: say.free,
            figure: true,
            cell: (one) => (one.limit === NO_LIMIT ? '—' : one.limit - taken(one)),
          },
          {
            key: 'share',
            label: say.share,
            figure: true,
            cell: (one) =>
              one.limit === NO_LIMIT || one.limit === 0 ? (
                '—'
              ) : (
                <Group gap="xs" justify="flex-end" wrap="nowrap">
                  {taken(one) / one.limit >= ALERT && <StatusBadge kind="attention">{say.alert}</StatusBadge>}
                  {`${Math.floor((taken(one) / one.limit) * 100)}%`}
                </Group>
              ),
          },
        ]}
      />
    </section>
  )
}

function Named({ named }: Loaded) {
  const lang = useLang()
  const say = useHostWords().county
  const fetcher = useFetcher<Attempt<{ day: string }>>()
  return (
    <section>
      <Title order={2} size="h4" mt="xl">
        {say.named}
      </Title>
      <Text c="dimmed" mb="sm">
        {say.namedHelp}
      </Text>
      {named.length === 0 && <Text>{say.noNamed}</Text>}
      {named.map((one) => (
        <Group key={one.day} gap="md" py={4}>
          <span>{civilDate(one.day, lang)}</span>
          <strong>{lang === 'zh' ? one.nameZh : one.nameEn}</strong>
          <span>{say.kinds[one.kind]}</span>
          <Button
            variant="subtle"
            size="compact-sm"
            onClick={() => void fetcher.submit({ day: one.day }, { method: 'post', action: '?do=drop' })}
          >
            {say.drop}
          </Button>
        </Group>
      ))}
      <fetcher.Form method="post" action="?do=name">
        <Group align="flex-end" mt="sm">
          <TextInput type="date" name="day" label={say.day} required withAsterisk={false} />
          <NativeSelect
            name="kind"
            label={say.kind}
            defaultValue="holiday"
            data={(['holiday', 'weekend', 'workday'] as const).map((value) => ({ value, label: say.kinds[value] }))}
          />
          <TextInput name="nameZh" label={say.nameZh} maxLength={40} required withAsterisk={false} />
          <TextInput name="nameEn" label={say.nameEn} maxLength={80} required withAsterisk={false} />
          <Button type="submit" loading={fetcher.state !== 'idle'}>
            {say.name}
          </Button>
        </Group>
      </fetcher.Form>
      <Answer result={fetcher.data} done={say.done} />
    </section>
  )
}
