import type { Claim } from './claim.ts'
import type { Language } from './product.sql.ts'

/** A guide at a slot, with what is left of the one party or the people they take. */
export type GuideThere = {
  guideId: string
  languages: readonly Language[]
  /** Null for who leads one party at a time, however large. */
  peopleMax: number | null
  day: string
  minute: number
  /** When the guide is free to leave. */
  untilMinute: number
  free: number
}

export type GuideWish = {
  people: number
  untilMinute: number
  /** The one chosen; null for any. */
  language: Language | null
  /** What the party likes best first, where it chose none. */
  liked: readonly string[]
  /** Who leads it at this time already, and how many of it. */
  has: { guideId: string; people: number } | null
}

export type GuideChosen = { guideId: string; language: Language; claim: Claim }

/**
 * Who leads a party: the guide it has, else who speaks what it likes; of these the one with the fewest languages, then with the least
 * room, so that who speaks many and who takes many are left for those who need them. Undefined where nobody is able.
 */
export function chooseGuide(there: readonly GuideThere[], wish: GuideWish): GuideChosen | undefined {
  const able = there.filter(
    (guide) =>
      guide.untilMinute >= wish.untilMinute &&
      (wish.language === null || guide.languages.includes(wish.language)) &&
      roomOf(guide, wish) >= partOf(guide, wish.people),
  )
  const [guide] = able.toSorted(
    (a, b) =>
      Number(isOwn(b, wish)) - Number(isOwn(a, wish)) ||
      likingOf(a, wish) - likingOf(b, wish) ||
      a.languages.length - b.languages.length ||
      a.free - b.free ||
      (a.guideId < b.guideId ? -1 : 1),
  )
  if (guide === undefined) return undefined
  const { guideId: ownerId, day, minute } = guide
  const claim = { ownerId, day, minute, quantity: partOf(guide, wish.people) }
  return { guideId: ownerId, language: wish.language ?? spokenTo(guide, wish), claim }
}

const isOwn = ({ guideId }: GuideThere, { has }: GuideWish) => has?.guideId === guideId
/** A party is one to who leads one at a time, else it is its people. */
const partOf = ({ peopleMax }: GuideThere, people: number) => (peopleMax === null ? 1 : people)
const roomOf = (guide: GuideThere, wish: GuideWish) =>
  guide.free + (isOwn(guide, wish) ? partOf(guide, wish.has?.people ?? 0) : 0)

/** Which of the liked languages a guide speaks, counted from the best; beyond them all for none. */
function likingOf({ languages }: GuideThere, { liked }: GuideWish): number {
  const at = liked.findIndex((one) => (languages as readonly string[]).includes(one))
  return at < 0 ? liked.length : at
}

const spokenTo = (guide: GuideThere, wish: GuideWish): Language =>
  guide.languages.find((one) => one === wish.liked[likingOf(guide, wish)]) ?? guide.languages[0] ?? 'zh'
