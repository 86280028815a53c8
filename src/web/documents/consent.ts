import { civilDate } from '../kit/format.ts'
import { motifSvg } from './labels.ts'
import { mm } from './pdf.ts'
import type { Content, TDocumentDefinitions } from './pdf.ts'

export type ConsentSheet = {
  code: string
  organisationZh: string
  village: string
  contactName: string
  agentName: string
  agentOrganisationZh: string
  /** What the agent may do, in plain words. */
  may: readonly string[]
  until: string
}

const WIDTH = mm(210)
const SOFT = '#56625b'

/** A grower's consent on one A4 page, large enough to be read by old eyes and read out. */
export function consentSheet(sheet: ConsentSheet): TDocumentDefinitions {
  const { organisationZh, village, contactName, agentName, agentOrganisationZh } = sheet
  const title = '请人代办同意书'
  return {
    pageSize: 'A4',
    pageMargins: [mm(22), mm(30), mm(22), mm(16)],
    info: { title },
    defaultStyle: { fontSize: 14, lineHeight: 1.35 },
    content: [
      { svg: motifSvg('consent', WIDTH, mm(22)), absolutePosition: { x: 0, y: 0 } },
      { columns: [{ text: title, fontSize: 22, bold: true }, number(sheet.code)] },
      {
        margin: [0, 12, 0, 0],
        text: [
          '我是',
          { text: `${village} ${organisationZh}`, bold: true },
          '的',
          { text: contactName, bold: true },
          '。我同意',
          { text: `${agentOrganisationZh}的${agentName}`, bold: true },
          '替我做下面的事：',
        ],
      },
      { ul: sheet.may.map((text) => ({ text, bold: true })), margin: [8, 6, 0, 6] },
      { text: ['从服务中心签字那天起，到', { text: civilDate(sheet.until, 'zh'), bold: true }, '为止。'] },
      heading('他不能做的'),
      '收钱、改价格、退款、换收款账户、加人减人，都不行。',
      heading('我随时可以停'),
      '到服务中心说一声，或者打电话，当时就停。他替我做的每一件事都有记录，我随时可以去查。',
      { margin: [0, 18, 0, 0], stack: signatures.flatMap(signature) },
      {
        text: '签好以后拍照交给服务中心，原件也送到中心存放。中心问过本人、签了字，才算数。',
        fontSize: 10,
        color: SOFT,
        margin: [0, 14, 0, 0],
      },
    ],
  }
}

const number = (code: string): Content => ({
  text: `编号 ${code}`,
  fontSize: 11,
  color: SOFT,
  alignment: 'right',
  margin: [0, 9, 0, 0],
})

const heading = (text: string): Content => ({ text, bold: true, margin: [0, 10, 0, 0] })

const signatures: readonly (readonly [string, string])[] = [
  ['本人签名或按手印', '日期'],
  ['念给本人听的人', '电话'],
  ['代办的人签名', '日期'],
  ['服务中心核对签字、盖章', '日期'],
]

/** A line to write on, long enough for a name, and a short one beside it. */
function signature([what, beside]: readonly [string, string]): Content[] {
  const [from, to, end] = [mm(58), mm(112), mm(166)]
  const line = (x1: number, x2: number) => ({
    type: 'line' as const,
    x1,
    y1: 0,
    x2,
    y2: 0,
    lineWidth: 0.7,
    lineColor: '#1f2a24',
  })
  return [
    {
      margin: [0, 16, 0, 0],
      columns: [
        { width: to + mm(3), text: what, fontSize: 12 },
        { text: beside, fontSize: 12 },
      ],
    },
    { canvas: [line(from, to), line(to + mm(16), end)] },
  ]
}
