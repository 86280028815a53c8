import { Button, Group, NativeSelect, NumberInput, Progress, Stack, Text, TextInput, Title } from '@mantine/core'
import { useState } from 'react'
import { useFetcher } from 'react-router'
import type { Attempt } from '../../call.ts'
import { ErrorNotice } from '../../kit/console/panels.tsx'
import { yuan } from '../../kit/format.ts'
import { useLang } from '../../page-context.ts'
import { titleOf } from '../pricing/explain.tsx'
import { OfferFields } from '../pricing/offer-form.tsx'
import { OfferTable } from '../pricing/offer-table.tsx'
import { pricingWords } from '../pricing/words.ts'
import { DoneNote } from './done-note.tsx'
import { CentrePage } from './page.tsx'
import type { Subsidies } from './subsidies.tsx'

/** A form's answer: what was refused, or that it is done. */
function Answer({ result, done }: { result: Attempt<unknown> | undefined; done: string }) {
  const lang = useLang()
  if (result === undefined) return null
  return result.ok ? (
    <DoneNote>{done}</DoneNote>
  ) : (
    <ErrorNotice lang={lang} title={result.refusal.title} code={result.refusal.code} />
  )
}

/** What the county and brands set aside, what is left of it, and the offers paid from it. */
export function SubsidiesScreen(data: Subsidies) {
  const lang = useLang()
  const { budgets: say, offers: offerWords } = pricingWords[lang].desk
  const making = useFetcher<Attempt<unknown>>()
  const ending = useFetcher<Attempt<unknown>>()
  const { budgets, offers, now, today, categories, organisations } = data
  return (
    <CentrePage title={say.title} subtitle={say.lead}>
      <Budgets budgets={budgets} />
      <NewBudget key={budgets.length} organisations={organisations} />
      <Title order={2} size="h4" mt="xl" mb="sm">
        {offerWords.list}
      </Title>
      <Answer result={ending.data} done={offerWords.ended} />
      <OfferTable
        offers={offers}
        now={now}
        busy={ending.state !== 'idle'}
        onEnd={({ id }) => void ending.submit({ offerId: id }, { method: 'post', action: '?do=end' })}
      />
      {budgets.length > 0 && (
        <>
          <Title order={2} size="h4" mt="xl" mb="sm">
            {offerWords.fresh}
          </Title>
          <Answer result={making.data} done={offerWords.made} />
          <making.Form method="post" action="?do=make">
            <OfferFields
              key={offers.length}
              categories={categories}
              today={today}
              busy={making.state !== 'idle'}
              errors={making.data?.ok === false ? making.data.refusal.errors : {}}
            >
              <Group gap="sm">
                <NativeSelect
                  name="budgetId"
                  label={say.budget}
                  data={budgets.map((one) => ({
                    value: one.id,
                    label: `${titleOf(one, lang)} · ${say.left} ${yuan(one.amountFen - one.heldFen - one.usedFen)}`,
                  }))}
                />
                <NativeSelect
                  name="sellerId"
                  label={offerWords.seller}
                  data={[{ value: '', label: offerWords.allSellers }, ...organisations]}
                />
              </Group>
            </OfferFields>
          </making.Form>
        </>
      )}
    </CentrePage>
  )
}

function Budgets({ budgets }: Pick<Subsidies, 'budgets'>) {
  const lang = useLang()
  const say = pricingWords[lang].desk.budgets
  if (budgets.length === 0)
    return (
      <>
        <Text fw={600}>{say.empty}</Text>
        <Text c="dimmed" mb="md">
          {say.emptyHelp}
        </Text>
      </>
    )
  return (
    <Stack gap="md" maw={720} mb="lg">
      {budgets.map((one) => (
        <Budget key={one.id} budget={one} />
      ))}
    </Stack>
  )
}

function Budget({ budget }: { budget: Subsidies['budgets'][number] }) {
  const lang = useLang()
  const say = pricingWords[lang].desk.budgets
  const fetcher = useFetcher<Attempt<unknown>>()
  const { amountFen, heldFen, usedFen } = budget
  const [amount, setAmount] = useState<number | string>(amountFen / 100)
  const part = (fen: number) => (100 * fen) / amountFen
  return (
    <section>
      <Group justify="space-between">
        <Text fw={600}>
          {titleOf(budget, lang)} · {budget.payer ?? say.platform}
        </Text>
        <Text>
          {say.left} {yuan(amountFen - heldFen - usedFen)} / {yuan(amountFen)}
        </Text>
      </Group>
      <Progress.Root size="lg" my={6}>
        <Progress.Section value={part(usedFen)} color="tea" aria-label={`${say.used} ${yuan(usedFen)}`} />
        <Progress.Section value={part(heldFen)} color="bamboo" aria-label={`${say.held} ${yuan(heldFen)}`} />
      </Progress.Root>
      <Answer result={fetcher.data} done={say.changed} />
      <fetcher.Form method="post" action="?do=amount">
        <input type="hidden" name="budgetId" value={budget.id} />
        <input type="hidden" name="amountFen" value={Math.round(Number(amount) * 100)} />
        <Group gap="sm" align="center">
          <Text size="sm" c="dimmed">
            {say.used} {yuan(usedFen)}, {say.held} {yuan(heldFen)}
          </Text>
          <NumberInput
            aria-label={say.amount}
            value={amount}
            onChange={setAmount}
            min={0.01}
            decimalScale={2}
            hideControls
            size="xs"
            w={120}
          />
          <Button type="submit" size="xs" variant="default" loading={fetcher.state !== 'idle'}>
            {say.change}
          </Button>
        </Group>
      </fetcher.Form>
    </section>
  )
}

function NewBudget({ organisations }: Pick<Subsidies, 'organisations'>) {
  const say = pricingWords[useLang()].desk.budgets
  const fetcher = useFetcher<Attempt<unknown>>()
  const [amount, setAmount] = useState<number | string>(1000)
  const errors = fetcher.data?.ok === false ? fetcher.data.refusal.errors : {}
  return (
    <fetcher.Form method="post" action="?do=budget">
      <Title order={2} size="h4" mb="sm">
        {say.fresh}
      </Title>
      <Answer result={fetcher.data} done={say.made} />
      <Group gap="sm" align="flex-end">
        <NativeSelect name="payerId" label={say.payer} data={[{ value: '', label: say.platform }, ...organisations]} />
        <TextInput name="titleZh" label={say.titleZh} maxLength={60} error={errors['/titleZh']} required />
        <TextInput name="titleEn" label={say.titleEn} maxLength={80} error={errors['/titleEn']} required />
        <NumberInput
          label={say.amount}
          value={amount}
          onChange={setAmount}
          min={0.01}
          decimalScale={2}
          hideControls
          w={140}
        />
        <input type="hidden" name="amountFen" value={Math.round(Number(amount) * 100)} />
        <Button type="submit" variant="default" loading={fetcher.state !== 'idle'}>
          {say.make}
        </Button>
      </Group>
    </fetcher.Form>
  )
}
