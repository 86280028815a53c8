import { Button, Checkbox, Group, NativeSelect, NumberInput, Text, TextInput, Title } from '@mantine/core'
import { useState } from 'react'
import { useFetcher } from 'react-router'
import { addDays } from '../../../kernel/clock.ts'
import { dropSharingRule, listSharingRules } from '../../../modules/ledger/index.ts'
import { organisationsById } from '../../../modules/people/index.ts'
import { addSharingRule } from '../../../workflows/share-sales.ts'
import { call } from '../../call.ts'
import type { Attempt } from '../../call.ts'
import type { Handle } from '../../handle.ts'
import { DataTable } from '../../kit/console/table.tsx'
import { yuan } from '../../kit/format.ts'
import { useLang } from '../../page-context.ts'
import { Answer } from '../money/answer.tsx'
import { percent, rateOf, useMoneyWords } from '../money/words.ts'
import type { Route } from './+types/sharing.ts'
import { act } from './act.ts'
import { SellerPage } from './page.tsx'
import { langOf, readThrough } from './read.ts'

export const handle: Handle = { console: true }

/** With whom each sale is shared. */
export async function loader({ context, params: { organisationId } }: Route.LoaderArgs) {
  const lang = langOf(context)
  const { today, rules } = await call(context, listSharingRules, { organisationId })
  const ids = [...new Set(rules.map((rule) => rule.beneficiaryId))]
  const names = await readThrough(context, (sql) => organisationsById(sql, ids))
  return {
    today,
    tomorrow: addDays(today, 1),
    rules: rules.map((rule) => {
      const known = names.get(rule.beneficiaryId)
      const isOver = rule.withdrawnOn !== null || (rule.untilDay !== null && rule.untilDay < today)
      return { ...rule, isOver, name: (lang === 'zh' ? known?.nameZh : known?.nameEn) ?? '' }
    }),
  }
}

export const action = (args: Route.ActionArgs) => act(args, { add: addSharingRule, end: dropSharingRule })

const PART_KINDS = ['grower', 'maker', 'carrier', 'brand'] as const

type Rule = Route.ComponentProps['loaderData']['rules'][number]
type Say = ReturnType<typeof useMoneyWords>

function shareIn({ basis, rate, perUnitFen }: Rule, { sharing: say }: Say): string {
  return basis === 'unit' ? `${say.of.unit} ${yuan(perUnitFen ?? 0)}` : `${say.of[basis]} ${percent(rate ?? '0')}`
}

export default function SharingPage({ loaderData: { rules, today, tomorrow } }: Route.ComponentProps) {
  const lang = useLang()
  const say = useMoneyWords()
  const { sharing, commission, split } = say
  const ending = useFetcher<Attempt<unknown>>()
  const stateOf = (rule: Rule) => commission.states[rule.isOver ? 'over' : rule.fromDay > today ? 'future' : 'running']
  return (
    <SellerPage title={sharing.title}>
      <Text c="dimmed" mb="md" maw={680}>
        {sharing.lead}
      </Text>
      <Answer result={ending.data} done={sharing.ended} />
      <DataTable
        lang={lang}
        caption={sharing.title}
        rows={rules}
        rowKey={({ id }) => id}
        empty={sharing.empty}
        columns={[
          { key: 'whom', label: sharing.whom, cell: (rule) => `${split.kinds[rule.kind]} ${rule.name}` },
          { key: 'share', label: sharing.share, cell: (rule) => shareIn(rule, say) },
          { key: 'when', label: sharing.paidWhen, cell: (rule) => sharing.when[rule.stage] },
          { key: 'from', label: commission.from, cell: (rule) => rule.fromDay },
          { key: 'until', label: commission.until, cell: (rule) => rule.untilDay ?? commission.open },
          {
            key: 'state',
            label: commission.state,
            cell: (rule) => (
              <Group gap="xs">
                {stateOf(rule)}
                {!rule.isOver && (rule.untilDay === null || rule.fromDay > today) && (
                  <ending.Form method="post" action="?do=end">
                    <input type="hidden" name="ruleId" value={rule.id} />
                    <Button type="submit" size="compact-sm" variant="default">
                      {sharing.end}
                    </Button>
                  </ending.Form>
                )}
              </Group>
            ),
          },
        ]}
      />
      <NewRule key={rules.length} tomorrow={tomorrow} />
    </SellerPage>
  )
}

function NewRule({ tomorrow }: { tomorrow: string }) {
  const { sharing: say, commission, split } = useMoneyWords()
  const adding = useFetcher<Attempt<unknown>>()
  const [basis, setBasis] = useState('goods')
  const [share, setShare] = useState<number | string>('')
  const isUnit = basis === 'unit'
  const fen = share === '' ? '' : String(Math.round(Number(share) * 100))
  return (
    <adding.Form method="post" action="?do=add">
      <Title order={2} size="h3" mt="xl" mb="sm">
        {commission.fresh}
      </Title>
      <Answer result={adding.data} done={commission.added} />
      <Group gap="sm" align="flex-start">
        <TextInput name="account" label={say.account} description={say.accountHelp} maxLength={64} required />
        <NativeSelect
          name="kind"
          label={say.kind}
          data={PART_KINDS.map((value) => ({ value, label: split.kinds[value] ?? value }))}
        />
        <NativeSelect
          name="basis"
          label={say.basis}
          value={basis}
          onChange={(event) => setBasis(event.currentTarget.value)}
          data={(['goods', 'freight', 'unit'] as const).map((value) => ({ value, label: say.bases[value] }))}
        />
        <NumberInput
          label={isUnit ? say.perUnit : say.percent}
          value={share}
          onChange={setShare}
          min={0.01}
          max={isUnit ? 100_000 : 99}
          decimalScale={isUnit ? 2 : 3}
          w={140}
          required
        />
        <input type="hidden" name={isUnit ? 'perUnitFen' : 'rate'} value={isUnit ? fen : rateOf(share)} />
        <TextInput type="date" name="fromDay" label={commission.from} defaultValue={tomorrow} min={tomorrow} required />
        <TextInput type="date" name="untilDay" label={commission.until} min={tomorrow} />
      </Group>
      {basis === 'freight' && <Checkbox name="atShipment" label={say.atShipment} mt="sm" />}
      <Button type="submit" mt="md" loading={adding.state !== 'idle'}>
        {commission.add}
      </Button>
    </adding.Form>
  )
}
