// Numbers, weights and prices as people say them: 三十五, 两斤半, 十二块八, two and a half kilos.
// Pure; a browser's speech recogniser writes what it heard, this reads the figure in it.

const DIGITS = {
  零: 0,
  〇: 0,
  一: 1,
  幺: 1,
  二: 2,
  两: 2,
  俩: 2,
  三: 3,
  仨: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
}
const TENS = { 十: 10, 百: 100, 千: 1000 }
const GREAT = { 万: 10_000, 亿: 100_000_000 }
const SMALL_EN = {
  zero: 0,
  one: 1,
  a: 1,
  an: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
}
const GREAT_EN = { hundred: 100, thousand: 1000 }

/** Folded widths, no blanks between Chinese, simple signs only. */
const plain = (text) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/(\d),(?=\d{3})/g, '$1')
    .replaceAll('廿', '二十')
    .replaceAll('卅', '三十')
    .replaceAll(/[,，。、!！?？;；:：]/g, ' ')

/** 两 is two before what it counts, and a weight of 50 g after a number: 两斤, 三千两百, but 二两, 十两, 两两. */
function isLiang(text, at) {
  if (text[at] !== '两' || at === 0) return false
  const before = text[at - 1]
  if (/[百千万亿零〇]/.test(before))
    return !/[百千万亿]/.test(text[at + 1] ?? '') && !/[斤公克块元]/.test(text[at + 1] ?? '')
  return /[一二两三四五六七八九十半几\d]/.test(before) && !isCounted(text, at)
}

/** The two of 两斤两两: what stands before it is a unit already. */
const isCounted = (text, at) => text[at - 1] === '两' && isLiang(text, at - 1)

/** The value of a run such as 三千零五 or 一百二 (120); null where it is none. */
function chineseValue(run) {
  if (run.length > 1 && [...run].every((sign) => sign in DIGITS))
    return Number([...run].map((sign) => DIGITS[sign]).join(''))
  let total = 0
  let section = 0
  let digit = null
  let unit = Number.POSITIVE_INFINITY
  let afterZero = false
  for (const sign of run) {
    if (sign in TENS) {
      if (TENS[sign] >= unit || (digit === null && sign !== '十')) return null
      section += (digit ?? 1) * TENS[sign]
      unit = TENS[sign]
      digit = null
      afterZero = false
    } else if (sign in GREAT) {
      const counted = section + (digit ?? 0)
      if (counted === 0 && total === 0) return null
      total = sign === '亿' ? (total + counted) * GREAT[sign] : total + counted * GREAT[sign]
      section = 0
      digit = null
      afterZero = false
      unit = GREAT[sign]
    } else if (sign === '零' || sign === '〇') {
      if (digit !== null) return null
      afterZero = true
    } else {
      if (digit !== null) return null
      digit = DIGITS[sign]
    }
  }
  if (digit === null) return total + section
  // 一百二 leaves its last unit unsaid; 一百零二 does not.
  const step = afterZero || unit === Number.POSITIVE_INFINITY ? 1 : unit / 10
  return total + section + digit * step
}

/** A number that begins at `at`: `{ value, end }`, or null. */
function numberAt(text, at) {
  const arabic = /^\d+(?:\.\d+)?/.exec(text.slice(at))
  if (arabic) {
    let end = at + arabic[0].length
    let value = Number(arabic[0])
    for (let sign = text[end]; sign in TENS || sign in GREAT; sign = text[end]) {
      value *= TENS[sign] ?? GREAT[sign]
      end += 1
    }
    return { value, end }
  }
  return chineseAt(text, at) ?? englishAt(text, at)
}

function chineseAt(text, at) {
  if (text[at] === '半') return { value: 0.5, end: at + 1 }
  let end = at
  while (end < text.length && (text[end] in DIGITS || text[end] in TENS || text[end] in GREAT) && !isLiang(text, end))
    end += 1
  if (end === at) return null
  const value = chineseValue(text.slice(at, end))
  if (value === null) return null
  if (text[end] !== '点') return { value, end }
  let last = end + 1
  while (text[last] in DIGITS && !isLiang(text, last)) last += 1
  if (last === end + 1) return { value, end }
  const decimals = [...text.slice(end + 1, last)].map((sign) => DIGITS[sign]).join('')
  return { value: Number(`${value}.${decimals}`), end: last }
}

