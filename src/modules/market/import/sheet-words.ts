import type { Lang } from '../../../kernel/words.ts'
import type { Fault } from './table.ts'
import { refusals as importEn } from './words.en.ts'
import { refusals as importZh } from './words.zh.ts'

/** Faults of workbooks that come back: orders shipped, lots counted, listings edited. What every workbook may get wrong stands in `words.zh.ts`. */
export const sheetZh = {
  'market.sheet.changed': '处理时情况有变，什么都没有做。请再交一次。',
  'market.sheet.shown_otherwise': '预览之后有商品又改过，什么都没有改。请重新预览。',
  'market.sheet.no_header': '没有找到表头。表头要有这些列名：{columns}。可以先下载表格。',
  'market.sheet.missing_column': '缺少“{zh}”这一列。',
  'market.sheet.no_rows': '表头下面没有内容。',
  'market.sheet.too_many_rows': '行数太多，一个文件最多 {limit} 行。请分成几个文件。',
  'market.sheet.twice': '“{value}”和第 {row} 行重复。',
  'market.sheet.unknown_order': '没有找到订单“{value}”。',
  'market.sheet.not_to_ship': '订单“{value}”现在不能发货：可能没有付款、已经发了，或者取消了。',
  'market.sheet.order_to_many': '订单“{value}”要寄给多人，请在订单页逐件发货。',
  'market.sheet.not_weighed': '订单“{value}”里有按重量卖的商品没有过秤，请先称重。',
  'market.sheet.lot_stopped': '订单“{value}”里的批次 {lot} 已暂停，不能发货。',
  'market.sheet.no_tracking': '运单号“{value}”不对：4 到 40 位字母、数字或短横。',
  'market.sheet.tracking_used': '这家快递的运单号“{value}”以前用过了。',
  'market.sheet.unknown_lot': '没有批号“{value}”。',
  'market.sheet.unknown_place': '没有叫“{value}”的存放点，您现在有：{known}。',
  'market.sheet.place_closed': '存放点“{value}”已停用。',
  'market.sheet.reason_missing': '和账上的 {expected} 份不一样，请写原因。',
  'market.sheet.promised': '有 {promised} 份已经卖出或被下单，数出来的不能少于它。请先处理那些订单。',
  'market.sheet.unknown_goods': '没有条码是“{value}”的商品。',
  'market.sheet.changed_since': '导出以后这件商品又改过。请重新导出，再改这一行。',
  'market.sheet.no_mark': '“核对码”被改动或删掉了。请重新导出，再改这一行。',
  'market.sheet.unknown_freight': '没有叫“{value}”的运费模板，您现在有：{known}。',
  'market.sheet.unknown_state': '“{column}”请填“在售”或“下架”。',
  'market.sheet.below_floor': '低于您设的底价 ¥{yuan}。',
  'market.sheet.not_approved': '这件商品还没有通过服务中心审核，不能上架。',
  'market.sheet.labels_reviewed': '标注要经服务中心审核，请在商品页逐件修改。',
}

export const sheetEn: typeof sheetZh = {
  'market.sheet.changed': 'Something changed meanwhile, so nothing was done. Hand the file in again.',
  'market.sheet.shown_otherwise': 'A listing was changed since the preview, so nothing was changed. Preview again.',
  'market.sheet.no_header': 'No headings were found. They are: {columns}. You can download the workbook first.',
  'market.sheet.missing_column': 'The column “{en}” is missing.',
  'market.sheet.no_rows': 'There is nothing below the headings.',
  'market.sheet.too_many_rows': 'Too many rows: a file may have {limit}. Divide it into several.',
  'market.sheet.twice': '“{value}” stands in row {row} already.',
  'market.sheet.unknown_order': 'There is no order “{value}”.',
  'market.sheet.not_to_ship': 'Order “{value}” cannot be shipped now: it may be unpaid, shipped already, or cancelled.',
  'market.sheet.order_to_many': 'Order “{value}” goes to several people; ship its parcels on the order’s page.',
  'market.sheet.not_weighed': 'Order “{value}” has goods sold by weight that were not weighed. Weigh them first.',
  'market.sheet.lot_stopped': 'Lot {lot} in order “{value}” is on hold and cannot be shipped.',
  'market.sheet.no_tracking': 'The tracking number “{value}” is wrong: 4 to 40 letters, digits or hyphens.',
  'market.sheet.tracking_used': 'This carrier’s number “{value}” was used before.',
  'market.sheet.unknown_lot': 'There is no lot “{value}”.',
  'market.sheet.unknown_place': 'There is no place “{value}”; yours are: {known}.',
  'market.sheet.place_closed': 'The place “{value}” is closed.',
  'market.sheet.reason_missing': 'It differs from the {expected} units in the books: give the reason.',
  'market.sheet.promised': '{promised} units are sold or ordered; no fewer can be counted. See to those orders first.',
  'market.sheet.unknown_goods': 'No listing has the barcode “{value}”.',
  'market.sheet.changed_since': 'This listing was changed after the export. Export again and edit this row anew.',
  'market.sheet.no_mark': 'The check mark was changed or removed. Export again and edit this row anew.',
  'market.sheet.unknown_freight': 'There is no freight template “{value}”; yours are: {known}.',
  'market.sheet.unknown_state': '“{column}” is “On sale” or “Off sale”.',
  'market.sheet.below_floor': 'Below your floor of ¥{yuan}.',
  'market.sheet.not_approved': 'Not yet approved by the service centre, so it cannot go on sale.',
  'market.sheet.labels_reviewed': 'Labels are reviewed by the service centre: edit this listing on its page.',
}

const sentences: Readonly<Record<Lang, Readonly<Record<string, string>>>> = {
  zh: { ...importZh, ...sheetZh },
  en: { ...importEn, ...sheetEn },
}

/** A fault in plain words; a fault that any workbook may have is told in the words of all workbooks. */
export function sheetFaultWords({ code, params }: Fault, lang: Lang): string {
  const known = sentences[lang]
  const sentence = known[code] ?? known[code.replace('market.sheet.', 'market.import.')] ?? code
  return sentence.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole))
}
