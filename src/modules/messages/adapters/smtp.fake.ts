import { createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'

export type MailFault = 'reject_recipient' | 'greylist' | 'slow_down' | 'refuse_sender' | 'silent' | 'hang_up'

/** A mail server as a letter meets one (RFC 5321): it greets, takes letters, rejects, delays, falls silent. */
export async function fakeMailServer() {
  const letters: { from: string; to: string[]; data: string }[] = []
  const state: { fault: MailFault | null } = { fault: null }
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
    socket.on('error', () => {})
    if (state.fault === 'silent') return
    if (state.fault === 'hang_up') return void socket.destroy()
    converse(socket, state, letters)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    port: (server.address() as AddressInfo).port,
    letters,
    fault(next: MailFault | null) {
      state.fault = next
    },
    async close() {
      for (const socket of open) socket.destroy()
      await new Promise((done) => server.close(done))
    },
  }
}

type Letters = { from: string; to: string[]; data: string }[]

function converse(socket: Socket, state: { fault: MailFault | null }, letters: Letters): void {
  let letter = { from: '', to: [] as string[], data: '' }
  let reading = false
  let rest = ''
  const say = (line: string) => void socket.write(`${line}\r\n`)
  const command = (line: string) => {
    const verb = line.slice(0, 4).toUpperCase()
    if (verb === 'EHLO') return say('250-county.test\r\n250 8BITMIME')
    if (verb === 'MAIL') {
      letter = { from: line, to: [], data: '' }
      return say(state.fault === 'refuse_sender' ? '550 5.7.1 sender not allowed' : '250 2.1.0 ok')
    }
    if (verb === 'RCPT') return say(recipientAnswer(state.fault, () => letter.to.push(line)))
    if (verb === 'DATA') {
      reading = true
      return say('354 go on')
    }
    if (verb === 'QUIT') {
      say('221 2.0.0 bye')
      return void socket.end()
    }
    say('250 2.0.0 ok')
  }
  say('220 county.test ESMTP')
  socket.on('data', (chunk) => {
    rest += chunk.toString('utf8')
    for (let at = rest.indexOf('\r\n'); at >= 0; at = rest.indexOf('\r\n')) {
      const line = rest.slice(0, at)
      rest = rest.slice(at + 2)
      if (!reading) command(line)
      else if (line === '.') {
        reading = false
        letters.push(letter)
        say('250 2.0.0 queued as 1')
      } else letter.data += `${line}\n`
    }
  })
}

function recipientAnswer(fault: MailFault | null, accept: () => void): string {
  if (fault === 'reject_recipient') return '550 5.1.1 no such user'
  if (fault === 'greylist') return '451 4.3.0 come again'
  if (fault === 'slow_down') return '421 4.7.0 too many letters'
  accept()
  return '250 2.1.5 ok'
}
