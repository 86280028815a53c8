import { Button, Group, MultiSelect, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { listVariants, saveVariants } from '../../../modules/market/index.ts'
import { call } from '../../call.ts'
import type { Handle } from '../../handle.ts'
import { weight } from '../../kit/format.ts'
import { useLang } from '../../page-context.ts'
import type { Route } from './+types/variants.ts'
import { doing } from './act.ts'
import { useListingWords } from './listing-words.ts'
import { SellerPage } from './page.tsx'
import { allListings } from './read.ts'
import { Refused, SendingKey, useSending } from './send.tsx'
import { titleIn } from './show.tsx'
import { useToast } from './toast.tsx'

export const handle: Handle = { console: true }

export async function loader({ context, params: { organisationId } }: Route.LoaderArgs) {
  const { variants } = await call(context, listVariants, { organisationId })
  const listings = await allListings(context, organisationId)
  const groups = [...Map.groupBy(variants, (one) => one.groupId)].map(([id, own]) => ({ id, variants: own }))
  return {
    groups,
    listings: listings.map(({ id, titleZh, titleEn, netGrams }) => ({ id, titleZh, titleEn, netGrams })),
  }
}

export const action = (args: Route.ActionArgs) => doing(args, saveVariants, (input) => ({ variants: [], ...input }))

type Loaded = Route.ComponentProps['loaderData']
type VariantPage = Loaded['groups'][number]

/** Pages on which several listings are one goods. */
export default function VariantsPage({ loaderData }: Route.ComponentProps) {
  const say = useListingWords()
  const { groups, listings } = loaderData
  return (
    <SellerPage title={say.variants} subtitle={say.variantsHelp}>
      <Stack gap="xl">
        {groups.length === 0 && <Text c="dimmed">{say.noGroups}</Text>}
        {groups.map((group) => (
          <Page key={group.id} group={group} listings={listings} />
        ))}
        <Page key={`new${groups.length}`} group={null} listings={listings} />
      </Stack>
    </SellerPage>
  )
}

function Page({ group, listings }: { group: VariantPage | null; listings: Loaded['listings'] }) {
  const lang = useLang()
  const say = useListingWords()
  const toast = useToast()
  const [chosen, setChosen] = useState<string[]>(group?.variants.map((one) => one.listingId) ?? [])
  const { Form, submit, busy, refusal } = useSending(() => toast(say.saved))
  const named = new Map(listings.map((one) => [one.id, `${titleIn(lang, one)} ${weight(one.netGrams, lang)}`]))
  const words = (id: string) => group?.variants.find((one) => one.listingId === id)
  return (
    <Form method="post">
      <Refused refusal={refusal} />
      <SendingKey of={chosen.join()} />
      {group && <input type="hidden" name="groupId" value={group.id} />}
      <Stack>
        <MultiSelect
          label={group === null ? say.newGroup : say.chosen}
          data={listings.map((one) => ({ value: one.id, label: named.get(one.id) ?? '' }))}
          value={chosen}
          onChange={setChosen}
          searchable
          maxValues={20}
        />
        {chosen.map((id, at) => (
          <Group key={id} align="flex-end" gap="xs">
            <input type="hidden" name={`variants.${at}.listingId`} value={id} />
            <Text w={220} size="sm">
              {named.get(id)}
            </Text>
            {(['gradeZh', 'gradeEn', 'packingZh', 'packingEn'] as const).map((field) => (
              <TextInput
                key={field}
                name={`variants.${at}.${field}`}
                label={
                  { gradeZh: say.grade, gradeEn: say.gradeEn, packingZh: say.packing, packingEn: say.packingEn }[field]
                }
                defaultValue={words(id)?.[field] ?? ''}
                maxLength={field.endsWith('Zh') ? 20 : 40}
                size="sm"
                w={130}
              />
            ))}
          </Group>
        ))}
        <Group>
          <Button type="submit" loading={busy} disabled={chosen.length < 2}>
            {say.saveGroup}
          </Button>
          {group && (
            <Button
              variant="default"
              loading={busy}
              onClick={() => void submit({ groupId: group.id }, { method: 'post' })}
            >
              {say.undo}
            </Button>
          )}
        </Group>
      </Stack>
    </Form>
  )
}
