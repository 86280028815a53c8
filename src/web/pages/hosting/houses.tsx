import { Anchor, Button, Group, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import {
  addPlacePhoto,
  listHouses,
  listPlans,
  removePlacePhoto,
  saveRatePlan,
  saveRoomType,
  takeOverflow,
} from '../../../modules/tourism/index.ts'
import { saveGuesthouse } from '../../../workflows/keep-sights.ts'
import { call } from '../../call.ts'
import type { Handle } from '../../handle.ts'
import { StatusBadge } from '../../kit/console/figures.tsx'
import { SidePanel } from '../../kit/console/panels.tsx'
import { yuan } from '../../kit/format.ts'
import { useLang } from '../../page-context.ts'
import { doing } from '../seller/act.ts'
import { SellerPage } from '../seller/page.tsx'
import { langOf } from '../seller/read.ts'
import { townshipChoices, villageName } from '../seller/townships.ts'
import { nameIn } from '../stay/said.ts'
import type { Route } from './+types/houses.ts'
import { fenIn, minuteIn, tiersIn } from './fields.ts'
import { HouseForm, PlanForm, RoomTypeForm } from './house-forms.tsx'
import styles from './hosting.module.css'
import { Overflow } from './overflow.tsx'
import { PlacePhotos } from './place-photos.tsx'
import { withOpen } from './told-fields.tsx'
import { useHostWords } from './words.ts'

export const handle: Handle = { console: true }

export async function loader({ context, params: { organisationId } }: Route.LoaderArgs) {
  const [{ houses }, { plans }] = await Promise.all([
    call(context, listHouses, { organisationId }),
    call(context, listPlans, { organisationId }),
  ])
  const lang = langOf(context)
  return {
    houses: houses.map((house) => ({ ...house, village: villageName(house.villageCode, lang) })),
    plans,
    townships: townshipChoices(lang),
  }
}

/** Prices are typed in yuan, times by the clock, tiers as lines. */
export function action(args: Route.ActionArgs) {
  const wanted = new URL(args.request.url).searchParams.get('do')
  if (wanted === 'type')
    return doing(args, saveRoomType, ({ yuan: price, extraYuan, ...input }) =>
      withOpen({ ...input, priceFen: fenIn(price), extraGuestFen: fenIn(extraYuan ?? 0) }),
    )
  if (wanted === 'photo') return doing(args, addPlacePhoto)
  if (wanted === 'unphoto') return doing(args, removePlacePhoto)
  if (wanted === 'pool') return doing(args, takeOverflow)
  if (wanted === 'plan')
    return doing(args, saveRatePlan, ({ mealYuan, ...input }) =>
      withOpen({ ...input, guestNightFen: fenIn(mealYuan ?? 0) }),
    )
  return doing(args, saveGuesthouse, ({ checkIn, checkOut, cutoffHours, tiers, ...input }) =>
    withOpen({
      ...input,
      // Left empty, guests book until the day of arrival ends.
      cutoffHours: cutoffHours === undefined || cutoffHours === '' ? null : Number(cutoffHours),
      checkInMinute: minuteIn(String(checkIn)),
      checkOutMinute: minuteIn(String(checkOut)),
      policy: tiersIn(tiers),
    }),
  )
}

export type HousesData = Route.ComponentProps['loaderData']
export type House = HousesData['houses'][number]
export type RoomType = House['roomTypes'][number]
export type Plan = HousesData['plans'][number]

type Open =
  | { what: 'house'; house: House | undefined }
  | { what: 'type'; house: House; type: RoomType | undefined }
  | { what: 'plan'; type: RoomType; plan: Plan | undefined }
  | { what: 'photos'; kind: 'house' | 'room_type'; place: { id: string } }

export default function HousesPage({ loaderData }: Route.ComponentProps) {
  const lang = useLang()
  const say = useHostWords().houses
  const [open, setOpen] = useState<Open | null>(null)
  const done = () => setOpen(null)
  return (
    <SellerPage
      title={say.title}
      subtitle={say.lead}
      action={<Button onClick={() => setOpen({ what: 'house', house: undefined })}>{say.add}</Button>}
    >
      {loaderData.houses.length === 0 && <Text>{say.none}</Text>}
      <Stack gap={0}>
        {loaderData.houses.map((house) => (
          <HousePlace key={house.id} house={house} plans={loaderData.plans} onOpen={setOpen} />
        ))}
      </Stack>
      <SidePanel lang={lang} opened={open !== null} onClose={done} title={open === null ? '' : titleOf(open, say)}>
        {open?.what === 'house' && <HouseForm house={open.house} townships={loaderData.townships} onDone={done} />}
        {open?.what === 'type' && <RoomTypeForm house={open.house} type={open.type} onDone={done} />}
        {open?.what === 'photos' && <PlacePhotos kind={open.kind} place={photosOf(loaderData.houses, open.place.id)} />}
        {open?.what === 'plan' && <PlanForm type={open.type} plan={open.plan} onDone={done} />}
      </SidePanel>
    </SellerPage>
  )
}

function titleOf(open: Open, say: ReturnType<typeof useHostWords>['houses']): string {
  if (open.what === 'house') return open.house === undefined ? say.add : say.edit
  if (open.what === 'type') return open.type === undefined ? say.addType : say.editType
  if (open.what === 'photos') return say.photos
  return open.plan === undefined ? say.addPlan : say.editPlan
}

/** A house or room type as it is now, after photos came and went. */
const photosOf = (houses: readonly House[], id: string) =>
  [...houses, ...houses.flatMap((house) => house.roomTypes)].find((one) => one.id === id)

type PlaceProps = { house: House; plans: readonly Plan[]; onOpen: (open: Open) => void }

function HousePlace({ house, plans, onOpen }: PlaceProps) {
  const lang = useLang()
  const say = useHostWords().houses
  return (
    <section className={styles.place}>
      <Group justify="space-between">
        <Group gap="sm">
          <Title order={2} size="h4">
            {nameIn(house, lang)}
          </Title>
          <Text c="dimmed">{house.village}</Text>
          {!house.isOpen && <StatusBadge kind="neutral">{say.closed}</StatusBadge>}
        </Group>
        <Group gap="xs">
          <Anchor href={`/houses/${house.id}`}>{say.see}</Anchor>
          <Button
            variant="default"
            size="compact-sm"
            onClick={() => onOpen({ what: 'photos', kind: 'house', place: house })}
          >
            {say.photoCount(house.photos.length)}
          </Button>
          <Button variant="default" size="compact-sm" onClick={() => onOpen({ what: 'house', house })}>
            {say.edit}
          </Button>
          <Button size="compact-sm" onClick={() => onOpen({ what: 'type', house, type: undefined })}>
            {say.addType}
          </Button>
        </Group>
      </Group>
      <Overflow house={house} />
      {house.roomTypes.map((type) => (
        <div key={type.id}>
          <Group justify="space-between" py={6}>
            <span>
              <strong>{nameIn(type, lang)}</strong> {yuan(type.priceFen)} {say.perNight}{' '}
              <Text span c="dimmed">
                {say.typeWords(type.rooms, type.guestsIncluded, type.guestsMax)}
              </Text>{' '}
              {!type.isOpen && <StatusBadge kind="neutral">{say.closed}</StatusBadge>}
            </span>
            <Group gap="xs">
              <Button
                variant="subtle"
                size="compact-sm"
                onClick={() => onOpen({ what: 'photos', kind: 'room_type', place: type })}
              >
                {say.photoCount(type.photos.length)}
              </Button>
              <Button variant="subtle" size="compact-sm" onClick={() => onOpen({ what: 'type', house, type })}>
                {say.editType}
              </Button>
              <Button
                variant="subtle"
                size="compact-sm"
                onClick={() => onOpen({ what: 'plan', type, plan: undefined })}
              >
                {say.addPlan}
              </Button>
            </Group>
          </Group>
          {plans
            .filter((plan) => plan.roomTypeId === type.id)
            .map((plan) => (
              <Group key={plan.id} justify="space-between" wrap="nowrap" pl="lg" py={2}>
                <span>
                  {nameIn(plan, lang)}{' '}
                  <Text span c="dimmed">
                    {say.planWords(plan.percent, plan.guestNightFen > 0 ? yuan(plan.guestNightFen) : '')}
                  </Text>{' '}
                  {!plan.isOpen && <StatusBadge kind="neutral">{say.closed}</StatusBadge>}
                </span>
                <Button
                  variant="subtle"
                  size="compact-sm"
                  miw="max-content"
                  onClick={() => onOpen({ what: 'plan', type, plan })}
                >
                  {say.editPlan}
                </Button>
              </Group>
            ))}
        </div>
      ))}
    </section>
  )
}
