import { Anchor, Button, Divider, Group, Select, Stack, Text, Textarea } from '@mantine/core'
import { appealReview, listSellerReviews, replyToReview } from '../../../modules/reviews/index.ts'
import type { OutputOf } from '../../../kernel/operation.ts'
import { call } from '../../call.ts'
import type { Handle } from '../../handle.ts'
import { useLang } from '../../page-context.ts'
import { reviewsHref } from '../after/review-href.ts'
import { Stars } from '../after/stars.tsx'
import { useAfterWords } from '../after/words.ts'
import type { Route } from './+types/reviews.ts'
import { act } from './act.ts'
import { useDesk } from './layout.tsx'
import { SellerPage } from './page.tsx'
import { Refused, SendingKey, useSending } from './send.tsx'
import { moment } from './show.tsx'
import { useToast } from './toast.tsx'

export const handle: Handle = { console: true }

export const loader = ({ context, params: { organisationId } }: Route.LoaderArgs) =>
  call(context, listSellerReviews, { organisationId, limit: 100 })

export const action = (args: Route.ActionArgs) => act(args, { reply: replyToReview, appeal: appealReview })

type Review = OutputOf<typeof listSellerReviews>['items'][number]

export default function Reviews({ loaderData: { items } }: Route.ComponentProps) {
  const say = useAfterWords().review
  return (
    <SellerPage title={say.desk}>
      {items.length === 0 && (
        <>
          <Text fw={600}>{say.deskEmpty}</Text>
          <Text c="dimmed">{say.deskEmptyHelp}</Text>
        </>
      )}
      <Stack gap="md" maw={720}>
        {items.map((one) => (
          <One key={one.id} review={one} />
        ))}
      </Stack>
    </SellerPage>
  )
}

function One({ review }: { review: Review }) {
  const lang = useLang()
  const say = useAfterWords().review
  const { may } = useDesk()
  return (
    <article>
      <Group gap="sm">
        <Stars rating={review.rating} label={say.star(review.rating)} />
        <span>{review.author}</span>
        <Text size="sm" c="dimmed">
          {moment(review.writtenAt, lang)}
        </Text>
        <Anchor href={reviewsHref(review)} size="sm">
          {say.read}
        </Anchor>
      </Group>
      <Text>{review.body}</Text>
      {review.reply !== null && (
        <Text c="dimmed">
          {say.reply} {review.reply}
        </Text>
      )}
      {review.appeal !== null && (
        <Text size="sm">
          {say.appeals[review.appeal]} {review.reasons}
        </Text>
      )}
      {may.sell && !review.hidden && <Answers review={review} />}
      <Divider mt="md" />
    </article>
  )
}

function Answers({ review }: { review: Review }) {
  const all = useAfterWords()
  const say = all.review
  const toast = useToast()
  const { Form, busy, refusal } = useSending(() => toast(all.desk.done))
  return (
    <>
      <Refused refusal={refusal} />
      <details>
        <summary>{say.replySave}</summary>
        <Form method="post" action="?do=reply">
          <SendingKey of={`reply ${review.id}`} />
          <input type="hidden" name="reviewId" value={review.id} />
          <Textarea name="body" label={say.reply} maxLength={500} required autosize defaultValue={review.reply ?? ''} />
          <Button type="submit" size="sm" mt="xs" loading={busy}>
            {say.replySave}
          </Button>
        </Form>
      </details>
      {review.appeal === null && (
        <details>
          <summary>{say.appeal}</summary>
          <Form method="post" action="?do=appeal">
            <SendingKey of={`appeal ${review.id}`} />
            <input type="hidden" name="reviewId" value={review.id} />
            <Select
              name="ground"
              label={say.ground}
              defaultValue="untrue"
              allowDeselect={false}
              data={Object.entries(say.grounds).map(([value, label]) => ({ value, label }))}
            />
            <Textarea name="note" label={say.note} maxLength={500} required autosize />
            <Button type="submit" size="sm" variant="default" mt="xs" loading={busy}>
              {say.appealSend}
            </Button>
          </Form>
        </details>
      )}
    </>
  )
}
