import type { FreightRule } from './freight.ts'

/** Freight templates every seller starts with. The figures are a beginning for the seller to change, not a tariff. */
export type FreightDefault = { name: string; rules: readonly FreightRule[] }

/** Shanghai, Jiangsu, Zhejiang, Anhui: a day or two by road. */
const NEAR = ['31', '32', '33', '34']
/** Inner Mongolia, Hainan, Tibet, Gansu, Qinghai, Ningxia, Xinjiang: carriers ask for more and need longer. */
const FAR = ['15', '46', '54', '62', '63', '64', '65']
/** Taiwan, Hong Kong, Macau: goods would pass customs. */
const ABROAD = ['71', '81', '82']

const rule = (
  provinces: readonly string[],
  [firstGrams, firstFen]: readonly [number, number],
  [stepGrams, stepFen]: readonly [number, number],
): FreightRule => ({ provinces: [...provinces], firstGrams, firstFen, stepGrams, stepFen })

const cold = (given: FreightRule): FreightRule => ({ ...given, cold: true })

const refused = (provinces: readonly string[]): FreightRule => ({
  ...rule(provinces, [1000, 0], [1000, 0]),
  refused: true,
})

export const freightDefaults: readonly FreightDefault[] = [
  {
    name: '包邮',
    rules: [refused(ABROAD), rule(FAR, [1000, 12_00], [1000, 8_00]), rule([], [1000, 0], [1000, 0])],
  },
  {
    name: '标准',
    rules: [
      refused(ABROAD),
      rule(NEAR, [1000, 6_00], [1000, 1_50]),
      rule(FAR, [1000, 18_00], [1000, 12_00]),
      rule([], [1000, 9_00], [1000, 4_00]),
    ],
  },
  {
    // Fresh and frozen goods go in an insulated box by the fast service, and not where that takes more than two days.
    name: '生鲜',
    rules: [
      refused([...ABROAD, ...FAR]),
      cold(rule(NEAR, [3000, 15_00], [1000, 3_00])),
      cold(rule([], [3000, 28_00], [1000, 8_00])),
    ],
  },
]
