import { Button, NativeSelect, Text, TextInput } from '@mantine/core'
import { Fragment } from 'react'
import { Form } from 'react-router'
import { DataTable } from '../../kit/console/table.tsx'
import { useLang } from '../../page-context.ts'
import type { Audit } from './audit.tsx'
import styles from './centre.module.css'
import { fullMoment } from './format.ts'
import { Older } from './older.tsx'
import { operationName } from './operation-names.ts'
import { CentrePage } from './page.tsx'
import { useWords } from './words.ts'

/** Who did what, when, to what. */
export function AuditScreen({ entries, filters, olderThan }: Audit) {
  const lang = useLang()
  const say = useWords().audit
  return (
    <CentrePage title={say.title}>
      <Text c="dimmed" mb="md">
        {say.explain}
      </Text>
      <Filters filters={filters} />
      <DataTable
        lang={lang}
        caption={say.title}
        rows={entries}
        rowKey={({ id }) => id}
        empty={say.empty}
        columns={[
          { key: 'at', label: say.at, cell: (row) => <span className={styles.stamp}>{fullMoment(row.at)}</span> },
          {
            key: 'who',
            label: say.who,
            cell: (row) =>
              row.who ? (
                <span className={styles.stamp}>{row.who}</span>
              ) : (
                <Unnamed kind={row.actorKind} id={row.actorKind === 'system' ? null : row.actorId} />
              ),
          },
          {
            key: 'what',
            label: say.what,
            cell: (row) => (
              <span className={styles.stamp} title={row.operation}>
                {operationName(row.operation, row.summary, lang)}
              </span>
            ),
          },
          { key: 'organisation', label: say.organisation, cell: (row) => row.organisation ?? '' },
          { key: 'detail', label: say.detail, cell: (row) => <Detail detail={row.detail} /> },
        ]}
      />
      <Older olderThan={olderThan} before={filters.before ?? null} />
    </CentrePage>
  )
}

function Unnamed({ kind, id }: { kind: string; id: string | null }) {
  const say = useWords().audit
  return (
    <span className={styles.stamp}>
      {say.kinds[kind]} {id && <span className={styles.code}>{id.slice(-6)}</span>}
    </span>
  )
}

/** What an entry is about, at a glance: texts whole, of an id its end, which tells two apart. The whole of every id is a click away. */
function Detail({ detail }: { detail: Record<string, string> }) {
  const say = useWords().audit
  const pairs = Object.entries(detail)
  const glance = pairs.map(([key, value]) => (
    <span key={key} className={styles.pair}>
      <span className={styles.quiet}>{say.keys[key]}</span> <span className={styles.code}>{shortened(value)}</span>
    </span>
  ))
  if (pairs.every(([, value]) => shortened(value) === value)) return glance
  return (
    <details className={styles.whole}>
      <summary title={say.whole}>{glance}</summary>
      <dl className={styles.facts}>
        {pairs.map(([key, value]) => (
          <Fragment key={key}>
            <dt>{say.keys[key] ?? say.otherKey}</dt>
            <dd className={styles.code}>{value}</dd>
          </Fragment>
        ))}
      </dl>
    </details>
  )
}

const ID = /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g

const shortened = (value: string) => value.replaceAll(ID, (id) => `…${id.slice(-6)}`)

function Filters({ filters }: Pick<Audit, 'filters'>) {
  const say = useWords().audit
  return (
    <Form className={styles.filters} key={JSON.stringify(filters)} role="search">
      <TextInput type="date" name="from" label={say.from} defaultValue={filters.from} required size="sm" />
      <TextInput type="date" name="to" label={say.to} defaultValue={filters.to} required size="sm" />
      <NativeSelect
        name="area"
        label={say.area}
        defaultValue={filters.operation ?? ''}
        size="sm"
        data={[
          { value: '', label: say.allAreas },
          ...Object.entries(say.areas).map(([value, label]) => ({ value, label })),
        ]}
      />
      <TextInput
        name="touched"
        label={say.touched}
        placeholder={say.touchedHelp}
        defaultValue={filters.touched ?? ''}
        maxLength={80}
        size="sm"
      />
      <Button type="submit" variant="default" size="sm">
        {say.show}
      </Button>
    </Form>
  )
}
