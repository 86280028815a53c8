import type { ChannelAnswer, HouseChanges, StayChannel } from './ports.ts'

/** For platforms without a form of their own, or an adapter that speaks theirs: the days that changed as JSON, each whole. Prices in fen, what is left as a number. */
export function neutralChannel({
  url,
  token,
  timeoutMs,
}: {
  url: string
  token: string
  timeoutMs: number
}): StayChannel {
  return {
    name: 'neutral',
    async push(house): Promise<ChannelAnswer> {
      try {
        const response = await fetch(url, {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
          body: JSON.stringify(neutralBody(house)),
          redirect: 'error',
          signal: AbortSignal.timeout(timeoutMs),
        })
        await response.body?.cancel()
        if (response.ok) return { kind: 'taken' }
        const fault = `http_${response.status}`
        return response.status >= 500 || response.status === 429 ? { kind: 'later', fault } : { kind: 'refused', fault }
      } catch (error) {
        return { kind: 'later', fault: (error as Error).name === 'TimeoutError' ? 'timeout' : 'unreachable' }
      }
    },
  }
}

export const neutralBody = ({ houseId, changes, sentAt }: HouseChanges) => ({
  houseId,
  sentAt: sentAt.toISOString(),
  currency: 'CNY',
  days: changes.map(({ roomTypeId, day, said }) => ({
    roomTypeId,
    day,
    rooms: said.rooms,
    plans: Object.entries(said.plans).map(([plan, { fenByGuests, ...rules }]) => ({ plan, fenByGuests, ...rules })),
  })),
})
