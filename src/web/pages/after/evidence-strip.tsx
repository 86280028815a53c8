import type { Case } from './case-facts.ts'
import { useAfterWords } from './words.ts'

/** Photos of a case in a row, each with whose it is; a click shows it large. */
export function EvidenceStrip({ photos }: { photos: Case['photos'] }) {
  const say = useAfterWords()
  if (photos.length === 0) return null
  return (
    <ul style={{ display: 'flex', flexWrap: 'wrap', gap: 8, listStyle: 'none', margin: 0, padding: 0 }}>
      {photos.map((photo) => (
        <li key={photo.id}>
          <a href={`/files/evidence/${photo.id}/1280`} target="_blank" rel="noreferrer">
            <img
              src={`/files/evidence/${photo.id}/320`}
              alt={say.case.photoOf(say.sides[photo.side])}
              width={96}
              height={96}
              loading="lazy"
              style={{ objectFit: 'cover', borderRadius: 8 }}
            />
          </a>
        </li>
      ))}
    </ul>
  )
}
