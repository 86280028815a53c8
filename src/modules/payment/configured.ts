import { randomBytes } from 'node:crypto'

import { SettingsFault } from '../../kernel/settings.ts'
import { gatewaysOf } from './gateways.ts'
import type { Gateways } from './gateways.ts'
import { alipayGateway } from './gateways/alipay.ts'
import { gatewayConfigs } from './gateways/config.ts'
import type { Environment } from './gateways/config.ts'
import type { Gateway } from './gateways/port.ts'
import { sandboxGateway } from './gateways/sandbox/index.ts'
import type { Sandbox, SandboxSurroundings } from './gateways/sandbox/index.ts'
import { wechatGateway } from './gateways/wechat.ts'
import { sendByFetch } from './gateways/wire.ts'

const NAMES = ['wechat', 'alipay', 'sandbox'] as const
const ANSWER_MS_MAX = 10_000

/**
 * The gateways `TERRACE_GATEWAYS` lists, new payments going to the first. Without the list, those whose own variables
 * are set; without any of these, the sandbox. Throws `SettingsFault`.
 */
export function configuredGateways(
  environment: Environment,
  surroundings: SandboxSurroundings,
): { gateways: Gateways; sandbox: Sandbox | null } {
  const { wechat, alipay } = configsOf(environment)
  const { clock } = surroundings
  const outside = { send: sendByFetch(ANSWER_MS_MAX), now: clock.now, nonce: () => randomBytes(16).toString('hex') }
  const names = listed(environment.TERRACE_GATEWAYS) ?? [
    ...(wechat === null ? [] : ['wechat']),
    ...(alipay === null ? [] : ['alipay']),
  ]
  if (names.length === 0) names.push('sandbox')
  const sandbox = names.includes('sandbox') ? sandboxGateway(surroundings) : null
  const made: Record<string, Gateway | null> = {
    wechat: wechat && wechatGateway(wechat, outside),
    alipay: alipay && alipayGateway(alipay, outside),
    sandbox: sandbox && sandbox.gateway,
  }
  const gateways = names.map((name) => made[name] ?? unset(name))
  return { gateways: gatewaysOf(gateways), sandbox }
}

function configsOf(environment: Environment) {
  try {
    return gatewayConfigs(environment)
  } catch (error) {
    throw new SettingsFault((error as Error).message)
  }
}

function listed(text: string | undefined): string[] | null {
  if (!text) return null
  const names = text.split(',').map((name) => name.trim())
  const known = names.every((name) => (NAMES as readonly string[]).includes(name))
  if (!known || new Set(names).size !== names.length)
    throw new SettingsFault(`TERRACE_GATEWAYS: a list of ${NAMES.join(', ')}, each once`)
  return names
}

function unset(name: string): never {
  throw new SettingsFault(`TERRACE_GATEWAYS: ${name} is listed, but its own variables are not set`)
}
