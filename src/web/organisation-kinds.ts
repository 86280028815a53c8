import type { OrganisationKind } from '../kernel/actor.ts'
import type { Lang } from '../kernel/words.ts'

/** What an organisation is, in a word. */
export const kindNames: Record<Lang, Record<OrganisationKind, string>> = {
  zh: {
    household: '农户',
    workshop: '手工作坊',
    cooperative: '合作社',
    ecommerce_firm: '电商企业',
    guesthouse: '农家乐、民宿',
    scenic_spot: '景区',
    carrier: '物流承运',
    laboratory: '检测机构',
    school: '学校、培训机构',
    association: '协会',
    public_office: '政府部门、事业单位',
  },
  en: {
    household: 'Farm household',
    workshop: 'Craft workshop',
    cooperative: 'Cooperative',
    ecommerce_firm: 'E-commerce firm',
    guesthouse: 'Guesthouse',
    scenic_spot: 'Scenic spot',
    carrier: 'Carrier',
    laboratory: 'Laboratory',
    school: 'School or training provider',
    association: 'Association',
    public_office: 'Public office',
  },
}
