/** Stars as shape and as words; a rating is told by both. */
export function Stars({ rating, label }: { rating: number; label: string }) {
  return (
    <span className="stars" role="img" aria-label={label}>
      {[1, 2, 3, 4, 5].map((n) => (
        <svg key={n} viewBox="0 0 20 20" width="16" height="16" aria-hidden="true">
          <path
            d="M10 1.8l2.5 5.3 5.7.7-4.2 4 1.1 5.7L10 14.700l-5.100 2.800 1.100-5.700-4.200-4 5.700-.7z"
            fill={n <= rating ? 'var(--bamboo)' : 'none'}
            stroke="var(--bamboo-deep)"
            strokeWidth="1.2"
          />
        </svg>
      ))}
    </span>
  )
}

/** A rating in hundredths as people write it: `4.6`. */
export const ratingText = (centi: number): string => (centi / 100).toFixed(1)
