import { Button, Group, NativeSelect, NumberInput, Text, TextInput, Title } from '@mantine/core'
import { useState } from 'react'
import { useFetcher } from 'react-router'
import { addCommissionRule, dropCommissionRule, listCommissionRules } from '../../../modules/ledger/index.ts'
import { categories } from '../../../modules/market/index.ts'
import { categoryName } from '../../../modules/market/web/words.ts'
import { listOrganisations } from '../../../modules/people/index.ts'
import { addDays } from '../../../kernel/clock.ts'
import { call } from '../../call.ts'
import type { Attempt } from '../../call.ts'
import { appContext } from '../../context.ts'
import { DataTable } from '../../kit/console/table.tsx'
import { useLang } from '../../page-context.ts'
import { Answer } from '../money/answer.tsx'
import { percent, rateOf, useMoneyWords } from '../money/words.ts'
import { act } from '../seller/act.ts'
import type { Route } from './+types/commission.ts'
import { ownerNames } from './accounts.ts'
import { CentrePage } from './page.tsx'

/** The rules of commission: what holds, what will, what did; a form for the next one. */
export async function loader({ context }: Route.LoaderArgs) {
  const { lang } = context.get(appContext).visit
  const { standingRate, today, rules } = await call(context, listCommissionRules, {})
  const { organisations } = await call(context, listOrganisations, {})
  const names = await ownerNames(
    context,
    lang,
    rules.flatMap((rule) => (rule.organisationId === null ? [] : [`payable/${rule.organisationId}`])),
  )
  return {
    standingRate,
    tomorrow: addDays(today, 1),
    rules: rules.map((rule) => ({
      ...rule,
      seller: rule.organisationId === null ? null : (names.get(rule.organisationId) ?? ''),
      goods: rule.category === null ? null : categoryName(rule.category, lang),
      state: stateOf(rule, today),
    })),
    categories: categories.map((value) => ({ value, label: categoryName(value, lang) })),
    sellers: organisations.map((one) => ({
      value: one.id,
      label: lang === 'zh' ? one.nameZh : (one.nameEn ?? one.nameZh),
    })),
  }
}

type Dated = { fromDay: string; untilDay: string | null; withdrawnOn: string | null }

function stateOf({ fromDay, untilDay, withdrawnOn }: Dated, today: string) {
  if (withdrawnOn !== null) return 'withdrawn' as const
  if (fromDay > today) return 'future' as const
  return untilDay !== null && untilDay < today ? ('over' as const) : ('running' as const)
}

export const action = (args: Route.ActionArgs) => act(args, { add: addCommissionRule, withdraw: dropCommissionRule })

type Loaded = Route.ComponentProps['loaderData']

export default function CommissionPage({ loaderData }: Route.ComponentProps) {
  const lang = useLang()
  const { commission: say } = useMoneyWords()
  const { rules, standingRate } = loaderData
  const withdrawing = useFetcher<Attempt<unknown>>()
  return (
    <CentrePage title={say.title}>
      <Text c="dimmed" mb="md" maw={680}>
        {say.lead(percent(standingRate))}
      </Text>
      <Answer result={withdrawing.data} done={say.withdrawn} />
      <DataTable
        lang={lang}
        caption={say.title}
        rows={rules}
        rowKey={({ id }) => id}
        empty={say.empty}
        columns={[
          { key: 'seller', label: say.seller, cell: (rule) => rule.seller ?? say.allSellers },
          { key: 'goods', label: say.category, cell: (rule) => rule.goods ?? say.allGoods },
          { key: 'rate', label: say.rate, figure: true, cell: (rule) => percent(rule.rate) },
          { key: 'from', label: say.from, cell: (rule) => rule.fromDay },
          { key: 'until', label: say.until, cell: (rule) => rule.untilDay ?? say.open },
          { key: 'note', label: say.note, cell: (rule) => rule.note },
          {
            key: 'state',
            label: say.state,
            cell: (rule) => (
              <Group gap="xs">
                {say.states[rule.state]}
                {rule.state === 'future' && (
                  <withdrawing.Form method="post" action="?do=withdraw">
                    <input type="hidden" name="ruleId" value={rule.id} />
                    <Button type="submit" size="compact-sm" variant="default">
                      {say.withdraw}
                    </Button>
                  </withdrawing.Form>
                )}
              </Group>
            ),
          },
        ]}
      />
      <NewRule key={rules.length} {...loaderData} />
    </CentrePage>
  )
}

function NewRule({ categories: goods, sellers, tomorrow }: Loaded) {
  const { commission: say } = useMoneyWords()
  const adding = useFetcher<Attempt<unknown>>()
  const [rate, setRate] = useState<number | string>('')
  const errors = adding.data?.ok === false ? adding.data.refusal.errors : {}
  return (
    <adding.Form method="post" action="?do=add">
      <Title order={2} size="h3" mt="xl">
        {say.fresh}
      </Title>
      <Text c="dimmed" mb="sm">
        {say.freshHelp}
      </Text>
      <Answer result={adding.data} done={say.added} />
      <Group gap="sm" align="flex-end">
        <NativeSelect name="sellerId" label={say.seller} data={[{ value: '', label: say.allSellers }, ...sellers]} />
        <NativeSelect name="category" label={say.category} data={[{ value: '', label: say.allGoods }, ...goods]} />
        <NumberInput
          label={say.percent}
          value={rate}
          onChange={setRate}
          min={0}
          max={99}
          decimalScale={3}
          w={110}
          required
          error={errors['/rate']}
        />
        <input type="hidden" name="rate" value={rateOf(rate)} />
        <TextInput
          type="date"
          name="fromDay"
          label={say.from}
          defaultValue={tomorrow}
          min={tomorrow}
          required
          error={errors['/fromDay']}
        />
        <TextInput type="date" name="untilDay" label={say.until} min={tomorrow} error={errors['/untilDay']} />
        <TextInput name="note" label={say.note} maxLength={200} />
        <Button type="submit" loading={adding.state !== 'idle'}>
          {say.add}
        </Button>
      </Group>
    </adding.Form>
  )
}
