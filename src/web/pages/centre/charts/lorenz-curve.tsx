import { Text, Title } from '@mantine/core'

type Point = { listings: number; shown: number }

const SIDE = 320
const at = ({ listings, shown }: Point) => `${(listings * SIDE).toFixed(1)} ${((1 - shown) * SIDE).toFixed(1)}`

/** The Lorenz curve beside the diagonal of equal turns; what it says stands in words too. */
export function LorenzCurve({
  curve,
  title,
  note,
  equal,
}: {
  curve: readonly Point[]
  title: string
  note: string
  equal: string
}) {
  return (
    <section style={{ marginBlock: 'var(--space-5)' }}>
      <Title order={2} size="h3">
        {title}
      </Title>
      <svg
        viewBox={`-12 -12 ${SIDE + 24} ${SIDE + 24}`}
        role="img"
        aria-label={`${title}. ${note}`}
        style={{ display: 'block', width: '100%', maxWidth: 400 }}
      >
        <rect width={SIDE} height={SIDE} fill="none" stroke="var(--line)" />
        <path d={`M0 ${SIDE}L${SIDE} 0`} stroke="var(--line-strong)" strokeDasharray="6 5" />
        <path d={`M${curve.map(at).join('L')}`} fill="none" stroke="var(--tea)" strokeWidth="3" />
        <text x={SIDE * 0.52} y={SIDE * 0.44} fontSize="14" fill="var(--ink-soft)" textAnchor="end">
          {equal}
        </text>
      </svg>
      <Text size="sm" c="dimmed">
        {note}
      </Text>
    </section>
  )
}
