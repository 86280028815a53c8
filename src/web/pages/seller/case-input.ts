/** Yuan as typed to fen; what is no amount of money stays as it is, for the operation to refuse. */
export function fenOfYuan(typed: unknown): unknown {
  const text = String(typed)
    .trim()
    .replace(/^[¥￥]/, '')
  const [, whole, part = ''] = /^(\d{1,7})(?:\.(\d{1,2}))?$/.exec(text) ?? []
  return whole === undefined ? typed : Number(whole) * 100 + Number(part.padEnd(2, '0'))
}

/** Units that can be sold again, from one field for each line, as `line:units`. */
export function shelfOf(form: Readonly<Record<string, unknown>>): string | undefined {
  const parts = Object.entries(form)
    .filter(([name, value]) => /^shelf-\d{1,3}$/.test(name) && Number(value) > 0)
    .map(([name, value]) => `${name.slice(6)}:${Number(value)}`)
  return parts.length === 0 ? undefined : parts.join(',')
}
