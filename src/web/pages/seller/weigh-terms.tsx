import { Button, NumberInput, Select, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { basisFen } from '../../../modules/market/web/weighing.ts'
import type { Listing } from './read.ts'
import { Refused } from './send.tsx'
import type { Sending } from './send.tsx'
import { useWeighWords } from './weigh-words.ts'

const TOLERANCE_PERCENT = 10

type Props = { listing: Listing; sending: Sending }

/** By the unit, or by weight at a price for 500 g or a kilogram. What is sent is held above: the form begins anew with each version. */
export function WeighTerms({ listing, sending: { Form, busy, refusal } }: Props) {
  const say = useWeighWords()
  const { priceFen, netGrams, weigh } = listing
  const [basis, setBasis] = useState(String(weigh?.basisGrams ?? 'unit'))
  return (
    <section>
      <Title order={2} size="h4">
        {say.howSold}
      </Title>
      <Form method="post" action="?do=weigh">
        <Refused refusal={refusal} />
        <Stack gap="sm">
          <Select
            name="basis"
            aria-label={say.howSold}
            data={[
              { value: 'unit', label: say.byUnit },
              { value: '500', label: say.byJin },
              { value: '1000', label: say.byKilo },
            ]}
            value={basis}
            onChange={(value) => setBasis(value ?? 'unit')}
            allowDeselect={false}
          />
          {basis !== 'unit' && (
            <>
              <Text size="sm">{say.termsHelp(netGrams)}</Text>
              <NumberInput
                key={basis}
                name="basisFen"
                label={say.price}
                defaultValue={basisFen(priceFen, netGrams, Number(basis)) / 100}
                min={0.01}
                decimalScale={2}
                inputMode="decimal"
                hideControls
                error={refusal?.errors['/basisFen']}
                required
                withAsterisk={false}
              />
              <NumberInput
                name="tolerancePercent"
                label={say.tolerance}
                description={say.toleranceHelp}
                defaultValue={weigh?.tolerancePercent ?? TOLERANCE_PERCENT}
                min={1}
                max={30}
                allowDecimal={false}
                inputMode="numeric"
                error={refusal?.errors['/tolerancePercent']}
              />
            </>
          )}
          <Button type="submit" variant="default" loading={busy}>
            {say.saveTerms}
          </Button>
        </Stack>
      </Form>
    </section>
  )
}
