import {
  Button,
  FileButton,
  Group,
  MultiSelect,
  SimpleGrid,
  Stack,
  Text,
  Textarea,
  TextInput,
  Title,
} from '@mantine/core'
import { IconCamera } from '@tabler/icons-react'
import { useState } from 'react'
import { data, useNavigate } from 'react-router'
import type { StoryContent } from '../../../modules/market/index.ts'
import {
  addStoryPhoto,
  askForStory,
  editStory,
  fillStoryGoods,
  hideStory,
  listStories,
  removeStory,
  showStory,
} from '../../../modules/market/index.ts'
import { call } from '../../call.ts'
import type { Handle } from '../../handle.ts'
import { useLang } from '../../page-context.ts'
import type { Route } from './+types/maker-edit.ts'
import { act } from './act.ts'
import { Standing } from './makers.tsx'
import type { DeskStory } from './makers.tsx'
import { SellerPage } from './page.tsx'
import { allListings } from './read.ts'
import styles from './seller.module.css'
import { Refused, SendingKey, useSending } from './send.tsx'
import { moment, titleIn } from './show.tsx'
import { useStoryWords } from './story-words.ts'
import { useToast } from './toast.tsx'

export const handle: Handle = { console: true }

export async function loader({ context, params: { organisationId, storyId } }: Route.LoaderArgs) {
  const [{ stories }, listings] = await Promise.all([
    call(context, listStories, { organisationId }),
    allListings(context, organisationId),
  ])
  const story = stories.find(({ id }) => id === storyId)
  if (story === undefined) throw data(null, { status: 404 })
  return { story, listings: listings.map(({ id, titleZh, titleEn }) => ({ id, titleZh, titleEn })) }
}

export const action = (args: Route.ActionArgs) =>
  act(args, {
    save: editStory,
    photo: addStoryPhoto,
    ask: askForStory,
    show: showStory,
    hide: hideStory,
    remove: removeStory,
    goods: fillStoryGoods,
  })

const PHOTOS_MAX = 8

/** A story's words and photos, whether the person it names agreed, and the goods it belongs to. */
export default function MakerEdit({ loaderData: { story, listings } }: Route.ComponentProps) {
  const lang = useLang()
  const [content, setContent] = useState<StoryContent>(story.draft)
  const saved = JSON.stringify(content) === JSON.stringify(story.draft)
  const named = content.personZh !== '' || content.personEn !== ''
  return (
    <SellerPage title={titleIn(lang, story.draft)} subtitle={<Standing story={story} />}>
      <Stack gap="xl" maw={820}>
        <Words story={story} content={content} put={(more) => setContent({ ...content, ...more })} saved={saved} />
        {named && <Consent story={story} saved={saved} />}
        <Showing story={story} saved={saved} />
        <Goods story={story} listings={listings} />
        <Removal story={story} />
      </Stack>
    </SellerPage>
  )
}

type WordsProps = {
  story: DeskStory
  content: StoryContent
  put: (more: Partial<StoryContent>) => void
  saved: boolean
}

function Words({ story, content, put, saved }: WordsProps) {
  const say = useStoryWords()
  const toast = useToast()
  const { Form, busy, refusal } = useSending(() => toast(say.saved))
  const field = (name: 'titleZh' | 'titleEn' | 'textZh' | 'textEn' | 'personZh' | 'personEn', most: number) => ({
    name: `content.${name}`,
    label: say[name],
    value: content[name],
    onChange: (event: { currentTarget: { value: string } }) => put({ [name]: event.currentTarget.value }),
    maxLength: most,
    error: refusal?.errors[`/content/${name}`],
  })
  return (
    <Form method="post" action="?do=save">
      <Refused refusal={refusal} />
      <SendingKey of={JSON.stringify(content)} />
      <Stack gap="md">
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextInput {...field('titleZh', 40)} required />
          <TextInput {...field('titleEn', 80)} required />
          <Textarea {...field('textZh', 2000)} required autosize minRows={5} />
          <Textarea {...field('textEn', 4000)} required autosize minRows={5} />
          <TextInput {...field('personZh', 30)} />
          <TextInput {...field('personEn', 60)} />
        </SimpleGrid>
        <Text size="sm" c="dimmed">
          {say.personHelp}
        </Text>
        <Photos story={story} content={content} put={put} />
        <Group>
          <Button type="submit" loading={busy} disabled={saved}>
            {say.save}
          </Button>
        </Group>
      </Stack>
    </Form>
  )
}

