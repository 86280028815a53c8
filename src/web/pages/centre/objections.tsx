import { Anchor, Button, Divider, Group, Stack, Text, Textarea } from '@mantine/core'
import { useFetcher } from 'react-router'
import type { OutputOf } from '../../../kernel/operation.ts'
import { decideObjection, listObjections } from '../../../modules/reviews/index.ts'
import type { Attempt } from '../../call.ts'
import { attempt, call, formInput, refused } from '../../call.ts'
import { ErrorNotice } from '../../kit/console/panels.tsx'
import { useLang } from '../../page-context.ts'
import { reviewsHref } from '../after/review-href.ts'
import { Stars } from '../after/stars.tsx'
import { useAfterWords } from '../after/words.ts'
import type { Route } from './+types/objections.ts'
import { fullMoment } from './format.ts'
import { CentrePage } from './page.tsx'

export const loader = ({ context }: Route.LoaderArgs) => call(context, listObjections, {})

export async function action({ context, request }: Route.ActionArgs) {
  const result = await attempt(context, decideObjection, await formInput(request))
  return result.ok ? result : refused(result)
}

type Objection = OutputOf<typeof listObjections>['items'][number]

export default function Objections({ loaderData: { items } }: Route.ComponentProps) {
  const say = useAfterWords().review
  return (
    <CentrePage title={say.centre}>
      {items.length === 0 && <Text fw={600}>{say.centreEmpty}</Text>}
      <Stack gap="md" maw={720}>
        {items.map((one) => (
          <One key={one.id} objection={one} />
        ))}
      </Stack>
    </CentrePage>
  )
}

function One({ objection }: { objection: Objection }) {
  const lang = useLang()
  const say = useAfterWords().review
  const fetcher = useFetcher<Attempt<unknown>>()
  const refusal = fetcher.state === 'idle' && fetcher.data?.ok === false ? fetcher.data.refusal : null
  const { review } = objection
  return (
    <article>
      <Group gap="sm">
        <strong>{say.kinds[objection.kind]}</strong>
        <span>{say.grounds[objection.ground]}</span>
        <Text size="sm" c="dimmed">
          {fullMoment(objection.at)}
        </Text>
      </Group>
      <Text>{objection.note}</Text>
      <Group gap="sm" mt="xs">
        <Stars rating={review.rating} label={say.star(review.rating)} />
        <span>{review.author}</span>
        <Anchor href={reviewsHref(review)} size="sm">
          {say.read}
        </Anchor>
      </Group>
      <Text>{review.body}</Text>
      {refusal && <ErrorNotice lang={lang} title={refusal.title} code={refusal.code} />}
      <fetcher.Form method="post">
        <input type="hidden" name="objectionId" value={objection.id} />
        <Textarea name="reasons" label={say.reasons} required minLength={4} maxLength={500} autosize />
        <Group gap="xs" mt="xs">
          <Button type="submit" name="verdict" value="upheld" color="persimmon" loading={fetcher.state !== 'idle'}>
            {say.uphold}
          </Button>
          <Button type="submit" name="verdict" value="dismissed" variant="default" loading={fetcher.state !== 'idle'}>
            {say.dismiss}
          </Button>
        </Group>
      </fetcher.Form>
      <Divider mt="md" />
    </article>
  )
}
