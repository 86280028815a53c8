/** The names of all properties anywhere in an answer: what it must not tell is looked for here, where no random id can look like it. */
export function namesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  const below = Object.values(value).flatMap(namesIn)
  return Array.isArray(value) ? below : [...Object.keys(value), ...below]
}
