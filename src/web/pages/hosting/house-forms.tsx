import { Group, NativeSelect, NumberInput, Textarea, TextInput } from '@mantine/core'
import { VillageSelect } from '../seller/village-select.tsx'
import { clock } from '../stay/said.ts'
import { tiersOut } from './fields.ts'
import type { House, HousesData, Plan, RoomType } from './houses.tsx'
import { PanelForm } from './panel-form.tsx'
import { StandsAt, ToldFields } from './told-fields.tsx'
import { useHostWords } from './words.ts'

const CHECK_IN = 14 * 60
const CHECK_OUT = 12 * 60
const DEFAULT_TIERS = '48 100\n24 50'

type HouseProps = { house: House | undefined; townships: HousesData['townships']; onDone: () => void }

/** A new house, or the words of one. */
export function HouseForm({ house, townships, onDone }: HouseProps) {
  const { houses: say } = useHostWords()
  return (
    <PanelForm
      what="house"
      of={house?.id ?? 'new'}
      ids={{ houseId: house?.id }}
      isOpen={house?.isOpen ?? true}
      onDone={onDone}
    >
      {(refusal) => (
        <>
          <ToldFields told={house} refusal={refusal} about />
          <StandsAt place={house} />
          <VillageSelect
            townships={townships}
            name="villageCode"
            defaultValue={house?.villageCode}
            error={refusal?.errors['/villageCode']}
          />
          <Group grow>
            <TextInput
              name="checkIn"
              label={say.checkIn}
              defaultValue={clock(house?.checkInMinute ?? CHECK_IN)}
              required
              withAsterisk={false}
            />
            <TextInput
              name="checkOut"
              label={say.checkOut}
              defaultValue={clock(house?.checkOutMinute ?? CHECK_OUT)}
              required
              withAsterisk={false}
            />
          </Group>
          <NumberInput
            name="cutoffHours"
            label={say.cutoff}
            description={say.cutoffHelp}
            {...(typeof house?.cutoffHours === 'number' && { defaultValue: house.cutoffHours })}
            min={-24}
            max={720}
            error={refusal?.errors['/cutoffHours']}
          />
          <Textarea
            name="tiers"
            label={say.policy}
            description={say.policyHelp}
            defaultValue={house === undefined ? DEFAULT_TIERS : tiersOut(house.policy)}
            autosize
            minRows={2}
          />
        </>
      )}
    </PanelForm>
  )
}

type TypeProps = { house: House; type: RoomType | undefined; onDone: () => void }

/** Rooms that are alike. */
export function RoomTypeForm({ house, type, onDone }: TypeProps) {
  const { houses: say } = useHostWords()
  return (
    <PanelForm
      what="type"
      of={type?.id ?? 'new'}
      ids={{ houseId: house.id, roomTypeId: type?.id }}
      isOpen={type?.isOpen ?? true}
      onDone={onDone}
    >
      {(refusal) => (
        <>
          <ToldFields told={type} refusal={refusal} />
          <NumberInput
            name="rooms"
            label={say.rooms}
            defaultValue={type?.rooms ?? 1}
            min={1}
            max={1000}
            required
            withAsterisk={false}
          />
          <Group grow>
            <NumberInput
              name="guestsIncluded"
              label={say.guestsIncluded}
              defaultValue={type?.guestsIncluded ?? 2}
              min={1}
              max={50}
              required
              withAsterisk={false}
            />
            <NumberInput
              name="guestsMax"
              label={say.guestsMax}
              defaultValue={type?.guestsMax ?? 2}
              min={1}
              max={50}
              required
              withAsterisk={false}
            />
          </Group>
          <Group grow>
            <NumberInput
              name="yuan"
              label={say.price}
              defaultValue={type === undefined ? '' : type.priceFen / 100}
              min={0}
              decimalScale={2}
              required
              withAsterisk={false}
            />
            <NumberInput
              name="extraYuan"
              label={say.extra}
              defaultValue={(type?.extraGuestFen ?? 0) / 100}
              min={0}
              decimalScale={2}
            />
          </Group>
        </>
      )}
    </PanelForm>
  )
}

const KINDS = ['breakfast', 'long_stay', 'member', 'standard'] as const
type PlanProps = { type: RoomType; plan: Plan | undefined; onDone: () => void }

/** Another way to book the same rooms; there is one of each kind. */
export function PlanForm({ type, plan, onDone }: PlanProps) {
  const { houses: say } = useHostWords()
  return (
    <PanelForm
      what="plan"
      of={plan?.id ?? type.id}
      ids={{ roomTypeId: type.id, kind: plan?.kind }}
      isOpen={plan?.isOpen ?? true}
      onDone={onDone}
    >
      {(refusal) => (
        <>
          {plan === undefined && (
            <NativeSelect
              name="kind"
              label={say.kind}
              data={KINDS.map((value) => ({ value, label: say.kinds[value] }))}
            />
          )}
          <ToldFields told={plan} refusal={refusal} />
          <Group grow>
            <NumberInput name="percent" label={say.percent} defaultValue={plan?.percent ?? 100} min={1} max={300} />
            <NumberInput
              name="mealYuan"
              label={say.guestNight}
              defaultValue={(plan?.guestNightFen ?? 0) / 100}
              min={0}
              decimalScale={2}
            />
          </Group>
          <Group grow>
            <NumberInput name="nightsMin" label={say.nightsMin} defaultValue={plan?.nightsMin ?? 1} min={1} max={60} />
            <NumberInput
              name="leadDaysMin"
              label={say.leadDays}
              defaultValue={plan?.leadDaysMin ?? 0}
              min={0}
              max={365}
            />
          </Group>
        </>
      )}
    </PanelForm>
  )
}
