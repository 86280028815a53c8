import { fail, step } from './fault.ts'
import { isList, isObject, LIMITS, many, type EpcisEvent, type Json } from './model.ts'
import { expandName, type Namespaces } from './names.ts'
import { membersOf, NUMBERS, pathValues, type Compare, type Term } from './query-terms.ts'
import { epochMilliseconds } from './time.ts'
import { printNumber } from './number.ts'

// Parameters that name an extension of the asker's: `EQ_ILMD_ex:lot`, `GE_INNER_SENSORREPORT_ex:cv`, `EXISTS_ex:mark`.

const PART =
  '(?:(INNER)_)?(?:(ILMD|ERROR_DECLARATION|SENSORELEMENT|SENSORMETADATA|SENSORREPORT|readPoint|bizLocation)_)?'

export const EXTENSION_PARAMETER = new RegExp(String.raw`^(EQ|GT|GE|LT|LE|EXISTS)_${PART}(.+:.+|.+#.+)$`, 's')

/** The objects in which an extension is looked for. */
function holders(part: string, event: EpcisEvent): Json[] {
  switch (part) {
    case 'ILMD':
      return [...many(event['ilmd'])]
    case 'ERROR_DECLARATION':
      return [...many(event['errorDeclaration'])]
    case 'SENSORELEMENT':
      return [...many(event['sensorElementList'])]
    case 'SENSORMETADATA':
      return pathValues(event, ['sensorElementList'], 'sensorMetadata')
    case 'SENSORREPORT':
      return pathValues(event, ['sensorElementList'], 'sensorReport')
    case 'readPoint':
    case 'bizLocation':
      return [...many(event[part])]
    default:
      return [event]
  }
}

/** The values of a name anywhere inside, but not at the top. */
function inner(value: Json, name: string, depth: number): Json[] {
  if (depth > LIMITS.depthMax) return []
  if (isList(value)) return value.flatMap((item) => inner(item, name, depth + 1))
  if (!isObject(value)) return []
  return Object.values(value).flatMap((one) => [...membersOf([...many(one)], name), ...inner(one, name, depth + 1)])
}

type Wanted = { texts: ReadonlySet<string>; bound: number | null }

function wantedOf(value: Json, compare: string, path: string): Wanted {
  const list = many(value)
  if (compare === 'EQ') {
    const texts = list.map((item, at) => {
      if (typeof item === 'number' && Number.isFinite(item)) return printNumber(item)
      return typeof item === 'string' || typeof item === 'boolean'
        ? String(item)
        : fail('wrong_type', step(path, at), 'a text or a number is expected')
    })
    return { texts: new Set(texts), bound: null }
  }
  const [only] = list
  const bound =
    typeof only === 'number' && Number.isFinite(only) ? only : typeof only === 'string' ? epochMilliseconds(only) : null
  if (bound === null || list.length !== 1) fail('wrong_type', path, 'one number or time is expected')
  return { texts: new Set(), bound }
}

function fits(item: Json, compare: Compare, { texts, bound }: Wanted, isTime: boolean): boolean {
  if (bound === null) {
    const text =
      typeof item === 'number'
        ? printNumber(item)
        : typeof item === 'string' || typeof item === 'boolean'
          ? String(item)
          : null
    return text !== null && texts.has(text)
  }
  const own = isTime ? (typeof item === 'string' ? epochMilliseconds(item) : null) : numberOf(item)
  return own !== null && NUMBERS[compare](own, bound)
}

/** XML carries numbers of extensions as text. */
function numberOf(item: Json): number | null {
  if (typeof item === 'number') return item
  return typeof item === 'string' && /^-?\d+(?:\.\d+)?$/.test(item.trim()) ? Number(item) : null
}

export function extensionTerm(parameter: string, value: Json, namespaces: Namespaces, path: string): Term {
  const [, compare = '', deep, part = '', rest = ''] = EXTENSION_PARAMETER.exec(parameter) ?? []
  const name = expandName(rest, namespaces)
  const found = (event: EpcisEvent): Json[] => {
    const objects = holders(part, event)
    return deep === undefined ? membersOf(objects, name) : objects.flatMap((object) => inner(object, name, 0))
  }
  const field = `${part === '' ? '' : `${part}.`}${deep === undefined ? '' : '**.'}${name}`
  if (compare === 'EXISTS') return { field, compare: 'exists', values: [], test: (event) => found(event).length > 0 }
  const wanted = wantedOf(value, compare, path)
  const isTime = many(value).some((item) => typeof item === 'string')
  const test = (event: EpcisEvent): boolean =>
    found(event).some((item) => fits(item, compare as Compare, wanted, isTime))
  const values = wanted.bound === null ? [...wanted.texts] : [wanted.bound]
  return { field, compare: compare as Compare, values, test }
}
