import type { Gateway } from './gateways/port.ts'

declare module '../../kernel/ports.ts' {
  interface Ports {
    gateways: Gateways
  }
}

/** The gateways that are switched on, and the one new payments go to. */
export type Gateways = {
  preferred: Gateway
  all: readonly Gateway[]
  byName(name: string): Gateway
}

export function gatewaysOf(list: readonly Gateway[]): Gateways {
  const [preferred] = list
  if (preferred === undefined) throw new Error('no payment gateway is configured')
  return {
    preferred,
    all: list,
    byName(name) {
      const gateway = list.find((g) => g.name === name)
      if (gateway === undefined) throw new Error(`the payment gateway ${name} is not configured`)
      return gateway
    },
  }
}

/** What a gateway can do with a share besides releasing it once and whole, by its name: an order's books are made where no gateway is at hand. */
export function meansOf(gateway: string): { releasesParts: boolean; advancesRefunds: boolean } {
  const isAble = gateway === 'wechat' || gateway === 'sandbox'
  return { releasesParts: isAble, advancesRefunds: isAble }
}

/** Where a gateway sends its messages. */
export const noticePath = (gateway: string) => `/gateway/${gateway}/notices`
