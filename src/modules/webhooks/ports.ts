declare module '../../kernel/ports.ts' {
  interface Ports {
    /** Lets webhooks go to the county's own machine without TLS: for tests and for trying things out, never in a trading county. */
    webhooksLocal: boolean
  }
}

export const localWebhooks = (environment: Readonly<Record<string, string | undefined>>): boolean =>
  environment.TERRACE_WEBHOOKS_LOCAL === '1'
