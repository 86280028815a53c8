/** The door of a gift as an address carries it: sixteen bytes in 22 letters, short enough for a small code on a card. */
export const doorText = (door: string): string => Buffer.from(door.replaceAll('-', ''), 'hex').toString('base64url')

/** The id behind a door's letters; null where they are none. */
export function doorId(text: string): string | null {
  if (!/^[\w-]{22}$/.test(text)) return null
  const bytes = Buffer.from(text, 'base64url')
  // Letters that stand for the same bytes in another way are no other door.
  if (bytes.length !== 16 || bytes.toString('base64url') !== text) return null
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

export const doorPath = (door: string): string => `/g/${doorText(door)}`
