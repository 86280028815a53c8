import { lookup as lookUp } from 'node:dns'
import type { LookupAddress } from 'node:dns'
import { BlockList, isIP } from 'node:net'
import type { LookupFunction } from 'node:net'

/**
 * Addresses that are nobody's outside: loopback, private, link-local, shared, documentation, multicast, reserved (IANA
 * special-purpose registries, RFC 6890). A county must not be made to speak to its own inside.
 */
const inside4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
]

/** Of IPv6 only global unicast is outside, without those parts that carry an IPv4 address or none at all. */
const inside6: readonly (readonly [string, number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
]

const listed = (type: 'ipv4' | 'ipv6', ranges: readonly (readonly [string, number])[]): BlockList => {
  const list = new BlockList()
  for (const [net, bits] of ranges) list.addSubnet(net, bits, type)
  return list
}

const [within4, within6, global6] = [listed('ipv4', inside4), listed('ipv6', inside6), listed('ipv6', [['2000::', 3]])]

/** Whether an address lies outside of every network that is not the open internet. */
export function isOutside(address: string): boolean {
  const version = isIP(address)
  if (version === 4) return !within4.check(address, 'ipv4')
  return version === 6 && global6.check(address, 'ipv6') && !within6.check(address, 'ipv6')
}

export type UrlFault = 'not_https' | 'not_allowed'

const PORTS = new Set(['', '443', '8443'])

/** What stands against an address, as far as it can be told without asking anyone; `local` lets tests use their own machine. */
export function urlFault(text: string, local: boolean): UrlFault | null {
  if (!URL.canParse(text)) return 'not_allowed'
  const { protocol, username, password, hostname, port, hash } = new URL(text)
  if (username !== '' || password !== '' || hash !== '') return 'not_allowed'
  if (local) return protocol === 'http:' || protocol === 'https:' ? null : 'not_https'
  if (protocol !== 'https:') return 'not_https'
  if (!PORTS.has(port)) return 'not_allowed'
  const host = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
  if (isIP(host) !== 0) return isOutside(host) ? null : 'not_allowed'
  const named = host.includes('.') && !/\.(localhost|local|internal|home\.arpa|test|invalid|example|onion)$/i.test(host)
  return named ? null : 'not_allowed'
}

export type Resolve = (host: string, done: (error: Error | null, found: LookupAddress[]) => void) => void

const resolveByDns: Resolve = (host, done) => lookUp(host, { all: true }, done)

/**
 * Names are resolved once, at the moment of sending, and the connection goes to the very address that was judged: a name that
 * points inside the second time (DNS rebinding) finds nobody listening. One address inside refuses all.
 */
export function judgedLookup(local: boolean, resolve: Resolve = resolveByDns): LookupFunction {
  return (host, options, done) => {
    resolve(host, (error, found) => {
      if (error !== null) return done(error, '', 0)
      const outside = local || (found.length > 0 && found.every(({ address }) => isOutside(address)))
      const [first] = found
      if (!outside || first === undefined) return done(new Error('address_inside'), '', 0)
      if (options.all === true) return done(null, found)
      done(null, first.address, first.family)
    })
  }
}

/** What went wrong on the way, in a word for a log. */
export function faultName(error: Error & { code?: string }): string {
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return 'timeout'
  if (error.message === 'address_inside') return 'address_inside'
  return (error.code ?? 'unreachable').toLowerCase().slice(0, 60)
}
