/** Carriers by the names people write, and the code a tracking service knows them by (KuaiDi100's list of companies). */
const companies: Readonly<Record<string, readonly string[]>> = {
  shunfeng: ['顺丰', 'sf express'],
  zhongtong: ['中通', 'zto'],
  yuantong: ['圆通', 'yto'],
  shentong: ['申通', 'sto express'],
  yunda: ['韵达', 'yunda'],
  jtexpress: ['极兔', 'j&t'],
  jd: ['京东', 'jd'],
  ems: ['ems', '邮政特快'],
  youzhengguonei: ['邮政', 'china post'],
  debangkuaidi: ['德邦', 'deppon'],
  // The carrier of the demonstration county; no service knows it.
  demonstration: ['示范快递'],
}

/** The company a written name means; null where the service could not know it. */
export function companyOf(carrier: string): string | null {
  const name = carrier.normalize('NFKC').trim().toLowerCase()
  const found = Object.entries(companies).find(([, names]) => names.some((one) => name.startsWith(one)))
  return found?.[0] ?? null
}
