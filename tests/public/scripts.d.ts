// What tests know of the plain scripts that pages load.
declare module '*/public/grow/spoken.js' {
  export function spokenNumber(said: string): number | null
  export function spokenGrams(said: string): number | null
  export function spokenFen(said: string): number | null
}

// Set by public/grow/outbox.js.
// oxlint-disable-next-line no-var
declare var growOutbox:
  | {
      add(act: Record<string, unknown>): Promise<number>
      all(): Promise<{ person: string }[]>
      flush(how?: { hurry?: boolean }): Promise<{ stopped: string | null }>
    }
  | undefined
