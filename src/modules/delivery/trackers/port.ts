import type { Scan } from '../tracking.ts'

/** A parcel as a tracking service knows it. Some carriers want the last four digits of the recipient's telephone. */
export type Followed = { company: string; trackingNumber: string; phoneTail: string }

export type Push =
  | { verified: true; company: string; trackingNumber: string; scans: readonly Scan[] }
  | { verified: false; fault: string }

/** A service that knows where parcels are: it tells by itself once it has taken one on, and answers when asked. */
export type Tracker = {
  name: string
  /** True where the service will tell by itself from now on. Throws where it could not be reached. */
  subscribe(parcel: Followed): Promise<boolean>
  query(parcel: Followed): Promise<readonly Scan[]>
  /** A message of the service; believed for its signature alone. */
  readPush(body: string): Push
  /** What the service wants to hear, so that it does not send the same again. */
  acknowledgement(taken: boolean): string
}

declare module '../../../kernel/ports.ts' {
  interface Ports {
    /** Null where nobody follows parcels. */
    tracker: Tracker | null
  }
}
