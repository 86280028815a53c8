import type { Component } from './entry.ts'

/** GS1 AI encodable character set 82, in the order that gives its characters their values. */
export const characterSet82 = '!"%&\'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz'

const patterns: Readonly<Record<Component['type'], RegExp>> = {
  N: /[^0-9]/,
  X: /[^!"%-?A-Z_a-z]/,
  Y: /[^#\-./0-9A-Z]/,
  Z: /[^\-0-9A-Z_a-z=]/,
}

/** Where the first character stands that the set does not have, or -1. */
export function strangerAt(type: Component['type'], text: string): number {
  const at = text.search(patterns[type])
  return at === -1 && type === 'Z' ? badPaddingAt(text) : at
}

export const isDigits = (text: string): boolean => /^[0-9]+$/.test(text)

// RFC 4648: one or two = at the end, and only to fill up to a multiple of four.
function badPaddingAt(text: string): number {
  const at = text.indexOf('=')
  if (at === -1) return -1
  return /^=?$/.test(text.slice(at + 1)) && text.length % 4 === 0 ? -1 : at
}
