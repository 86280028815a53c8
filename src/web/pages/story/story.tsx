import type { OutputOf } from '../../../kernel/operation.ts'
import type { readListingStory } from '../../../modules/market/index.ts'
import { Picture } from '../../kit/picture.tsx'
import { useLang } from '../../page-context.ts'
import { storyWords } from './words.ts'

export type Story = NonNullable<OutputOf<typeof readListingStory>['story']>

const SIZES = '(min-width: 960px) 380px, 100vw'

/** A maker's story: words, and photos with what they show. `ask` opens photos that only the link's holder may see yet. */
export function StoryText({ story, ask }: { story: Story; ask?: string }) {
  const lang = useLang()
  const say = storyWords[lang]
  const zh = lang === 'zh'
  const title = zh ? story.titleZh : story.titleEn
  const person = zh ? story.personZh : story.personEn
  const key = ask === undefined ? '' : `?ask=${ask}`
  const at = (photoId: string, width: number) => `/stories/photos/${photoId}/${width}.webp${key}`
  return (
    <>
      {person !== '' && ask === undefined && <p className="soft">{say.person(person)}</p>}
      {(zh ? story.textZh : story.textEn).split(/\n+/).map((paragraph, n) => (
        // oxlint-disable-next-line react/no-array-index-key -- lines of a text that does not change here
        <p key={n}>{paragraph}</p>
      ))}
      {story.photos.length > 0 && (
        <ul className="story-photos">
          {story.photos.map((photo, n) => {
            const caption = zh ? photo.captionZh : photo.captionEn
            return (
              <li key={photo.id}>
                <figure>
                  <Picture
                    src={at(photo.id, 640)}
                    sources={[{ type: 'image/webp', srcSet: `${at(photo.id, 640)} 640w, ${at(photo.id, 1280)} 1280w` }]}
                    sizes={SIZES}
                    width={photo.width}
                    height={photo.height}
                    alt={caption || say.photo(title, n + 1)}
                  />
                  {caption !== '' && <figcaption className="soft">{caption}</figcaption>}
                </figure>
              </li>
            )
          })}
        </ul>
      )}
    </>
  )
}

/** Who makes the goods of this page; nothing where nobody told. */
export function MakerStory({ story }: { story: Story | null }) {
  const lang = useLang()
  if (story === null) return null
  return (
    <section className="part read prose" id="maker">
      <p className="soft over">{storyWords[lang].maker}</p>
      <h2>{lang === 'zh' ? story.titleZh : story.titleEn}</h2>
      <StoryText story={story} />
    </section>
  )
}
