import { Button, Group, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import type { OutputOf } from '../../../kernel/operation.ts'
import { listStories, makeStory } from '../../../modules/market/index.ts'
import { call } from '../../call.ts'
import type { Handle } from '../../handle.ts'
import { StatusBadge } from '../../kit/console/figures.tsx'
import { SidePanel } from '../../kit/console/panels.tsx'
import { useLang } from '../../page-context.ts'
import type { Route } from './+types/makers.ts'
import { act } from './act.ts'
import { SellerPage } from './page.tsx'
import { Refused, SendingKey, useSending } from './send.tsx'
import styles from './seller.module.css'
import { titleIn } from './show.tsx'
import { useStoryWords } from './story-words.ts'

export const handle: Handle = { console: true }

export const loader = ({ context, params: { organisationId } }: Route.LoaderArgs) =>
  call(context, listStories, { organisationId })

export const action = (args: Route.ActionArgs) => act(args, { make: makeStory })

export type DeskStory = OutputOf<typeof listStories>['stories'][number]

/** Stories of who makes a seller's goods. */
export default function Makers({ loaderData: { stories } }: Route.ComponentProps) {
  const say = useStoryWords()
  const lang = useLang()
  const [making, setMaking] = useState(false)
  return (
    <SellerPage
      title={say.title}
      subtitle={say.lead}
      action={
        <Button size="md" leftSection={<IconPlus size={20} />} onClick={() => setMaking(true)}>
          {say.fresh}
        </Button>
      }
    >
      {stories.length === 0 && (
        <>
          <Text fw={600}>{say.none}</Text>
          <Text c="dimmed">{say.noneHelp}</Text>
        </>
      )}
      <ul className={styles.list}>
        {stories.map((story) => (
          <li key={story.id} className={styles.item}>
            <Link to={story.id} className={styles.card}>
              <Group gap="sm" wrap="nowrap" align="flex-start">
                {story.draft.photos[0] && (
                  <img
                    className={styles.thumb}
                    style={{ width: 56, height: 56 }}
                    src={`/stories/photos/${story.draft.photos[0].id}/640.webp`}
                    alt=""
                  />
                )}
                <div>
                  <strong>{titleIn(lang, story.draft)}</strong> <Standing story={story} />
                  <Text size="sm" c="dimmed">
                    {story.main ? say.main : say.goodsOf(story.listingIds.length)}
                  </Text>
                </div>
              </Group>
            </Link>
          </li>
        ))}
      </ul>
      <SidePanel lang={lang} opened={making} onClose={() => setMaking(false)} title={say.fresh}>
        <MakeForm />
      </SidePanel>
    </SellerPage>
  )
}

/** How far a story is. */
export function Standing({ story }: { story: DeskStory }) {
  const say = useStoryWords().states
  if (story.shown)
    return (
      <StatusBadge kind={story.current ? 'success' : 'attention'}>{story.current ? say.shown : say.older}</StatusBadge>
    )
  if (story.asked !== null && !story.mayShow)
    return story.asked.answer === null ? (
      <StatusBadge kind="information">{say.waiting}</StatusBadge>
    ) : (
      <StatusBadge kind="danger">{say.refused}</StatusBadge>
    )
  return <StatusBadge kind="neutral">{say.draft}</StatusBadge>
}

function MakeForm() {
  const say = useStoryWords()
  const navigate = useNavigate()
  const { Form, busy, refusal } = useSending<{ storyId: string }>(({ storyId }) => void navigate(storyId))
  return (
    <Form method="post" action="?do=make">
      <SendingKey of="make" />
      <Stack gap="md">
        <Refused refusal={refusal} />
        <TextInput name="content.titleZh" label={say.titleZh} required maxLength={40} data-autofocus />
        <TextInput name="content.titleEn" label={say.titleEn} required maxLength={80} />
        <Textarea name="content.textZh" label={say.textZh} required maxLength={2000} autosize minRows={4} />
        <Textarea name="content.textEn" label={say.textEn} required maxLength={4000} autosize minRows={4} />
        <Button type="submit" size="md" loading={busy}>
          {say.create}
        </Button>
      </Stack>
    </Form>
  )
}
