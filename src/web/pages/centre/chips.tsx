import { Link } from 'react-router'
import styles from './centre.module.css'

type Choice = { href: string; label: string; current: boolean }

/** One of a few, each with an address of its own. */
export function Choices({ label, choices }: { label: string; choices: readonly Choice[] }) {
  return (
    <nav className={styles.lengths} aria-label={label} style={{ marginBottom: 'var(--space-4)' }}>
      {choices.map((choice) => (
        <Link key={choice.href} to={choice.href} className={styles.length} aria-current={choice.current}>
          {choice.label}
        </Link>
      ))}
    </nav>
  )
}
