import type { Lang } from '../../../kernel/words.ts'

const zh = {
  maker: '谁做的',
  person: (name: string) => `${name}，本人同意展示`,
  photo: (title: string, n: number) => `${title}，照片 ${n}`,
  ask: {
    title: '有一篇写到您的故事',
    lead: (seller: string) => `${seller}想把下面的文字和照片放到商品页、店铺页和溯源页上。看过后由您决定。`,
    named: (name: string) => `里面写到的人：${name}`,
    note: '您同意的就是这里看到的样子，改一个字都要再问您。以后随时可以用这个链接收回。',
    agree: '同意展示',
    refuse: '不同意',
    withdraw: '收回同意，不再展示',
    standing: (when: string) => `您在 ${when} 同意了，正在展示。`,
    agreed: '已同意，现在开始展示。谢谢。',
    refused: '已记下，不会展示。',
    withdrawn: '已收回，现在不再展示。',
    unknown: '这个链接用不了了',
    unknownHelp: '可能店家改了内容、又发了新的链接，请看最新的短信；也可能故事已经删掉。',
    home: '去首页',
  },
}
const en: typeof zh = {
  maker: 'Who makes it',
  person: (name) => `${name}, shown with their consent`,
  photo: (title, n) => `${title}, photo ${n}`,
  ask: {
    title: 'A story that names you',
    lead: (seller) =>
      `${seller} would like to show these words and photos with its goods, in its store and where lots are traced. Read them; you decide.`,
    named: (name) => `Whom it names: ${name}`,
    note: 'You agree to exactly what stands here; any change must be asked about again. You may take it back at any time by this link.',
    agree: 'Yes, show it',
    refuse: 'No',
    withdraw: 'Take it back, show it no more',
    standing: (when) => `You agreed on ${when}; it is shown.`,
    agreed: 'Thank you. It is shown from now on.',
    refused: 'Noted. It will not be shown.',
    withdrawn: 'Taken back. It is shown no more.',
    unknown: 'This link no longer works',
    unknownHelp: 'The seller may have changed the story and sent you a newer link, or removed it.',
    home: 'To the front page',
  },
}
export const storyWords: Record<Lang, typeof zh> = { zh, en }