function englishAt(text, at) {
  if (/[a-z]/.test(text[at - 1] ?? '')) return null
  const half = /^half( an?)?(?![a-z])/.exec(text.slice(at))
  if (half) return { value: 0.5, end: at + half[0].length }
  let end = at
  let total = 0
  let section = null
  for (;;) {
    const word = /^[\s-]*(?:and )?([a-z]+)/.exec(text.slice(end))
    if (!word || /^\s*and a half/.test(word.input)) break
    if (word[1] in SMALL_EN) section = (section ?? 0) + SMALL_EN[word[1]]
    else if (word[1] === 'hundred' && section !== null) section *= GREAT_EN.hundred
    else if (word[1] === 'thousand' && section !== null) {
      total += section * GREAT_EN.thousand
      section = 0
    } else break
    end += word[0].length
  }
  if (section === null) return null
  const andHalf = /^ and a half(?![a-z])/.exec(text.slice(end))
  return andHalf ? { value: total + section + 0.5, end: end + andHalf[0].length } : { value: total + section, end }
}

const tidy = (value) => Math.round(value * 1000) / 1000

/** The first number said: 三十五箱 is 35, 两个半 is 2.5; null where there is none. */
export function spokenNumber(said) {
  const text = plain(said)
  for (let at = 0; at < text.length; at += 1) {
    const found = numberAt(text, at)
    if (!found) continue
    const half = found.value !== 0.5 && /^[个箱件袋包份盒只瓶罐斤]?半/.test(text.slice(found.end))
    return tidy(found.value + (half ? 0.5 : 0))
  }
  return null
}

/** Amounts with their units, added up; a number after the last unit counts the next smaller one (三斤二, 十二块八). */
function spokenSum(said, units, bare) {
  const text = plain(said).replaceAll(/\s+(?=[^a-z\d])|(?<=[^a-z\d])\s+/g, '')
  let sum = null
  let last = null
  let at = 0
  while (at < text.length) {
    const found = numberAt(text, at)
    if (!found) {
      at += 1
      continue
    }
    const rest = text.slice(found.end)
    const unit = units.find(({ name }) => name.test(rest))
    if (unit) {
      const name = unit.name.exec(rest)[0]
      const half = /^\s*(半|and a half)/.exec(rest.slice(name.length))
      sum = (sum ?? 0) + (found.value + (half ? 0.5 : 0)) * unit.size
      last = unit
      at = found.end + name.length + (half ? half[0].length : 0)
    } else {
      if (last === null) return bare === null ? null : tidy(found.value * bare)
      sum += found.value * (found.value < 10 ? last.next : last.next / 10)
      at = found.end
      last = { ...last, next: 0 }
    }
  }
  return sum === null ? null : tidy(sum)
}

const WEIGHTS = [
  { name: /^\s*(公斤|千克|kgs?(?![a-z])|kilo(gram)?s?(?![a-z]))/, size: 1000, next: 100 },
  { name: /^\s*(市?斤|jin(?![a-z]))/, size: 500, next: 50 },
  { name: /^\s*(两|liang(?![a-z]))/, size: 50, next: 5 },
  { name: /^\s*钱/, size: 5, next: 0 },
  { name: /^\s*(克|g(?![a-z])|gram(me)?s?(?![a-z]))/, size: 1, next: 0 },
  { name: /^\s*(吨|tons?(?![a-z])|tonnes?(?![a-z]))/, size: 1_000_000, next: 100_000 },
]

/** A weight in whole grams: 两斤半 is 1250, 三斤二两 is 1600, half a kilo is 500; a bare number is grams. Null for none. */
export function spokenGrams(said) {
  const grams = spokenSum(said, WEIGHTS, 1)
  return grams === null ? null : Math.round(grams)
}

const MONEY = [
  { name: /^\s*(元|块钱?|圆|yuan|rmb|kuai)/, size: 100, next: 10 },
  { name: /^\s*(角|毛钱?|jiao)/, size: 10, next: 1 },
  { name: /^\s*(分钱?|fen(?![a-z]))/, size: 1, next: 0 },
]

/** A price in fen: 三十五块八 is 3580, 八毛 is 80, two and a half yuan is 250; a bare number is yuan. Null for none. */
export function spokenFen(said) {
  const fen = spokenSum(said.replaceAll('¥', ''), MONEY, 100)
  return fen === null ? null : Math.round(fen)
}
