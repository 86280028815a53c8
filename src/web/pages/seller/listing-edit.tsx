import {
  Alert,
  Anchor,
  Button,
  Chip,
  Group,
  Input,
  Select,
  Stack,
  Text,
  Textarea,
  TextInput,
  Title,
} from '@mantine/core'
import { useState } from 'react'
import { data } from 'react-router'
import {
  categories,
  classesOf,
  listOwnReviews,
  listVersions,
  missingLabels,
  readListing,
  wordsEn,
  wordsZh,
} from '../../../modules/market/index.ts'
import { reviseListing } from '../../../workflows/revise-listing.ts'
import { call } from '../../call.ts'
import type { Handle } from '../../handle.ts'
import { StatusBadge } from '../../kit/console/figures.tsx'
import { yuan } from '../../kit/format.ts'
import { useLang } from '../../page-context.ts'
import { goodsWords } from '../goods-words.ts'
import { fieldNames, offSeasonNames, reviewNames } from '../listing-fields.ts'
import type { Route } from './+types/listing-edit.ts'
import { doing } from './act.ts'
import { useListingWords } from './listing-words.ts'
import { SellerPage } from './page.tsx'
import { langOf } from './read.ts'
import { Refused, SendingKey, useSending } from './send.tsx'
import { moment, titleIn } from './show.tsx'
import styles from './seller.module.css'
import { WeighTerms } from './weigh-terms.tsx'
import { weighAction } from './weigh-action.ts'
import { useWeighWords } from './weigh-words.ts'
import { useToast } from './toast.tsx'

export const handle: Handle = { console: true }

export async function loader({ context, params: { organisationId, listingId } }: Route.LoaderArgs) {
  const lang = langOf(context)
  const [listing, { reviews }, { versions }] = await Promise.all([
    call(context, readListing, { listingId }),
    call(context, listOwnReviews, { organisationId }),
    call(context, listVersions, { organisationId, listingId }),
  ])
  if (listing.organisationId !== organisationId) throw data(null, { status: 404 })
  const review = reviews.find((one) => one.listingId === listingId) ?? null
  const open = review !== null && ['draft', 'submitted', 'returned'].includes(review.state)
  return {
    listing,
    review,
    /** What the form begins with: what was last asked for, where that is not settled. */
    draft: { ...listing, ...(open ? review.proposal : {}) },
    missing: missingLabels(listing, listing.category),
    versions,
    classes: Object.fromEntries(categories.map((code) => [code, classesOf(code)])) as Record<string, readonly string[]>,
    categories: categories.map((code) => ({
      value: code,
      label: (lang === 'zh' ? wordsZh : wordsEn).categories[code],
    })),
  }
}

const ALL_YEAR = 4095

/** Months come as a list of boxes; none of them ticked is the whole year. */
export const action = (args: Route.ActionArgs) =>
  new URL(args.request.url).searchParams.get('do') === 'weigh' ? weighAction(args) : revise(args)

const revise = (args: Route.ActionArgs) =>
  doing(args, reviseListing, ({ months, ...input }) => ({
    ...input,
    descriptionZh: input.descriptionZh ?? '',
    descriptionEn: input.descriptionEn ?? '',
    draft: input.draft === true || input.draft === 'true',
    seasonMonths:
      (Array.isArray(months) ? months : [months].filter(Boolean)).reduce(
        (bits: number, month) => bits | (1 << (Number(month) - 1)),
        0,
      ) || ALL_YEAR,
  }))

type Loaded = Route.ComponentProps['loaderData']

export default function EditListing({ loaderData }: Route.ComponentProps) {
  const lang = useLang()
  const say = useListingWords()
  const { listing, review } = loaderData
  const toast = useToast()
  const { termsSaved } = useWeighWords()
  const weighing = useSending(() => toast(termsSaved))
  return (
    <SellerPage title={titleIn(lang, listing)} subtitle={<Anchor href={`/goods/${listing.id}`}>{say.see}</Anchor>}>
      <Standing {...loaderData} />
      <div className={`${styles.columns} ${styles.wideLeft}`}>
        <Words key={`${listing.versionId}${review?.id}`} {...loaderData} />
        <Stack>
          <WeighTerms key={listing.versionId} listing={listing} sending={weighing} />
          <Versions {...loaderData} />
        </Stack>
      </div>
    </SellerPage>
  )
}

const shapes = {
  draft: 'neutral',
  submitted: 'attention',
  approved: 'success',
  returned: 'danger',
  withdrawn: 'neutral',
} as const

