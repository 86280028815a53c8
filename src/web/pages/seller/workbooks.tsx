import { Alert, Anchor, Button, FileInput, Group, Progress, Stack, Table, Text, Title } from '@mantine/core'
import { IconCheck, IconDownload, IconFileSpreadsheet } from '@tabler/icons-react'
import { useState } from 'react'
import { Link, useRevalidator } from 'react-router'
import type { OutputOf } from '../../../kernel/operation.ts'
import { listFreightTemplates } from '../../../modules/delivery/index.ts'
import { listBulkEdits } from '../../../workflows/edit-listings.ts'
import type { undoBulkEdit } from '../../../workflows/edit-listings.ts'
import type { countBySheet } from '../../../workflows/count-sheet.ts'
import type { editBySheet } from '../../../workflows/edit-sheet.ts'
import type { shipBySheet } from '../../../workflows/ship-sheet.ts'
import { call } from '../../call.ts'
import type { FormRefusal } from '../../call.ts'
import type { Handle } from '../../handle.ts'
import { DataTable } from '../../kit/console/table.tsx'
import { useLang } from '../../page-context.ts'
import type { Route } from './+types/workbooks.ts'
import { BulkDiff } from './bulk-diff.tsx'
import { sendBulk } from './bulk-send.ts'
import { useBulkWords } from './bulk-words.ts'
import { useDesk } from './layout.tsx'
import { mayOf } from './may.ts'
import { SellerPage } from './page.tsx'
import { rolesOf } from './roles-of.ts'
import { Refused } from './send.tsx'
import { moment } from './show.tsx'
import { useToast } from './toast.tsx'

export const handle: Handle = { console: true }

export async function loader({ context, params: { organisationId } }: Route.LoaderArgs) {
  const may = mayOf(rolesOf(context, organisationId))
  if (!may.sell) return { templates: [], edits: [] }
  const [{ templates }, { edits }] = await Promise.all([
    call(context, listFreightTemplates, { organisationId }),
    call(context, listBulkEdits, { organisationId }),
  ])
  return { templates: templates.map(({ id, name }) => ({ id, name })), edits }
}

type Loaded = Route.ComponentProps['loaderData']

/** Everything that can be handed in as a workbook, and what was changed so lately. */
export default function Workbooks({ loaderData }: Route.ComponentProps) {
  const { books } = useBulkWords()
  const { organisationId, may } = useDesk()
  return (
    <SellerPage title={books.title} subtitle={books.lead}>
      <Stack gap="xl" maw={860}>
        {may.pack && <Book kind="ship" {...loaderData} />}
        {may.pack && <Book kind="count" {...loaderData} />}
        {may.sell && <Book kind="edit" {...loaderData} />}
        {may.sell && (
          <Anchor component={Link} to={`/seller/${organisationId}/import`}>
            {books.goods}
          </Anchor>
        )}
        {may.sell && <History {...loaderData} />}
      </Stack>
    </SellerPage>
  )
}

type Kind = 'edit' | 'ship' | 'count'
type Answer = OutputOf<typeof editBySheet> | OutputOf<typeof shipBySheet> | OutputOf<typeof countBySheet>
type Step = { answer: Answer; file: File } | null

function Book({ kind, templates }: Loaded & { kind: Kind }) {
  const { books, lost } = useBulkWords()
  const say = books[kind]
  const { organisationId } = useDesk()
  const { revalidate } = useRevalidator()
  const toast = useToast()
  const [file, setFile] = useState<File | null>(null)
  const [step, setStep] = useState<Step>(null)
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<FormRefusal | null>(null)
  const send = async (sent: File, go: boolean) => {
    const form = new FormData()
    form.set('file', sent)
    if (kind !== 'edit') form.set('check', String(!go))
    else if (go && step !== null && 'digest' in step.answer) form.set('digest', step.answer.digest)
    setBusy(true)
    setRefusal(null)
    const answer = await sendBulk<typeof editBySheet>(organisationId, kind, form, lost)
    setBusy(false)
    if (!answer.ok) return setRefusal(answer.refusal)
    if (!answer.output.done) return setStep({ answer: answer.output, file: sent })
    toast(books.done[kind](countOf(answer.output)))
    setStep(null)
    setFile(null)
    void revalidate()
  }
  return (
    <section>
      <Title order={2} size="h4">
        {say.title}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {say.help}
      </Text>
      <Group align="flex-end" gap="sm">
        <Button
          component="a"
          href={`/seller/${organisationId}/export/book/${kind}`}
          variant="default"
          leftSection={<IconDownload size={18} />}
        >
          {say.download}
        </Button>
        <FileInput
          aria-label={`${say.title}: ${books.file}`}
          placeholder={books.file}
          accept=".xlsx,.xls,.csv"
          leftSection={<IconFileSpreadsheet size={18} />}
          value={file}
          onChange={(chosen) => {
            setFile(chosen)
            setStep(null)
            setRefusal(null)
          }}
          clearable
          w={260}
        />
        <Button disabled={file === null} loading={busy} onClick={() => file && void send(file, false)}>
          {books.check}
        </Button>
      </Group>
      {busy && (
        <Stack gap={4} mt="sm" role="status">
          <Progress value={100} animated aria-label={books.reading} />
          <Text size="sm" c="dimmed">
            {books.reading}
          </Text>
        </Stack>
      )}
      <Stack gap="sm" mt="sm">
        <Refused refusal={refusal} />
        {step && (
          <Found
            kind={kind}
            answer={step.answer}
            templates={templates}
            busy={busy}
            onGo={() => void send(step.file, true)}
          />
        )}
      </Stack>
    </section>
  )
}

