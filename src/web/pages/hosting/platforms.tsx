import { Anchor, Text, Title } from '@mantine/core'
import { StatusBadge } from '../../kit/console/figures.tsx'
import { useLang } from '../../page-context.ts'
import { useDesk } from '../seller/layout.tsx'
import { moment } from '../seller/show.tsx'
import { nameIn } from '../stay/said.ts'
import styles from './hosting.module.css'
import type { ResellersData } from './resellers.tsx'
import { useResellerWords } from './reseller-words.ts'
import { SentSwitch } from './sent-switch.tsx'

type Props = Pick<ResellersData, 'houses' | 'available' | 'channels'>

/** Which house is told to which platform, and its days to bring elsewhere by hand. */
export function Platforms({ houses, available, channels }: Props) {
  const lang = useLang()
  const say = useResellerWords()
  const { organisationId } = useDesk()
  if (houses.length === 0) return null
  return (
    <section>
      <Title order={2} size="h4" mt="xl">
        {say.platforms}
      </Title>
      <Text size="sm" c="dimmed">
        {available.length === 0 ? say.noPlatforms : say.platformsLead}
      </Text>
      {houses.map((house) => (
        <div key={house.id} className={styles.line}>
          <div>
            <strong>{nameIn(house, lang)}</strong>
            {available.map((channel) => (
              <Platform
                key={channel}
                houseId={house.id}
                channel={channel}
                told={channels.find((one) => one.houseId === house.id && one.channel === channel)}
              />
            ))}
          </div>
          <Anchor href={`/seller/${organisationId}/export/house-days/${house.id}`} size="sm">
            {say.days}
          </Anchor>
        </div>
      ))}
    </section>
  )
}

type PlatformProps = { houseId: string; channel: string; told: ResellersData['channels'][number] | undefined }

function Platform({ houseId, channel, told }: PlatformProps) {
  const lang = useLang()
  const say = useResellerWords()
  const { may } = useDesk()
  const sent = told?.sentAt ? say.toldAt(moment(new Date(told.sentAt), lang)) : say.notYet
  return (
    <>
      <SentSwitch
        label={say.on(say.channels[channel] ?? channel)}
        description={told === undefined ? undefined : sent}
        isOn={told?.isListed === true}
        disabled={!may.sell}
        what="list"
        fields={(isListed) => ({ houseId, channel, isListed: String(isListed) })}
        toldOf={(isListed) => (isListed ? say.turnedOn : say.turnedOff)}
      />
      {told?.fault && (
        <Text size="sm">
          <StatusBadge kind="danger">{say.untold}</StatusBadge> {told.fault}
        </Text>
      )}
    </>
  )
}
