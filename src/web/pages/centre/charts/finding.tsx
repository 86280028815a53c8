import { Anchor, Group, Text, Title } from '@mantine/core'
import { IconDownload, IconTable } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useWords } from '../words.ts'
import styles from './charts.module.css'

type Props = {
  /** What the figures say, in a sentence. */
  title: string
  /** What is shown, where the title does not name it. */
  subject?: string | undefined
  note?: ReactNode
  children: ReactNode
  /** The same figures as rows. */
  table?: ReactNode
  /** Address of the file, without its ending. */
  file?: string | undefined
  search?: string | undefined
  wide?: boolean
}

/** A chart with what it says above and its figures one step away: as a table, CSV or workbook. */
export function Finding({ title, subject, note, children, table, file, search = '', wide = false }: Props) {
  const say = useWords()
  return (
    <section className={wide ? `${styles.finding} ${styles.wide}` : styles.finding}>
      {subject && (
        <Text size="sm" c="dimmed">
          {subject}
        </Text>
      )}
      <Title order={2} size="h3" className={styles.title}>
        {title}
      </Title>
      {children}
      {note && (
        <Text size="sm" c="dimmed" mt="xs">
          {note}
        </Text>
      )}
      {(table || file) && (
        <details className={styles.behind}>
          <summary>
            <IconTable size={16} aria-hidden /> {say.table}
          </summary>
          {table}
          {file && (
            <Group gap="md" mt="xs">
              <Download href={`/centre/sales/${file}.csv${search}`}>{say.csv}</Download>
              <Download href={`/centre/sales/${file}.xlsx${search}`}>{say.xlsx}</Download>
            </Group>
          )}
        </details>
      )}
    </section>
  )
}

function Download({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Anchor href={href} download size="sm" className={styles.download}>
      <IconDownload size={16} aria-hidden /> {children}
    </Anchor>
  )
}
