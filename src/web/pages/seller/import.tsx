import { Anchor, Button, FileInput, Group, List, Stack, Text, Title } from '@mantine/core'
import { IconDownload, IconFileSpreadsheet, IconUpload } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import type { FormEvent } from 'react'
import { Link, redirect, useRevalidator } from 'react-router'
import { listImports, readImport, submitImport } from '../../../modules/market/index.ts'
import { call } from '../../call.ts'
import type { Handle } from '../../handle.ts'
import { StatusBadge } from '../../kit/console/figures.tsx'
import { ErrorNotice, ProgressPanel } from '../../kit/console/panels.tsx'
import { DataTable } from '../../kit/console/table.tsx'
import { useLang } from '../../page-context.ts'
import type { Route } from './+types/import.ts'
import { doing } from './act.ts'
import { useDesk } from './layout.tsx'
import { SellerPage } from './page.tsx'
import styles from './seller.module.css'
import { Refused, useSending } from './send.tsx'
import { moment } from './show.tsx'
import { useWords } from './words.ts'

export const handle: Handle = { console: true }

export async function loader({ context, params: { organisationId, importId } }: Route.LoaderArgs) {
  const { imports } = await call(context, listImports, { organisationId, limit: 20 })
  const chosen = importId ?? imports.find((one) => one.state === 'queued' || one.state === 'reading')?.id
  return {
    imports,
    current: chosen === undefined ? null : await call(context, readImport, { organisationId, importId: chosen }),
  }
}

export async function action(args: Route.ActionArgs) {
  const result = await doing(args, submitImport)
  if (!('ok' in result)) return result
  return redirect(`/seller/${args.params.organisationId}/import/${(result.output as { importId: string }).importId}`)
}

type Loaded = Route.ComponentProps['loaderData']
type Run = NonNullable<Loaded['current']>

export default function Import({ loaderData: { imports, current } }: Route.ComponentProps) {
  const say = useWords()
  return (
    <SellerPage title={say.import.title} subtitle={say.import.lead} action={<Template />}>
      <div className={styles.stack}>
        {current !== null && <Current run={current} />}
        <Upload key={current?.id ?? ''} first={imports.length === 0} />
        <History imports={imports} />
      </div>
    </SellerPage>
  )
}

function Template() {
  const say = useWords()
  const { organisationId } = useDesk()
  return (
    <Button
      component="a"
      href={`/files/goods-template/${organisationId}/xlsx`}
      variant="default"
      leftSection={<IconDownload size={18} />}
    >
      {say.import.template}
    </Button>
  )
}

function Upload({ first }: { first: boolean }) {
  const say = useWords()
  const { organisationId } = useDesk()
  const [file, setFile] = useState<File | null>(null)
  const { Form, submit, busy, refusal } = useSending(() => {})
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (file === null) return
    const form = new FormData()
    form.set('file', file)
    void submit(form, {
      method: 'post',
      action: `/seller/${organisationId}/import`,
      encType: 'multipart/form-data',
    })
  }
  return (
    <section>
      {first && (
        <List type="ordered" mb="md">
          <List.Item>{say.import.step1}</List.Item>
          <List.Item>{say.import.step2}</List.Item>
          <List.Item>{say.import.step3}</List.Item>
        </List>
      )}
      <Form method="post" onSubmit={send}>
        <Refused refusal={refusal} />
        <Group align="flex-end">
          <FileInput
            label={say.import.file}
            placeholder={say.import.fileHint}
            accept=".xlsx,.xls,.csv"
            value={file}
            onChange={setFile}
            leftSection={<IconFileSpreadsheet size={18} />}
            error={refusal?.errors['/file']}
            miw={260}
            size="md"
          />
          <Button
            type="submit"
            size="md"
            loading={busy}
            disabled={file === null}
            leftSection={<IconUpload size={20} />}
          >
            {say.import.upload}
          </Button>
        </Group>
      </Form>
    </section>
  )
}

const POLL_MS = 1_000
const isRunning = (run: { state: string }) => run.state === 'queued' || run.state === 'reading'

function Current({ run }: { run: Run }) {
  const running = isRunning(run)
  const { revalidate, state } = useRevalidator()
  useEffect(() => {
    if (!running || state !== 'idle') return
    const timer = setTimeout(() => void revalidate(), POLL_MS)
    return () => clearTimeout(timer)
  }, [running, state, revalidate])
  if (running) return <Running run={run} />
  return run.state === 'done' ? <Done run={run} /> : <Faults run={run} />
}

