// Suichang's township seats: where they lie as generally known, good to a few kilometres, not surveyed.

export interface Bounds {
  south: number
  north: number
  west: number
  east: number
}

/** The county's extent as published, rounded to hundredths of a degree. */
export const countyBounds: Bounds = { south: 28.21, north: 28.82, west: 118.68, east: 119.5 }

/** Seat positions by township code: latitude, longitude. */
export const seats: Record<string, readonly [lat: number, lon: number]> = {
  '331123001': [28.592, 119.272], // 妙高街道
  '331123002': [28.58, 119.33], // 云峰街道
  '331123102': [28.66, 119.29], // 新路湾镇
  '331123103': [28.72, 119.25], // 北界镇
  '331123104': [28.67, 119.07], // 金竹镇
  '331123105': [28.54, 119.11], // 大柘镇
  '331123106': [28.49, 119.09], // 石练镇
  '331123107': [28.37, 119.03], // 王村口镇
  '331123108': [28.42, 118.89], // 黄沙腰镇
  '331123200': [28.565, 119.195], // 三仁畲族乡
  '331123201': [28.62, 119.4], // 濂竹乡
  '331123202': [28.77, 119.19], // 应村乡
  '331123203': [28.73, 119.12], // 高坪乡
  '331123204': [28.59, 119.03], // 湖山乡
  '331123205': [28.43, 119.01], // 蔡源乡
  '331123206': [28.48, 118.97], // 焦滩乡
  '331123207': [28.28, 118.92], // 龙洋乡
  '331123208': [28.36, 118.77], // 柘岱口乡
  '331123209': [28.48, 118.83], // 西畈乡
  '331123210': [28.47, 119.19], // 垵口乡
}
