import sharp from 'sharp'
import type { App } from '../kernel/app.ts'
import { guestIdOf } from '../kernel/http/visit.ts'
import type { AnyOperation, InputOf, OutputOf } from '../kernel/operation.ts'
import { perform } from '../kernel/perform.ts'
import type { Category } from '../modules/market/index.ts'
import {
  addStoryPhoto,
  answerStory,
  askForStory,
  editStory,
  fillStoryGoods,
  listListings,
  listStories,
  makeStory,
  showStory,
  storyToken,
} from '../modules/market/index.ts'
import type { Subject } from '../web/kit/illustration.ts'
import { illustration } from '../web/kit/illustration.ts'
import type { DemoPeople, DemoSeller } from './accounts.ts'

type Maker = {
  slug: string
  /** Whose demonstration seller makes it: the one that sells this. */
  sells: Category
  /** The goods it belongs to; all that have no other where none is given. */
  of?: Category
  words: Omit<InputOf<typeof makeStory>['content'], 'photos'>
  pictures: readonly { subject: Subject; captionZh: string; captionEn: string }[]
  /** What the person named did with the question; null where nobody is named. */
  answer: 'agree' | 'waits' | null
}

const makers: readonly Maker[] = [
  {
    slug: 'tea',
    sells: 'tea',
    words: {
      titleZh: '雾里的茶园（演示故事）',
      titleEn: 'A tea garden in the mist (demonstration)',
      textZh:
        '茶园在山腰，早上常有雾，太阳要九点以后才照得到。叶子长得慢，一年只采春、秋两季。\n采下来的叶子当天摊青、当天炒。锅有几口，人就几个，忙的时候从傍晚炒到后半夜。\n这是演示用的故事，不是真人真事。',
      textEn:
        'The garden lies half way up the mountain. Mist stands in it until the sun comes over the ridge at nine. The leaves grow slowly and are picked in spring and autumn only.\nWhat is picked in a day is spread and fired the same day, by as many people as there are pans, in busy weeks from dusk until long after midnight.\nThis story is a demonstration, not about anyone real.',
    },
    pictures: [
      { subject: 'terraces', captionZh: '山腰的茶园（示意图）', captionEn: 'The garden on the slope (drawing)' },
      { subject: 'tea-leaf', captionZh: '一芽一叶（示意图）', captionEn: 'A bud and a leaf (drawing)' },
    ],
    answer: null,
  },
  {
    slug: 'weaver',
    sells: 'bamboo-craft',
    words: {
      titleZh: '从一根竹子到一只篮子（演示故事）',
      titleEn: 'From a stalk to a basket (demonstration)',
      textZh:
        '竹子在后山砍，放在阴处晾三个月，不然编好了会走样。破篾全凭手上的感觉：粗了硌手，细了不结实。\n一只菜篮要编一天半，提手最费工夫，得在火上慢慢弯。\n这是演示用的故事，“示范篾匠”不是真人。',
      textEn:
        'The bamboo is cut behind the house and kept in the shade for three months, or the basket would warp later. Splitting it is all in the hands: too thick and it is rough, too thin and it will not hold.\nA basket takes a day and a half. The handle takes longest: it is bent slowly over a fire.\nThis story is a demonstration; the weaver is nobody real.',
      personZh: '示范篾匠',
      personEn: 'Weaver of the Demonstration',
    },
    pictures: [
      {
        subject: 'bamboo-forest',
        captionZh: '后山的竹林（示意图）',
        captionEn: 'The grove behind the house (drawing)',
      },
      { subject: 'basket', captionZh: '编好的篮子（示意图）', captionEn: 'A basket when it is done (drawing)' },
    ],
    answer: 'agree',
  },
  {
    slug: 'carver',
    sells: 'wood-carving',
    of: 'wood-carving',
    words: {
      titleZh: '顺着木头的样子（演示故事）',
      titleEn: 'Along the grain (demonstration)',
      textZh: '先看木头一天，再下刀。（演示故事，还在等“示范木匠”本人同意，买家看不到。）',
      textEn:
        'A day is spent looking at the wood before the first cut. (A demonstration that waits for its carver’s word; buyers do not see it.)',
      personZh: '示范木匠',
      personEn: 'Carver of the Demonstration',
    },
    pictures: [],
    answer: 'waits',
  },
]

/** The placeholder of forms: it belongs to nobody in the demonstration. */
const PHONE = '13800000000'

/** Who makes what: a story that names nobody, one its person agreed to, one that waits for an answer. Returns how many. */
export async function tellMakers(app: App, people: DemoPeople): Promise<number> {
  let told = 0
  for (const maker of makers) {
    const seller = people.sellers.find(({ sells }) => sells.includes(maker.sells))
    if (seller !== undefined) told += await tell(app, seller, maker)
  }
  return told
}

async function tell(app: App, { actor, organisationId }: DemoSeller, maker: Maker): Promise<number> {
  const { slug, words, pictures, answer } = maker
  const once = <T extends AnyOperation>(step: string, operation: T, input: InputOf<T>): Promise<OutputOf<T>> =>
    perform(app, operation, { actor, lang: 'zh', idempotencyKey: `demonstration-maker-${slug}-${step}` }, input)
  const { storyId } = await once('make', makeStory, { organisationId, content: words })
  const story = { organisationId, storyId }
  const photos = []
  for (const { subject, ...captions } of pictures) {
    const photo = { name: `${subject}.png`, mediaType: 'image/png', bytes: await drawn(subject, slug) }
    const { photoId } = await once(subject, addStoryPhoto, { ...story, photo })
    photos.push({ id: photoId, ...captions })
  }
  await once('words', editStory, { ...story, content: { ...words, photos } })
  if (maker.of !== undefined) {
    const { listings } = await perform(app, listListings, { actor, lang: 'zh' }, { organisationId, limit: 500 })
    const listingIds = listings.filter(({ category }) => category === maker.of).map(({ id }) => id)
    await once('goods', fillStoryGoods, { ...story, listingIds })
  }
  if (answer === null) await once('show', showStory, story)
  else {
    const { questionId } = await once('ask', askForStory, { ...story, phone: PHONE })
    const { stories } = await perform(app, listStories, { actor, lang: 'zh' }, { organisationId })
    const asked = stories.find(({ id }) => id === storyId)?.asked
    if (answer === 'agree' && asked?.answer === null) await agree(app, storyToken(app.ports, questionId))
  }
  return 1
}

/** As the person named does, who holds the link. */
async function agree(app: App, token: string): Promise<void> {
  const actor = { kind: 'guest' as const, guestId: guestIdOf('a maker of the demonstration') }
  await perform(app, answerStory, { actor, lang: 'zh' }, { token, answer: 'agree' })
}

async function drawn(subject: Subject, seed: string): Promise<Uint8Array> {
  const svg = illustration({ subject, seed, width: 960, height: 640 })
  return new Uint8Array(await sharp(Buffer.from(svg)).png().toBuffer())
}
