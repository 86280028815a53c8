import { z } from 'zod'
import { job } from '../kernel/jobs.ts'
import { storyBehind, storyToken, storyTokenHash } from '../modules/market/index.ts'
import { organisationsById } from '../modules/people/index.ts'

const text = {
  zh: (seller: string, url: string) =>
    `【梯田】${seller}写了一篇有您名字的故事，想放到商品页上。打开看看写了什么，同不同意由您，以后也能收回：${url}`,
  en: (seller: string, url: string) =>
    `[Terrace] ${seller} wrote a story that names you and would like to show it with its goods. Read it here; whether it is shown is for you to say, now and later: ${url}`,
}

/** Sends the person a story names the link to it. The token is made again from the question's id and stands in no queue; a newer question makes this one void. */
export const askStoryJob = job({
  name: 'market.ask_story',
  payload: z.object({ askId: z.uuid(), lang: z.enum(['zh', 'en']) }),
  async run(app, { askId, lang }) {
    const token = storyToken(app.ports, askId)
    const found = await app.database.read(async (sql) => {
      const story = await storyBehind(sql, storyTokenHash(token))
      return (
        story && { story, seller: (await organisationsById(sql, [story.organisationId])).get(story.organisationId) }
      )
    })
    if (found === null || found.story.askedPhone === null) return
    const seller = (lang === 'zh' ? found.seller?.nameZh : found.seller?.nameEn) ?? ''
    const url = `${app.settings.publicUrl}/stories/consent/${token}`
    await app.ports.sms.send({
      phone: found.story.askedPhone,
      lang,
      template: 'story_consent',
      params: { seller, url },
      text: text[lang](seller, url),
    })
  },
})
