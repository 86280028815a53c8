declare module '../../kernel/ports.ts' {
  interface Ports {
    /** Lets calendars be read from the county's own machine without TLS: for tests and for trying things out, never in a trading county. */
    calendarsLocal: boolean
  }
}

export const localCalendars = (environment: Readonly<Record<string, string | undefined>>): boolean =>
  environment.TERRACE_CALENDARS_LOCAL === '1'