const countOf = (answer: Answer) => ('changes' in answer ? answer.changes : answer.rows)

type FoundProps = { kind: Kind; answer: Answer; templates: Loaded['templates']; busy: boolean; onGo: () => void }

function Found({ kind, answer, templates, busy, onGo }: FoundProps) {
  const { books } = useBulkWords()
  const count = countOf(answer)
  if (answer.faultsTotal > 0) return <Faults answer={answer} />
  if (count === 0) return <Alert color="bamboo">{books.same}</Alert>
  return (
    <>
      <Text fw={600} role="status">
        {books.clean[kind](count)}
      </Text>
      {'differences' in answer && answer.differences > 0 && (
        <Text size="sm">{books.differences(answer.differences)}</Text>
      )}
      <Group>
        <Button leftSection={<IconCheck size={18} />} loading={busy} onClick={onGo}>
          {books.go[kind](count)}
        </Button>
      </Group>
      {'shown' in answer && (
        <BulkDiff
          rows={answer.shown.map((row) => ({ ...row, edit: { before: row.before, after: row.after }, refusal: null }))}
          freight={new Map(templates.map(({ id, name }) => [id, name]))}
        />
      )}
    </>
  )
}

function Faults({ answer }: { answer: Answer }) {
  const { books } = useBulkWords()
  return (
    <div role="alert">
      <Text fw={600} c="var(--persimmon-deep)" mb="xs">
        {books.faults(answer.faultsTotal)}
      </Text>
      <div style={{ overflowX: 'auto' }}>
        <Table fz="sm" verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{books.cell}</Table.Th>
              <Table.Th scope="col">{books.value}</Table.Th>
              <Table.Th scope="col">{books.wrong}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {answer.faults.map((fault, n) => (
              // oxlint-disable-next-line react/no-array-index-key -- the same cell may be wrong twice
              <Table.Tr key={n}>
                <Table.Td>{fault.cell}</Table.Td>
                <Table.Td style={{ wordBreak: 'break-all' }}>{fault.value}</Table.Td>
                <Table.Td>{fault.message}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </div>
  )
}

function History({ edits }: Loaded) {
  const say = useBulkWords()
  const lang = useLang()
  const toast = useToast()
  const { organisationId } = useDesk()
  const { revalidate } = useRevalidator()
  const undo = async (editId: string) => {
    const answer = await sendBulk<typeof undoBulkEdit>(organisationId, 'undo', { editId }, say.lost)
    toast(answer.ok ? say.undone(answer.output.undone, answer.output.kept.length) : answer.refusal.title)
    void revalidate()
  }
  return (
    <section>
      <Title order={2} size="h4" mb="sm">
        {say.history}
      </Title>
      <DataTable
        lang={lang}
        caption={say.history}
        rows={edits}
        rowKey={({ id }) => id}
        empty={<Text>{say.noHistory}</Text>}
        columns={[
          { key: 'when', label: say.when, cell: ({ at }) => moment(at, lang) },
          { key: 'what', label: say.what, cell: ({ cause }) => say.causes[cause] },
          { key: 'count', label: say.count, figure: true, cell: ({ listings }) => listings },
          {
            key: 'undo',
            cell: ({ id, mayUndo, undone }) =>
              mayUndo ? (
                <Button variant="default" size="compact-sm" onClick={() => void undo(id)}>
                  {say.undo}
                </Button>
              ) : (
                undone && (
                  <Text size="sm" c="dimmed">
                    {say.wasUndone}
                  </Text>
                )
              ),
          },
        ]}
      />
    </section>
  )
}
