import { SettingsFault } from '../../../kernel/settings.ts'
import { googleHotels } from './google.ts'
import { neutralChannel } from './neutral.ts'
import type { StayChannel } from './ports.ts'

const TIMEOUT_MS = 20_000
const GOOGLE = 'https://www.google.com/travel/hotels/uploads'

/** The platforms that are told of rooms and prices; none where none is set. Faults in the settings are told before anything starts. */
export function configuredStayChannels(environment: Readonly<Record<string, string | undefined>>): StayChannel[] {
  const { GOOGLE_HOTELS_PARTNER: partner, GOOGLE_HOTELS_URL: google = GOOGLE } = environment
  const { STAY_CHANNEL_URL: url, STAY_CHANNEL_TOKEN: token } = environment
  const channels: StayChannel[] = []
  if (partner)
    channels.push(googleHotels({ url: addressIn('GOOGLE_HOTELS_URL', google), partner, timeoutMs: TIMEOUT_MS }))
  if (url || token) {
    if (!url || !token) throw new SettingsFault('STAY_CHANNEL_URL and STAY_CHANNEL_TOKEN: both or none')
    channels.push(neutralChannel({ url: addressIn('STAY_CHANNEL_URL', url), token, timeoutMs: TIMEOUT_MS }))
  }
  return channels
}

function addressIn(name: string, text: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    throw new SettingsFault(`${name}: an https address`)
  return text.replace(/\/$/, '')
}
