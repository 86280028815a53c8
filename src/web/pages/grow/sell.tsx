import { randomUUID } from 'node:crypto'
import { data, redirect } from 'react-router'
import type { ReactNode } from 'react'
import { civilDate } from '../../../kernel/clock.ts'
import { listFreightTemplates } from '../../../modules/delivery/index.ts'
import { listHarvests } from '../../../modules/farm/index.ts'
import { categories, listListings, readPriceGuide, wordsEn, wordsZh } from '../../../modules/market/index.ts'
import { call, formInput, refused } from '../../call.ts'
import { appContext } from '../../context.ts'
import { Button, LinkButton } from '../../kit/form.tsx'
import { yuan } from '../../kit/format.ts'
import { EmptyState, Notice } from '../../kit/page.tsx'
import { useLang } from '../../page-context.ts'
import type { Route } from './+types/sell.ts'
import { perform } from './acts.ts'
import { BigNumber, BigText } from './card.tsx'
import { GrowFrame } from './frame.tsx'
import { growerHeaders, growerOnly } from './gate.ts'
import { useGrowWords } from './words.ts'

export async function loader({ request, context, params: { organisationId } }: Route.LoaderArgs) {
  const person = growerOnly(context, request)
  const { app, visit } = context.get(appContext)
  const { listings } = await call(context, listListings, { organisationId, limit: 200 })
  const { harvests } = await call(context, listHarvests, { organisationId, limit: 1 })
  const { templates } = await call(context, listFreightTemplates, { organisationId })
  const { guides } = await call(context, readPriceGuide, {})
  const names = (visit.lang === 'zh' ? wordsZh : wordsEn).categories
  const loaded = {
    person,
    organisationId,
    today: civilDate(app.clock.now()),
    sending: randomUUID(),
    hasFreight: templates.length > 0,
    hasHarvest: harvests.length > 0,
    kinds: categories.map((code) => ({ code, name: names[code] })),
    known: [...new Set(listings.map((one) => one.category))],
    names: [...new Set(listings.map((one) => one.titleZh))].slice(0, 30),
    guides,
    storage: (visit.lang === 'zh' ? wordsZh : wordsEn).storage,
  }
  return data(loaded, { headers: growerHeaders(context, request, person) })
}

export async function action({ request, context, params: { organisationId } }: Route.ActionArgs) {
  growerOnly(context, request)
  const result = await perform(context, organisationId, await formInput(request))
  if (result === null) throw data(null, { status: 404 })
  return result.ok ? redirect(`/grow/${organisationId}?done`, 303) : refused(result)
}

export default function Sell({ loaderData, actionData }: Route.ComponentProps) {
  const say = useGrowWords()
  const { person, organisationId, hasFreight } = loaderData
  return (
    <GrowFrame
      title={say.sellPage.title}
      person={person}
      organisationId={organisationId}
      back={{ href: `/grow/${organisationId}`, label: say.title }}
    >
      {hasFreight ? (
        <>
          {actionData && <Refusal {...actionData.refusal} />}
          <Questions {...loaderData} typed={actionData?.values ?? {}} />
        </>
      ) : (
        <EmptyState
          alone
          title={say.sellPage.noFreight}
          action={<LinkButton href={`/seller/${organisationId}/freight`}>{say.sellPage.toFreight}</LinkButton>}
        >
          {say.sellPage.noFreightHelp}
        </EmptyState>
      )}
    </GrowFrame>
  )
}

function Refusal({ title, errors }: { title: string; errors: Readonly<Record<string, string>> }) {
  return (
    <Notice kind="danger" lang={useLang()} title={title}>
      {Object.values(errors).join(' ')}
    </Notice>
  )
}

type Loaded = Route.ComponentProps['loaderData']
type QuestionProps = Loaded & { typed: Readonly<Record<string, unknown>> }

