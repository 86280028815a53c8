import { z } from 'zod'
import { office } from '../../kernel/access.ts'
import { query } from '../../kernel/operation.ts'

export const readGateway = query({
  name: 'payment.gateway.read',
  path: '/payment/gateway',
  summary: 'The gateway new payments go to; at the sandbox no money moves',
  access: office('service_centre'),
  input: z.object({}),
  output: z.object({ name: z.enum(['wechat', 'alipay', 'sandbox']), sandbox: z.boolean() }),
  async run({ ports }) {
    const { name } = ports.gateways.preferred
    return { name, sandbox: name === 'sandbox' }
  },
})