/** Judging and putting on sale are half of the way each. */
function Running({ run }: { run: Run }) {
  const lang = useLang()
  const say = useWords()
  const total = (run.rowsTotal ?? 0) * 2
  return (
    <ProgressPanel
      lang={lang}
      title={`${say.import.running} ${run.fileName}`}
      done={run.rowsChecked + run.rowsDone}
      total={total}
    />
  )
}

function Done({ run }: { run: Run }) {
  const say = useWords()
  const { organisationId } = useDesk()
  return (
    <section aria-live="polite">
      <Group>
        <StatusBadge kind="success">{say.import.done}</StatusBadge>
        <Text fw={600}>
          {run.fileName} {say.import.opened(run.listingsOpened)}
        </Text>
        <Anchor component={Link} to={`/seller/${organisationId}/listings`}>
          {say.places.listings}
        </Anchor>
      </Group>
      {run.remarks.length > 0 && <FaultTable title={say.import.remarks(run.remarks.length)} faults={run.remarks} />}
    </section>
  )
}

function Faults({ run }: { run: Run }) {
  const say = useWords()
  const lang = useLang()
  const { organisationId } = useDesk()
  return (
    <section aria-live="polite">
      <ErrorNotice lang={lang} title={`${run.fileName} ${say.import.failed}`}>
        {say.import.faultsHelp}
      </ErrorNotice>
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h3">
          {say.import.faults(run.faultsTotal)}
        </Title>
        <Button
          component="a"
          href={`/files/marked-goods/${organisationId}/${run.id}`}
          leftSection={<IconDownload size={18} />}
        >
          {say.import.marked}
        </Button>
      </Group>
      <FaultTable title={say.import.faults(run.faultsTotal)} faults={run.faults} />
    </section>
  )
}

type Fault = Run['faults'][number]

function FaultTable({ title, faults }: { title: string; faults: readonly Fault[] }) {
  const say = useWords()
  const lang = useLang()
  return (
    <>
      <Group visibleFrom="sm" display="block">
        <DataTable
          lang={lang}
          caption={title}
          columns={[
            { key: 'cell', label: say.import.cell, cell: (fault) => <strong>{fault.cell ?? ''}</strong> },
            { key: 'value', label: say.import.value, cell: (fault) => fault.value ?? '' },
            { key: 'why', label: say.import.why, cell: (fault) => fault.message },
          ]}
          rows={faults}
          rowKey={(fault) => `${fault.cell}${fault.code}${fault.message}`}
          empty={null}
          maxHeight={480}
        />
      </Group>
      <Group hiddenFrom="sm" display="block">
        <ul className={styles.list}>
          {faults.map((fault, at) => (
            <li key={at} className={styles.item} style={{ padding: '12px 0' }}>
              <strong>{fault.cell ?? ''}</strong>
              {fault.value !== null && <Text size="sm">{fault.value}</Text>}
              <Text>{fault.message}</Text>
            </li>
          ))}
        </ul>
      </Group>
    </>
  )
}

function History({ imports }: { imports: Loaded['imports'] }) {
  const say = useWords()
  const lang = useLang()
  const { organisationId } = useDesk()
  if (imports.length === 0)
    return (
      <Stack gap={4}>
        <Text fw={600}>{say.import.empty}</Text>
        <Text c="dimmed">{say.import.emptyHelp}</Text>
      </Stack>
    )
  return (
    <section>
      <Title order={2} size="h3" mb="xs">
        {say.import.history}
      </Title>
      <ul className={styles.list}>
        {imports.map((one) => (
          <li key={one.id} className={styles.item}>
            <Link className={styles.card} to={`/seller/${organisationId}/import/${one.id}`}>
              <span className={styles.between}>
                <span>{one.fileName}</span>
                <StatusBadge
                  kind={one.state === 'done' ? 'success' : one.state === 'refused' ? 'danger' : 'information'}
                >
                  {say.import.states[one.state]}
                </StatusBadge>
              </span>
              <span className={styles.soft}>
                {moment(one.submittedAt, lang)}
                {one.state === 'done' && ` · ${say.import.opened(one.listingsOpened)}`}
                {one.state === 'refused' && ` · ${say.import.faults(one.faultsTotal)}`}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
