import fc from 'fast-check'

/** What nobody should hand in. */
const strange: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    undefined,
    NaN,
    Infinity,
    -Infinity,
    -0,
    -1,
    0.5,
    1e308,
    5e-324,
    2 ** 53,
    '',
    '\ud800',
    '__proto__',
    'x'.repeat(1_000_000),
    true,
    [],
    {},
    [null],
    [[]],
    Object.assign([], { length: 1_000_000 }),
    { length: 1e9 },
    new Float64Array(0),
    Float64Array.of(NaN),
    new BigInt64Array(3),
    Symbol.iterator,
    5n,
    () => 1,
  ),
  fc.anything({ maxDepth: 2 }),
)

/** Arguments that were right until one member, somewhere deep, was replaced by something strange. */
export function bent<T extends readonly unknown[]>(...fine: T): fc.Arbitrary<T> {
  const way = fc.array(fc.nat(40), { minLength: 1, maxLength: 6 })
  return fc.tuple(way, strange).map(([steps, value]) => {
    const [first = 0, ...rest] = steps
    return fine.map((argument, at) =>
      at === first % fine.length ? replaced(argument, rest, value) : argument,
    ) as never
  })
}

function replaced(whole: unknown, [step, ...rest]: readonly number[], value: unknown): unknown {
  if (step === undefined || typeof whole !== 'object' || whole === null) return value
  if (whole instanceof Float64Array) {
    const copy = whole.slice()
    if (copy.length > 0) copy[step % copy.length] = typeof value === 'number' ? value : NaN
    return copy
  }
  const copy: object = Array.isArray(whole) ? [...whole] : { ...whole }
  const names = Object.keys(copy)
  const name = names[step % names.length]
  if (name === undefined) return value
  Object.defineProperty(copy, name, {
    value: replaced(Reflect.get(copy, name), rest, value),
    enumerable: true,
    configurable: true,
    writable: true,
  })
  return copy
}
