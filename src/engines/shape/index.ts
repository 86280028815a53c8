// What a value must look like, told as data. Engines that take whole problems ask it of them first, so that whatever comes from
// outside, JSON of the wrong shape included, meets the engine's own fault and not an accident further in.

/** Where a value does not look as it must, and what was wanted there. */
export type Misfit = { where: string; wanted: string }

/** Null where a value fits. */
export type Shape = (value: unknown, where: string) => Misfit | null

const wants =
  (wanted: string, test: (value: unknown) => boolean): Shape =>
  (value, where) =>
    test(value) ? null : { where, wanted }

/** Not a number counts as one here: the engines say themselves which numbers they take. */
export const number = wants('a number', (value) => typeof value === 'number')
export const text = wants('a text', (value) => typeof value === 'string')
export const truth = wants('true or false', (value) => typeof value === 'boolean')
export const floats = wants('a Float64Array', (value) => value instanceof Float64Array)

/** Numbers in a list or in a typed array. */
export const numbers: Shape = (value, where) =>
  ArrayBuffer.isView(value) &&
  !(value instanceof DataView) &&
  !(value instanceof BigInt64Array) &&
  !(value instanceof BigUint64Array)
    ? null
    : listOf(number)(value, where)

export const optional =
  (shape: Shape): Shape =>
  (value, where) =>
    value === undefined ? null : shape(value, where)

export const nullable =
  (shape: Shape): Shape =>
  (value, where) =>
    value === null ? null : shape(value, where)

/** A list that is one all the way: places left empty are undefined and must fit too. */
export const listOf =
  (shape: Shape): Shape =>
  (value, where) => {
    if (!Array.isArray(value)) return { where, wanted: 'a list' }
    for (let at = 0; at < value.length; at++) {
      const misfit = shape(value[at], `${where}[${at}]`)
      if (misfit !== null) return misfit
    }
    return null
  }

/** An object with at least these members; others are not looked at. */
export const objectOf =
  (members: { readonly [name: string]: Shape }): Shape =>
  (value, where) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return { where, wanted: 'an object' }
    for (const [name, shape] of Object.entries(members)) {
      const misfit = shape((value as { [name: string]: unknown })[name], where === '' ? name : `${where}.${name}`)
      if (misfit !== null) return misfit
    }
    return null
  }
