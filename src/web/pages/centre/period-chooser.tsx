import { Button, NativeSelect, TextInput } from '@mantine/core'
import { Form, Link } from 'react-router'
import styles from './centre.module.css'
import { lengths, periodSearch } from './period.ts'
import type { AskedPeriod } from './period.ts'
import { useWords } from './words.ts'

/** 7, 30, 90 days or a year by a link, own dates by a form; the address keeps the choice. */
export function PeriodChooser({ asked, today }: { asked: AskedPeriod; today: string }) {
  const say = useWords().sales
  return (
    <div className={styles.chooser}>
      <nav className={styles.lengths} aria-label={say.chooser}>
        {lengths.map((days) => (
          <Link
            key={days}
            to={periodSearch({ ...asked, days })}
            className={styles.length}
            aria-current={asked.days === days}
          >
            {say.days(days)}
          </Link>
        ))}
      </nav>
      <details className={styles.own} open={asked.days === null || asked.against === 'year'}>
        <summary>{say.custom}</summary>
        <Form className={styles.filters} style={{ marginBottom: 0 }} key={`${asked.from}${asked.to}${asked.against}`}>
          <TextInput
            type="date"
            name="from"
            label={say.from}
            defaultValue={asked.from}
            max={today}
            required
            size="sm"
          />
          <TextInput type="date" name="to" label={say.to} defaultValue={asked.to} max={today} required size="sm" />
          <NativeSelect
            name="against"
            label={say.against}
            defaultValue={asked.against}
            size="sm"
            data={[
              { value: 'before', label: say.comparisons.before },
              { value: 'year', label: say.comparisons.year },
            ]}
          />
          <Button type="submit" variant="default" size="sm">
            {say.show}
          </Button>
        </Form>
      </details>
    </div>
  )
}