function Standing({ listing, review, missing }: Loaded) {
  const lang = useLang()
  const say = useListingWords()
  return (
    <Stack gap="xs" mb="md">
      {review && (
        <Group>
          <StatusBadge kind={shapes[review.state]}>{reviewNames[lang][review.state]}</StatusBadge>
          {review.state === 'submitted' && <Text size="sm">{listing.approved ? say.waiting : say.notOnSale}</Text>}
        </Group>
      )}
      {review?.state === 'returned' && review.reasons && (
        <Alert color="persimmon" variant="light">
          {say.returnedFor(review.reasons)}
        </Alert>
      )}
      {missing.length > 0 && (
        <Alert color="bamboo" variant="light">
          {say.missing(missing.map((field) => fieldNames[lang][field]).join(lang === 'zh' ? '、' : ', '))}
        </Alert>
      )}
    </Stack>
  )
}

const months = Array.from({ length: 12 }, (_, i) => i + 1)

function Words({ draft, categories: kinds, classes }: Loaded) {
  const lang = useLang()
  const say = useListingWords()
  const toast = useToast()
  const names = fieldNames[lang]
  const [category, setCategory] = useState<string>(draft.category)
  const { Form, busy, refusal } = useSending<{ state: 'draft' | 'submitted' | 'approved' }>(({ state }) =>
    toast(say[state]),
  )
  const error = (field: string) => refusal?.errors[`/${field}`]
  const text = (field: 'titleZh' | 'titleEn' | 'producer' | 'licenceNumber' | 'certificate', help?: string) => (
    <TextInput
      name={field}
      label={names[field]}
      {...(help !== undefined && { description: help })}
      defaultValue={draft[field] ?? ''}
      error={error(field)}
      required={field.startsWith('title')}
      withAsterisk={false}
    />
  )
  return (
    <Form method="post">
      <Refused refusal={refusal} />
      <SendingKey of={draft.versionId} />
      <Stack>
        {text('titleZh')}
        {text('titleEn')}
        {(['descriptionZh', 'descriptionEn'] as const).map((field) => (
          <Textarea key={field} name={field} label={names[field]} defaultValue={draft[field]} autosize minRows={3} />
        ))}
        <Select
          name="category"
          label={names.category}
          data={kinds}
          value={category}
          onChange={(value) => setCategory(value ?? category)}
          allowDeselect={false}
        />
        <Select
          name="productClass"
          label={names.productClass}
          description={say.classHelp}
          placeholder={say.none}
          data={(classes[category] ?? []).map((value) => ({
            value,
            label: goodsWords[lang].classes[value as 'craft'],
          }))}
          defaultValue={draft.productClass}
          clearable
        />
        {text('producer')}
        {text('licenceNumber', say.licenceHelp)}
        {text('certificate', say.certificateHelp)}
        <Input.Wrapper label={names.seasonMonths}>
          <Group gap="xs">
            <Chip.Group
              multiple
              defaultValue={months
                .filter((m) => draft.seasonMonths !== ALL_YEAR && draft.seasonMonths & (1 << (m - 1)))
                .map(String)}
            >
              {months.map((month) => (
                <Chip key={month} value={String(month)} name="months[]" size="sm">
                  {lang === 'zh' ? `${month} 月` : month}
                </Chip>
              ))}
            </Chip.Group>
          </Group>
        </Input.Wrapper>
        <Select
          name="offSeason"
          label={names.offSeason}
          data={(['sold', 'announced', 'closed'] as const).map((value) => ({
            value,
            label: offSeasonNames[lang][value],
          }))}
          defaultValue={draft.offSeason}
          allowDeselect={false}
        />
        <Group>
          <Button type="submit" loading={busy}>
            {say.save}
          </Button>
          <Button type="submit" name="draft" value="true" variant="default" loading={busy}>
            {say.saveDraft}
          </Button>
        </Group>
      </Stack>
    </Form>
  )
}

function Versions({ versions }: Loaded) {
  const lang = useLang()
  const say = useListingWords()
  return (
    <section>
      <Title order={2} size="h4">
        {say.versions}
      </Title>
      <ul className={styles.list}>
        {versions.map((one) => (
          <li key={one.id} className={styles.item} style={{ padding: '8px 0' }}>
            <span className={styles.between}>
              <Anchor href={`/goods/versions/${one.id}`}>
                {say.version(one.number)} {one.current && `· ${say.current}`}
              </Anchor>
              <span>{yuan(one.content.priceFen)}</span>
            </span>
            <Text size="sm" c="dimmed">
              {moment(one.at, lang)} {titleIn(lang, one.content)}
            </Text>
          </li>
        ))}
      </ul>
    </section>
  )
}