function Photos({ story, content, put }: Omit<WordsProps, 'saved'>) {
  const say = useStoryWords()
  const { photos } = content
  const use = (id: string) => put({ photos: [...photos, { id, captionZh: '', captionEn: '' }] })
  const { submit, busy, refusal } = useSending<{ photoId: string }>(({ photoId }) => use(photoId))
  const add = (file: File | null) => {
    if (file === null) return
    const form = new FormData()
    form.set('photo', file)
    void submit(form, { method: 'post', action: '?do=photo', encType: 'multipart/form-data' })
  }
  const caption = (at: number, name: 'captionZh' | 'captionEn', value: string) =>
    put({ photos: photos.map((one, n) => (n === at ? { ...one, [name]: value } : one)) })
  const unused = story.photos.filter(({ id }) => !photos.some((one) => one.id === id))
  return (
    <section>
      <Title order={2} size="h4">
        {say.photos}
      </Title>
      <Text size="sm" c="dimmed">
        {say.photosHelp}
      </Text>
      <Refused refusal={refusal} />
      <Stack gap="sm" my="sm">
        {photos.map((photo, at) => (
          <Group key={photo.id} align="flex-start" wrap="nowrap">
            <input type="hidden" name={`content.photos.${at}.id`} value={photo.id} />
            <Thumb id={photo.id} />
            <Stack gap={4} flex={1}>
              {(['captionZh', 'captionEn'] as const).map((name) => (
                <TextInput
                  key={name}
                  size="sm"
                  name={`content.photos.${at}.${name}`}
                  aria-label={`${say[name]} ${at + 1}`}
                  placeholder={say[name]}
                  value={photo[name]}
                  onChange={(event) => caption(at, name, event.currentTarget.value)}
                  maxLength={name === 'captionZh' ? 60 : 120}
                />
              ))}
              <Group>
                <Button
                  variant="subtle"
                  size="compact-sm"
                  onClick={() => put({ photos: photos.filter((_, n) => n !== at) })}
                >
                  {say.drop}
                </Button>
              </Group>
            </Stack>
          </Group>
        ))}
        {unused.length > 0 && photos.length < PHOTOS_MAX && (
          <Group>
            {unused.map(({ id }) => (
              <Stack key={id} gap={4} align="center">
                <Thumb id={id} />
                <Button variant="subtle" size="compact-sm" onClick={() => use(id)}>
                  {say.unused}
                </Button>
              </Stack>
            ))}
          </Group>
        )}
      </Stack>
      <FileButton accept="image/jpeg,image/png,image/webp,image/avif,image/heic" onChange={add}>
        {(props) => (
          <Button
            {...props}
            variant="default"
            leftSection={<IconCamera size={20} />}
            loading={busy}
            disabled={photos.length >= PHOTOS_MAX}
          >
            {say.addPhoto}
          </Button>
        )}
      </FileButton>
    </section>
  )
}

const Thumb = ({ id }: { id: string }) => (
  <img
    className={styles.thumb}
    style={{ width: 96, height: 96, objectFit: 'cover', flex: 'none' }}
    src={`/stories/photos/${id}/640.webp`}
    alt=""
  />
)

function Consent({ story, saved }: { story: DeskStory; saved: boolean }) {
  const say = useStoryWords()
  const lang = useLang()
  const toast = useToast()
  const { Form, busy, refusal } = useSending(() => toast(say.sent))
  const { asked } = story
  return (
    <section>
      <Title order={2} size="h4">
        {say.consent}
      </Title>
      {asked !== null && (
        <Text size="sm">
          {say.asked(moment(asked.at, lang), asked.phoneEnd)} {asked.answer && say.answers[asked.answer]}
        </Text>
      )}
      <Text size="sm" c="dimmed">
        {saved ? say.askHelp : say.saveFirst}
      </Text>
      <Form method="post" action="?do=ask">
        <Refused refusal={refusal} />
        <SendingKey of={String(asked?.at ?? '')} />
        <Group align="flex-end" mt="xs">
          <TextInput
            name="phone"
            label={say.phone}
            type="tel"
            required
            withAsterisk={false}
            error={refusal?.errors['/phone']}
          />
          <Button type="submit" variant="default" loading={busy} disabled={!saved}>
            {say.ask}
          </Button>
        </Group>
      </Form>
    </section>
  )
}

function Showing({ story, saved }: { story: DeskStory; saved: boolean }) {
  const say = useStoryWords()
  const toast = useToast()
  const show = useSending(() => toast(say.shown))
  const hide = useSending(() => toast(say.hidden))
  return (
    <section>
      <Refused refusal={show.refusal ?? hide.refusal} />
      <Group>
        {!story.current && (
          <Button
            loading={show.busy}
            disabled={!saved || !story.mayShow}
            onClick={() => void show.submit({}, { method: 'post', action: '?do=show' })}
          >
            {say.show}
          </Button>
        )}
        {story.shown && (
          <Button
            variant="default"
            loading={hide.busy}
            onClick={() => void hide.submit({}, { method: 'post', action: '?do=hide' })}
          >
            {say.hide}
          </Button>
        )}
      </Group>
    </section>
  )
}

type GoodsProps = { story: DeskStory; listings: Route.ComponentProps['loaderData']['listings'] }

function Goods({ story, listings }: GoodsProps) {
  const say = useStoryWords()
  const lang = useLang()
  const toast = useToast()
  const [chosen, setChosen] = useState(story.listingIds)
  const { Form, busy, refusal } = useSending(() => toast(say.saved))
  return (
    <Form method="post" action="?do=goods">
      <Refused refusal={refusal} />
      <SendingKey of={chosen.join()} />
      {chosen.map((id, at) => (
        <input key={id} type="hidden" name={`listingIds.${at}`} value={id} />
      ))}
      <Stack gap="sm" align="flex-start">
        <MultiSelect
          w="100%"
          label={say.goods}
          description={story.main ? say.main : undefined}
          data={listings.map((one) => ({ value: one.id, label: titleIn(lang, one) }))}
          value={chosen}
          onChange={setChosen}
          searchable
        />
        <Button type="submit" variant="default" loading={busy}>
          {say.saveGoods}
        </Button>
      </Stack>
    </Form>
  )
}

function Removal({ story }: { story: DeskStory }) {
  const say = useStoryWords()
  const navigate = useNavigate()
  const [sure, setSure] = useState(false)
  const { submit, busy, refusal } = useSending(() => void navigate('..', { relative: 'path' }))
  return (
    <section>
      <Refused refusal={refusal} />
      {sure && <Text size="sm">{say.removeSure}</Text>}
      <Button
        key={story.id}
        variant="subtle"
        color="persimmon"
        px={0}
        loading={busy}
        onClick={() => (sure ? void submit({}, { method: 'post', action: '?do=remove' }) : setSure(true))}
      >
        {say.remove}
      </Button>
    </section>
  )
}
