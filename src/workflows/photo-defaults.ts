import type { HarvestReceipt } from '../modules/farm/index.ts'
import type { Category, Label, ListedItem, ListingDraft, ListingRow } from '../modules/market/index.ts'
import { missingLabels, wordsEn } from '../modules/market/index.ts'

export type PhotoAnswers = {
  titleZh: string
  category: Category
  netGrams: number
  priceFen: number
  grower?: string | undefined
  plot?: string | undefined
  shelfLifeDays?: number | undefined
  storage?: ListedItem['storage'] | undefined
}

/** What is known of a seller before the questions: own listings newest first, the last harvest, the organisation. */
export type PhotoGround = {
  listings: readonly ListingRow[]
  harvest: Pick<HarvestReceipt, 'grower' | 'plot' | 'villageCode'> | null
  organisation: { contactName: string; villageCode: string }
  freightTemplateIds: readonly string[]
}

export type PhotoListing = {
  draft: ListingDraft & Label
  item: Pick<ListedItem, 'netGrams' | 'storage' | 'shelfLifeDays' | 'villageCode'> & { name: string }
  origin: Omit<HarvestReceipt, 'weightGrams' | 'harvestedOn'>
  /** True where the class of such goods asks for a label that a photo cannot give. */
  incomplete: boolean
}

const ALL_YEAR = 4095

/** The own listing most like it: of the same name, else of the same kind; the newest of those. */
export function similarOf(listings: readonly ListingRow[], answers: Pick<PhotoAnswers, 'titleZh' | 'category'>) {
  const ofKind = listings.filter((one) => one.category === answers.category)
  return ofKind.find((one) => one.titleZh === answers.titleZh) ?? ofKind[0] ?? null
}

/**
 * A listing from four or five answers: the rest is what the last listing of the kind said. Null where neither says how
 * long the goods keep or where they grew, and where there is no freight template.
 */
export function fromAnswers(answers: PhotoAnswers, ground: PhotoGround): PhotoListing | null {
  const { titleZh, category, netGrams, priceFen } = answers
  const similar = similarOf(ground.listings, answers)
  const same = similar?.titleZh === titleZh ? similar : null
  const shelfLifeDays = answers.shelfLifeDays ?? similar?.shelfLifeDays
  const plot = answers.plot ?? ground.harvest?.plot
  const freightTemplateId =
    ground.freightTemplateIds.find((one) => one === similar?.freightTemplateId) ?? ground.freightTemplateIds[0]
  if (shelfLifeDays === undefined || plot === undefined || freightTemplateId === undefined) return null
  const villageCode = similar?.villageCode ?? ground.harvest?.villageCode ?? ground.organisation.villageCode
  const label: Label = {
    productClass: similar?.productClass ?? null,
    producer: similar?.producer ?? null,
    licenceNumber: similar?.licenceNumber ?? null,
    // A certificate is of one batch and is never carried over.
    certificate: null,
  }
  return {
    draft: {
      titleZh,
      // Until someone writes a better one: the kind's own name is English, and true.
      titleEn: same?.titleEn ?? wordsEn.categories[category],
      descriptionZh: same?.descriptionZh ?? '',
      descriptionEn: same?.descriptionEn ?? '',
      category,
      priceFen,
      seasonMonths: same?.seasonMonths ?? ALL_YEAR,
      freightTemplateId,
      ...label,
    },
    item: {
      name: titleZh,
      netGrams,
      storage: answers.storage ?? similar?.storage ?? 'ambient',
      shelfLifeDays,
      villageCode,
    },
    origin: {
      grower: answers.grower ?? ground.harvest?.grower ?? ground.organisation.contactName,
      plot,
      villageCode,
      product: titleZh,
    },
    incomplete: missingLabels(label, category).length > 0,
  }
}
