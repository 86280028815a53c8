const AT_ONCE = 12

/** Works through a list, a dozen at a time; after a failure nothing new is begun. */
export async function eachOf<T>(list: readonly T[], work: (one: T, at: number) => Promise<unknown>): Promise<void> {
  const left = list.map((one, at) => [one, at] as const).toReversed()
  const hand = async () => {
    for (let next = left.pop(); next !== undefined; next = left.pop())
      await work(...next).catch((error: unknown) => {
        left.length = 0
        throw error
      })
  }
  await Promise.all(Array.from({ length: AT_ONCE }, hand))
}