/** One form, whole without a script; with one, a question at a time. */
function Questions({ typed, sending, known, names, ...loaded }: QuestionProps) {
  const { sellPage: say } = useGrowWords()
  const was = (name: string) => {
    const value = typed[name]
    return typeof value === 'string' ? value : undefined
  }
  return (
    <article className="grow-card" data-thing="list:new" aria-labelledby="sell-title">
      <h1 id="sell-title" className="unseen" tabIndex={-1}>
        {say.title}
      </h1>
      <form method="post" encType="multipart/form-data" data-act="" data-steps="" data-known={known.join(' ')}>
        <input type="hidden" name="act" value="list" />
        <input type="hidden" name="sending" value={sending} />
        <p className="grow-progress" data-progress="" role="status" hidden />
        <Step title={say.photos}>
          {[1, 2, 3].map((n) => (
            <label key={n} className="grow-photo">
              <img alt="" hidden />
              <span>{say.photo(n)}</span>
              <input type="file" name={`photo${n}`} accept="image/*" required={n === 1} />
            </label>
          ))}
        </Step>
        <Step title={say.what}>
          <BigText name="titleZh" label={say.name} value={was('titleZh') ?? names[0]} lengthMax={80} list="own-names" />
          <datalist id="own-names">
            {names.map((one) => (
              <option key={one} value={one} />
            ))}
          </datalist>
          <Kinds kinds={loaded.kinds} value={was('category') ?? known[0]} />
        </Step>
        <Step title={say.howMany}>
          <BigNumber name="units" label={say.units} value={was('units')} min={1} max={100_000} />
        </Step>
        <Step title={say.weight}>
          <BigNumber
            name="netGrams"
            label={say.grams}
            hint={say.gramsHint}
            value={was('netGrams')}
            min={1}
            max={1_000_000}
            voice="grams"
          />
        </Step>
        <Step title={say.price}>
          <BigNumber
            name="yuan"
            label={say.yuan}
            value={was('yuan')}
            min={0.01}
            max={10_000_000}
            step={0.01}
            voice="yuan"
          />
          <Usual guides={loaded.guides} />
        </Step>
        <When {...loaded} was={was} />
        <div className="grow-bar">
          <Button type="button" kind="plain" data-back="" hidden>
            {say.back}
          </Button>
          <Button type="button" data-next="" hidden>
            {say.next}
          </Button>
          <Button data-main="" data-done={say.done}>
            {say.do}
          </Button>
        </div>
      </form>
    </article>
  )
}

function Step({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset data-step="" className="grow-step">
      <legend tabIndex={-1}>{title}</legend>
      {children}
    </fieldset>
  )
}

function Kinds({ kinds, value }: { kinds: Loaded['kinds']; value: string | undefined }) {
  const { sellPage: say } = useGrowWords()
  return (
    <label className="grow-field">
      <span>{say.kind}</span>
      <select name="category" defaultValue={value} required>
        {kinds.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}

/** Shown by the script for the kind and weight chosen. */
function Usual({ guides }: { guides: Loaded['guides'] }) {
  const { sellPage: say } = useGrowWords()
  return (
    <div className="grow-note">
      {guides.map(({ category, lowFen, highFen }) => (
        <p key={category} data-usual={category} data-low={lowFen} data-high={highFen} hidden>
          {say.usual(yuan(lowFen), yuan(highFen))}
        </p>
      ))}
      <p data-unit-price="" data-words={say.unitPrice} hidden />
      <p>{say.fate}</p>
    </div>
  )
}

type WhenProps = Pick<Loaded, 'today' | 'hasHarvest' | 'storage'> & { was: (name: string) => string | undefined }

function When({ today, hasHarvest, storage, was }: WhenProps) {
  const { sellPage: say } = useGrowWords()
  return (
    <Step title={say.when}>
      <label className="grow-field">
        <span>{say.picked}</span>
        <input type="date" name="harvestedOn" defaultValue={was('harvestedOn') ?? today} max={today} required />
      </label>
      <div data-first={hasHarvest ? 'kind' : 'always'}>
        <p className="soft">{say.first}</p>
        <BigText
          name="plot"
          label={say.plot}
          hint={say.plotHint}
          value={was('plot')}
          lengthMax={60}
          required={!hasHarvest}
        />
        {!hasHarvest && <BigText name="grower" label={say.grower} value={was('grower')} lengthMax={60} />}
        <div data-first="kind">
          <BigNumber
            name="shelfLifeDays"
            label={say.keeps}
            value={was('shelfLifeDays')}
            min={1}
            max={3650}
            required={false}
          />
          <label className="grow-field">
            <span>{say.storage}</span>
            <select name="storage" defaultValue={was('storage') ?? ''}>
              <option value="" />
              {Object.entries(storage).map(([value, label]) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </select>
          </label>
        </div>
      </div>
    </Step>
  )
}
