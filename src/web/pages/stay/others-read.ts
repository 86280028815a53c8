/** What a guest chose instead of what cannot be served; the operation judges it. */
export function choiceIn(form: ReadonlyMap<string, string>): Record<string, unknown> {
  const [take, what = '', minute] = (form.get('choice') ?? '').split(' ')
  if (take === 'day') return { take, day: what, ...(minute === undefined ? {} : { minute: Number(minute) }) }
  if (take === 'house') return { take, roomTypeId: what, otherBookingId: form.get('otherBookingId') }
  return { take }
}
