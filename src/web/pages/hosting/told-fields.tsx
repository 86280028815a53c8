import { Checkbox, Group, Textarea, TextInput } from '@mantine/core'
import type { FormRefusal } from '../../call.ts'
import { useHostWords } from './words.ts'

type Told = { nameZh: string; nameEn: string; aboutZh?: string; aboutEn?: string }

/** Names in both languages; with `about` also what is said of it. */
export function ToldFields({
  told,
  refusal,
  about = false,
}: {
  told: Told | undefined
  refusal: FormRefusal | null
  about?: boolean
}) {
  const say = useHostWords().houses
  return (
    <>
      <Group grow align="flex-start">
        <TextInput
          name="nameZh"
          label={say.nameZh}
          defaultValue={told?.nameZh}
          maxLength={60}
          error={refusal?.errors['/nameZh']}
          required
          withAsterisk={false}
        />
        <TextInput
          name="nameEn"
          label={say.nameEn}
          defaultValue={told?.nameEn}
          maxLength={120}
          error={refusal?.errors['/nameEn']}
          required
          withAsterisk={false}
        />
      </Group>
      {about && (
        <TextInBoth
          name="about"
          labels={{ zh: say.aboutZh, en: say.aboutEn }}
          said={{ zh: told?.aboutZh, en: told?.aboutEn }}
          charactersMax={2000}
        />
      )}
    </>
  )
}

type InBoth<T> = { zh: T; en: T }
type TextProps = { name: string; labels: InBoth<string>; said: InBoth<string | undefined>; charactersMax: number }

/** A longer text in both languages; English may take twice the characters. */
export function TextInBoth({ name, labels, said, charactersMax }: TextProps) {
  const field = { autosize: true, minRows: 2 }
  return (
    <>
      <Textarea name={`${name}Zh`} label={labels.zh} defaultValue={said.zh} maxLength={charactersMax} {...field} />
      <Textarea name={`${name}En`} label={labels.en} defaultValue={said.en} maxLength={2 * charactersMax} {...field} />
    </>
  )
}

/** Where it stands, kept as it is: the form has no field for it. */
export function StandsAt({ place }: { place: { latitude: number | null; longitude: number | null } | undefined }) {
  if (place === undefined || place.latitude === null || place.longitude === null) return null
  return (
    <>
      <input type="hidden" name="latitude" value={place.latitude} />
      <input type="hidden" name="longitude" value={place.longitude} />
    </>
  )
}

/** Whether it takes bookings; a form leaves an empty box out, which is a no. */
export function OpenField({ isOpen }: { isOpen: boolean }) {
  const say = useHostWords().houses
  return <Checkbox name="isOpen" value="true" label={say.open} defaultChecked={isOpen} />
}

/** What an empty box means. */
export const withOpen = (input: Record<string, unknown>) => ({ isOpen: false, ...input })
