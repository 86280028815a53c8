// Development zones the statistics office lists beside counties: how their Chinese endings read in English.

/** Endings, longest first; the part before them is transcribed. */
export const zoneEndings: readonly (readonly [string, string])[] = [
  ['稀土高新技术产业开发区', 'Rare Earth High-Tech Development Zone'],
  ['火炬高技术产业开发区', 'Torch High-Tech Development Zone'],
  ['高新技术产业开发区', 'High-Tech Development Zone'],
  ['高新技术产业园区', 'High-Tech Industrial Park'],
  ['高新技术开发区', 'High-Tech Development Zone'],
  ['航空港经济综合实验区', 'Airport Economy Zone'],
  ['滨海经济技术开发区', 'Binhai Economic and Technological Development Zone'],
  ['临港经济技术开发区', 'Lingang Economic and Technological Development Zone'],
  ['汽车经济技术开发区', 'Automotive Economic and Technological Development Zone'],
  ['经济技术开发区', 'Economic and Technological Development Zone'],
  ['经济开发区', 'Economic Development Zone'],
  ['临港开发区', 'Lingang Development Zone'],
  ['城乡一体化示范区', 'Urban-Rural Integration Zone'],
  ['转型综合改革示范区', 'Transformation and Reform Zone'],
  ['现代产业园区', 'Modern Industrial Park'],
  ['循环化工园区', 'Chemical Industrial Park'],
  ['文化旅游创意园区', 'Culture and Tourism Park'],
  ['工业园区', 'Industrial Park'],
  ['示范区', 'Demonstration Zone'],
  ['管理区', 'Administrative Zone'],
]
