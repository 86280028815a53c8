import { Anchor } from '@mantine/core'

/** A number to call; those of the mainland are written as everyone there writes them. */
export function PhoneLink({ phone }: { phone: string }) {
  return (
    <Anchor href={`tel:${phone}`} fz="inherit">
      {phone.replace(/^\+86/, '')}
    </Anchor>
  )
}
