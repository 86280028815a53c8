import type { RouterContextProvider } from 'react-router'
import { listVisitors } from '../../../modules/tourism/index.ts'
import { call } from '../../call.ts'

/** Where a guest goes with what was just held: to the names, where a sight asks for them, else to the basket. */
export async function nextOf(context: Readonly<RouterContextProvider>, bookingId: string): Promise<string> {
  const { needsNames } = await call(context, listVisitors, { bookingId })
  return needsNames ? `/bookings/${bookingId}/names?next=basket` : '/basket?held=1'
}
