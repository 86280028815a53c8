type Place = { code: string; name: string }

/** Which township or village is meant, or none; `labelOf` says a place, a whole township included. */
export function PlaceSelect<T extends Place & { villages: readonly Place[] }>({
  label,
  any,
  chosen,
  townships,
  labelOf,
}: {
  label: string
  any: string
  chosen: string | undefined
  townships: readonly T[]
  labelOf: { township: (one: T) => string; village: (one: T['villages'][number]) => string }
}) {
  return (
    <label>
      <span>{label}</span>
      <select name="place" defaultValue={chosen ?? ''}>
        <option value="">{any}</option>
        {townships.map((township) => (
          <optgroup key={township.code} label={township.name}>
            <option value={township.code}>{labelOf.township(township)}</option>
            {township.villages.map((village) => (
              <option key={village.code} value={village.code}>
                {labelOf.village(village)}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </label>
  )
}
