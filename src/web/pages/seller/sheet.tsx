import { useFetcher, useSearchParams } from 'react-router'
import type { Sheet } from '../../../modules/desk/index.ts'
import type { Attempt } from '../../call.ts'
import { readView, viewParams, writeView } from '../../kit/console/view.ts'
import type { View } from '../../kit/console/view.ts'
import { ViewsMenu } from '../../kit/console/views-menu.tsx'
import type { SavedView } from '../../kit/console/views-menu.tsx'
import { WorkTable } from '../../kit/console/work-table.tsx'
import type { WorkTableProps } from '../../kit/console/work-table.tsx'
import { useLang } from '../../page-context.ts'
import { useDesk } from './layout.tsx'
import { Refused } from './send.tsx'

type Props<Row> = Omit<WorkTableProps<Row>, 'lang' | 'view' | 'onView' | 'views' | 'exportHref'> & {
  sheet: Sheet
  views: readonly SavedView[]
  /** Parts of the address that belong to what is shown, besides the view's own, such as a state chosen by tab. */
  also?: readonly string[]
}

/** A table of the desk whose look stands in its address, so that it can be kept, sent and exported. */
export function SheetTable<Row>({ sheet, views, also = [], ...props }: Props<Row>) {
  const lang = useLang()
  const { organisationId } = useDesk()
  const [params, setParams] = useSearchParams()
  const { view, onView } = useView(props)
  const kept = querySaid(params, also)
  return (
    <WorkTable
      {...props}
      lang={lang}
      view={view}
      onView={onView}
      views={<Views sheet={sheet} views={views} query={kept} use={(query) => setParams(query)} />}
      exportHref={(kind) => `/seller/${organisationId}/export/${sheet}/${kind}${kept === '' ? '' : `?${kept}`}`}
    />
  )
}

/** The view in the address, and the way to change it; a page begun stays behind. */
export function useView<Row>({ fields, filters = [] }: Pick<WorkTableProps<Row>, 'fields' | 'filters'>) {
  const [params, setParams] = useSearchParams()
  const onView = (view: View) =>
    setParams(
      (before) => {
        const written = writeView(before, view)
        written.delete('before')
        if (written.size === 0) written.set('view', 'none')
        return written
      },
      { preventScrollReset: true, replace: true },
    )
  return { view: readView(params, { fields, filters }), onView }
}

/** What of an address is the look of the table. */
function querySaid(params: URLSearchParams, also: readonly string[]): string {
  const kept = new URLSearchParams()
  for (const name of [...viewParams, ...also]) {
    const value = params.get(name)
    if (value !== null && value !== '') kept.set(name, value)
  }
  return kept.toString()
}

type ViewsProps = { sheet: Sheet; views: readonly SavedView[]; query: string; use: (query: string) => void }

function Views({ sheet, views, query, use }: ViewsProps) {
  const lang = useLang()
  const { organisationId } = useDesk()
  const [params] = useSearchParams()
  const fetcher = useFetcher<Attempt<unknown>>()
  const send = (what: string, fields: Record<string, string | boolean>) =>
    void fetcher.submit({ sheet, ...fields }, { method: 'post', action: `/seller/${organisationId}/views?do=${what}` })
  return (
    <>
      <ViewsMenu
        lang={lang}
        views={views}
        currentId={params.get('view')}
        onUse={(view) =>
          use(view === null ? 'view=none' : `${view.query}${view.query === '' ? '' : '&'}view=${view.id}`)
        }
        onSave={(view) => send('save', { ...view, query })}
        onOpenWith={(view, opens) => send('open', { viewId: view.id, opens })}
        onRemove={(view) => send('remove', { viewId: view.id })}
      />
      {fetcher.data?.ok === false && <Refused refusal={fetcher.data.refusal} />}
    </>
  )
}
