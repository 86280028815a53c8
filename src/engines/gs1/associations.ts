import { done, refuse, type Gs1Result } from './fault.ts'
import { entryOf, type AiElement } from './value.ts'

/**
 * Checks which application identifiers need or exclude which (General Specifications, data relationships). To be asked of all
 * the data on one physical item: what one carrier lacks another may carry, so parsing alone does not ask it.
 * The position of a fault is the index of the element.
 */
export function checkAssociations(elements: readonly AiElement[]): Gs1Result<readonly AiElement[]> {
  const ais = elements.map(({ ai }) => ai)
  const has = (pattern: string, except: string) => ais.some((ai) => ai !== except && fits(ai, pattern))
  for (const [i, ai] of ais.entries()) {
    const entry = entryOf(ai)
    if (entry === undefined) return refuse('unknown_ai', i, ai)
    // An AI does not exclude itself even where it fits the pattern.
    if (entry.excludes.some((pattern) => has(pattern, ai))) return refuse('excluded_partner', i, ai)
    const met = entry.requires.every((groups) => groups.some((group) => group.every((pattern) => has(pattern, ai))))
    if (!met) return refuse('missing_partner', i, ai)
  }
  return done(elements)
}

const fits = (ai: string, pattern: string): boolean =>
  ai.length === pattern.length && [...pattern].every((digit, i) => digit === 'n' || digit === ai[i])
