// The syllables of Hanyu Pinyin without tones, ü as v and, as many people type it, as u.
const table = `a ai an ang ao ba bai ban bang bao bei ben beng bi bian biao bie bin bing bo bu ca cai can cang cao ce
cen ceng cha chai chan chang chao che chen cheng chi chong chou chu chua chuai chuan chuang chui chun chuo ci cong cou
cu cuan cui cun cuo da dai dan dang dao de dei den deng di dia dian diao die ding diu dong dou du duan dui dun duo e ei
en eng er fa fan fang fei fen feng fo fou fu ga gai gan gang gao ge gei gen geng gong gou gu gua guai guan guang gui gun
guo ha hai han hang hao he hei hen heng hong hou hu hua huai huan huang hui hun huo ji jia jian jiang jiao jie jin jing
jiong jiu ju juan jue jun ka kai kan kang kao ke kei ken keng kong kou ku kua kuai kuan kuang kui kun kuo la lai lan
lang lao le lei leng li lia lian liang liao lie lin ling liu lo long lou lu luan lue lun luo lv lve ma mai man mang mao
me mei men meng mi mian miao mie min ming miu mo mou mu na nai nan nang nao ne nei nen neng ni nian niang niao nie nin
ning niu nong nou nu nuan nue nuo nv nve o ou pa pai pan pang pao pei pen peng pi pian piao pie pin ping po pou pu qi
qia qian qiang qiao qie qin qing qiong qiu qu quan que qun ran rang rao re ren reng ri rong rou ru rua ruan rui run ruo
sa sai san sang sao se sen seng sha shai shan shang shao she shei shen sheng shi shou shu shua shuai shuan shuang shui
shun shuo si song sou su suan sui sun suo ta tai tan tang tao te tei teng ti tian tiao tie ting tong tou tu tuan tui tun
tuo wa wai wan wang wei wen weng wo wu xi xia xian xiang xiao xie xin xing xiong xiu xu xuan xue xun ya yan yang yao ye
yi yin ying yo yong you yu yuan yue yun za zai zan zang zao ze zei zen zeng zha zhai zhan zhang zhao zhe zhei zhen zheng
zhi zhong zhou zhu zhua zhuai zhuan zhuang zhui zhun zhuo zi zong zou zu zuan zui zun zuo`

export const syllables: ReadonlySet<string> = new Set(table.split(/\s+/))
const beginnings: ReadonlySet<string> = new Set([...syllables].flatMap((s) => [...s].map((_, i) => s.slice(0, i + 1))))
const syllableLengthMax = 6

/** Ways to read a Latin word as pinyin, the longest syllables first, at most `max` of them. */
export function segmentations(word: string, max: number): string[][] {
  const dead = new Set<number>()
  const found: string[][] = []
  const walk = (from: number, path: readonly string[]): boolean => {
    if (from === word.length) return found.push([...path]) > 0
    if (dead.has(from)) return false
    let reached = false
    for (let size = Math.min(syllableLengthMax, word.length - from); size > 0 && found.length < max; size--) {
      const part = word.slice(from, from + size)
      if (syllables.has(part)) reached = walk(from + size, [...path, part]) || reached
    }
    if (!reached && found.length < max) dead.add(from)
    return reached
  }
  walk(0, [])
  return found
}

/** Whether the word is pinyin broken off while typing: whole syllables, then the start of one. */
export function isUnfinishedPinyin(word: string): boolean {
  const reachable = new Set([0])
  for (let from = 0; from < word.length; from++) {
    if (!reachable.has(from)) continue
    if (beginnings.has(word.slice(from))) return true
    for (let size = 1; size <= syllableLengthMax; size++) {
      if (syllables.has(word.slice(from, from + size))) reachable.add(from + size)
    }
  }
  return false
}

/** Whether the word can be first letters of syllables: no syllable starts with i, u or v. */
export function isInitials(word: string): boolean {
  return /^[a-hj-tw-z]{2,24}$/.test(word)
}
