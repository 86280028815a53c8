/**
 * Sixty queries as people type them, each with the kinds of goods that answer it: all kinds that a buyer would
 * accept first. Written before the ranking was tuned. Keys are those of `catalogue.ts`.
 */
export type Judged = { query: string; form: 'zh' | 'pinyin' | 'initials' | 'typo' | 'en'; wanted: readonly string[] }

const judged = (form: Judged['form'], list: readonly (readonly [query: string, ...wanted: string[]])[]): Judged[] =>
  list.map(([query, ...wanted]) => ({ query, form, wanted }))

const TEAS = ['green-tea', 'black-tea', 'white-tea', 'longjing', 'liren', 'chrysanthemum-tea']
const EGGS = ['hen-eggs', 'tea-eggs', 'duck-eggs']
const SHOOTS = ['winter-shoots', 'spring-shoots', 'shoot-slices', 'pickled-shoots', 'dried-shoots']

export const relevance: readonly Judged[] = [
  ...judged('zh', [
    ['茶', ...TEAS],
    ['茶叶', ...TEAS],
    ['茶叶蛋', 'tea-eggs'],
    ['鸡蛋', 'hen-eggs'],
    ['绿茶', 'green-tea'],
    ['高山绿茶', 'green-tea'],
    ['有机红茶', 'black-tea'],
    ['龙井', 'longjing'],
    ['龙谷丽人', 'liren'],
    ['菊米', 'chrysanthemum'],
    ['菊花', 'chrysanthemum-tea'],
    ['笋', ...SHOOTS],
    ['笋干', 'dried-shoots'],
    ['遂昌笋干', 'dried-shoots'],
    ['冬笋', 'winter-shoots'],
    ['番薯干', 'sweet-potato'],
    ['烤薯干', 'baked-potato'],
    ['木耳', 'black-fungus'],
    ['香菇', 'shiitake'],
    ['香菇酱', 'mushroom-sauce'],
    ['酱油', 'soy-sauce'],
    ['油', 'camellia-oil', 'rapeseed-oil'],
    ['茶油', 'camellia-oil'],
    ['蜂蜜', 'honey'],
    ['土蜂蜜 500克', 'honey'],
    ['火腿', 'ham'],
    ['粽子', 'zongzi'],
    ['猕猴桃', 'kiwi'],
    ['竹编篮子', 'bamboo-basket'],
    ['山里的大米', 'rice'],
  ]),
  ...judged('pinyin', [
    ['lvcha', 'green-tea'],
    ['lücha', 'green-tea'],
    ['cha', ...TEAS],
    ['longjing', 'longjing'],
    ['sungan', 'dried-shoots'],
    ['heimuer', 'black-fungus'],
    ['fengmi', 'honey'],
    ['mihoutao', 'kiwi'],
    ['gaoshan lvcha', 'green-tea'],
    ['changzong', 'zongzi'],
  ]),
  ...judged('initials', [
    ['lglr', 'liren'],
    ['hme', 'black-fungus'],
    ['mht', 'kiwi'],
    ['tfm', 'honey'],
    ['scy', 'camellia-oil'],
    ['fsg', 'sweet-potato'],
  ]),
  ...judged('typo', [
    ['菊迷', 'chrysanthemum'],
    ['黑木尔', 'black-fungus'],
    ['弥猴桃', 'kiwi'],
    ['lonjing', 'longjing'],
    ['mihotao', 'kiwi'],
    ['grean tea', 'green-tea'],
    ['mushrom', 'shiitake', 'mushroom-sauce'],
  ]),
  ...judged('en', [
    ['tea', 'green-tea', 'black-tea', 'white-tea', 'longjing', 'liren', 'chrysanthemum-tea'],
    ['black tea', 'black-tea'],
    ['eggs', ...EGGS],
    ['bamboo shoots', 'winter-shoots', 'spring-shoots', 'dried-shoots', 'pickled-shoots'],
    ['honey', 'honey'],
    ['dried sweet potato', 'sweet-potato'],
    ['rice', 'rice', 'red-rice', 'glutinous-rice'],
  ]),
]
