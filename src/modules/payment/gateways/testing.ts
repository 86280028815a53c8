import { generateKeyPairSync } from 'node:crypto'
import { crc32, deflateRawSync } from 'node:zlib'

import type { FrozenShare, HttpRequest, HttpResponse, PaymentOrder } from './port.ts'

/** What the tests of this folder share: keys made for the run, one payment of two sellers, an archive, a transport. */
export const ourKeys = generateKeyPairSync('rsa', { modulusLength: 2048 })
export const theirKeys = generateKeyPairSync('rsa', { modulusLength: 2048 })
export const otherKeys = generateKeyPairSync('rsa', { modulusLength: 2048 })

export const now = new Date('2026-03-05T08:00:00Z')

export const id = (n: number) => `0195c3f0-0000-7000-8000-${String(n).padStart(12, '0')}`

export const order: PaymentOrder = {
  paymentId: id(1),
  subject: '遂昌山货',
  totalFen: 22_800,
  shares: [
    { shareId: id(11), sellerAccount: '1900000109', amountFen: 12_800, subject: '龙谷丽人茶, 100 g' },
    { shareId: id(12), sellerAccount: '1900000110', amountFen: 10_000, subject: '冬笋 5 斤' },
  ],
  expiresAt: new Date('2026-03-05T08:30:00Z'),
  returnUrl: 'https://shop.example/orders?paid=1&from=gateway',
  notifyUrl: 'https://shop.example/payment/notices',
  client: 'phone',
  clientIp: '203.0.113.7',
}

export const share: FrozenShare = {
  paymentId: id(1),
  shareId: id(11),
  shareRef: '4200000001202603050000000001',
  sellerAccount: '1900000109',
  shareFen: 12_800,
}

export const pemOf = {
  private: (keys = ourKeys) => keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  public: (keys = theirKeys) => keys.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
}

/** A transport that keeps what it was given and answers from a function. */
export function recorder(answer: (request: HttpRequest) => HttpResponse | Promise<HttpResponse>) {
  const requests: HttpRequest[] = []
  const send = async (request: HttpRequest) => {
    requests.push(request)
    return answer(request)
  }
  return { requests, send }
}

/** Every version of the bytes with one bit changed. */
export function* tampered(bytes: Uint8Array): Generator<Buffer> {
  for (let index = 0; index < bytes.length; index++) {
    const changed = Buffer.from(bytes)
    changed[index]! ^= 1
    yield changed
  }
}

/** A ZIP archive of deflated files, names as given in bytes. */
export function zipOf(files: { name: Uint8Array; bytes: Uint8Array }[]): Buffer {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const { name, bytes } of files) {
    const packed = deflateRawSync(bytes)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(8, 4)
    common.writeUInt32LE(crc32(bytes), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(bytes.length, 18)
    common.writeUInt16LE(name.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, name, packed])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(at, 10)
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, tail, Buffer.from(name))
    locals.push(local)
    at += local.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(files.length, 8)
  end.writeUInt16LE(files.length, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...locals, central, end])
}
