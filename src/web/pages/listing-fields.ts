import type { Lang } from '../kit/format.ts'

const zh = {
  titleZh: '中文名称',
  titleEn: '英文名称',
  descriptionZh: '中文介绍',
  descriptionEn: '英文介绍',
  category: '类目',
  seasonMonths: '产季',
  productClass: '商品类别',
  producer: '生产者',
  licenceNumber: '生产许可证编号',
  certificate: '承诺达标合格证',
  offSeason: '不在产季时',
}
export type ListingField = keyof typeof zh
const en: typeof zh = {
  titleZh: 'Title in Chinese',
  titleEn: 'Title in English',
  descriptionZh: 'Description in Chinese',
  descriptionEn: 'Description in English',
  category: 'Category',
  seasonMonths: 'Season',
  productClass: 'Class of goods',
  producer: 'Producer',
  licenceNumber: 'Production licence',
  certificate: 'Commitment certificate',
  offSeason: 'Out of season',
}
/** What the fields of a listing are called, at the seller's desk and at the service centre. */
export const fieldNames: Record<Lang, Record<ListingField, string>> = { zh, en }

export const offSeasonNames: Record<Lang, Record<'sold' | 'announced' | 'closed', string>> = {
  zh: { sold: '照常卖', announced: '停卖，预告下一季', closed: '停卖' },
  en: { sold: 'Sold all the same', announced: 'Closed, next season announced', closed: 'Closed' },
}
export const reviewNames: Record<
  Lang,
  Record<'draft' | 'submitted' | 'approved' | 'returned' | 'withdrawn', string>
> = {
  zh: { draft: '草稿', submitted: '等服务中心审核', approved: '已通过', returned: '已退回', withdrawn: '已撤回' },
  en: {
    draft: 'Draft',
    submitted: 'With the service centre',
    approved: 'Approved',
    returned: 'Returned',
    withdrawn: 'Withdrawn',
  },
}
