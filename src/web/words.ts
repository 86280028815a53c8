import type { Lang } from '../kernel/words.ts'
import { words as kit } from './kit/words.ts'

/** Words of the site's frame and of the pages that belong to no module. */
const zh = {
  site: kit.zh.brand,
  description: '遂昌的茶、笋、干货、手艺和农家，从哪个村来，一看便知。',
  homeTitle: '遂昌山里的好东西',
  homeLead: '茶叶、笋干、竹编、农家乐，由本地的合作社、作坊和农户直接供应。',
  errorTitle: (status: number): string =>
    status === 404 ? '没有找到这个页面' : status === 403 ? '您没有查看这里的权限' : '系统出了点问题',
  errorHelp: (status: number): string =>
    status === 404
      ? '地址可能写错了，或者内容已经撤下。可以回首页再找找。'
      : status === 403
        ? '换一个账号登录，或者请单位的负责人为您开通。'
        : '您的操作没有生效。请稍后再试；如果还是不行，把下面的编号告诉服务中心。',
  requestNumber: '编号',
  backHome: '回首页',
  rail: { goods: '山货', stay: '住宿与游玩', villages: '村子' },
  signIn: '登录',
  allGoods: '全部商品',
  villages: '村子和乡镇',
  coupons: '优惠券',
  myOrders: '我的订单',
  favourites: '收藏与看过',
  myMessages: '消息',
  help: '找服务中心',
}

const en: typeof zh = {
  site: kit.en.brand,
  description: 'Tea, bamboo shoots, dried goods, crafts and farm stays from Suichang, with the village each came from.',
  homeTitle: 'Good things from the Suichang hills',
  homeLead:
    'Tea, dried bamboo shoots, bamboo weaving and farm stays, straight from local cooperatives, workshops and households.',
  errorTitle: (status) =>
    status === 404 ? 'There is no such page' : status === 403 ? 'You may not see this' : 'Something went wrong',
  errorHelp: (status) =>
    status === 404
      ? 'The address may be mistyped, or the content was taken down. Try again from the home page.'
      : status === 403
        ? 'Sign in with another account, or ask the owner of your organisation for the right.'
        : 'Nothing was changed. Please try again shortly; if it persists, give the service centre the number below.',
  requestNumber: 'Number',
  backHome: 'To the home page',
  rail: { goods: 'Goods', stay: 'Stay and visit', villages: 'Villages' },
  signIn: 'Sign in',
  allGoods: 'All goods',
  villages: 'Villages',
  coupons: 'Coupons',
  myOrders: 'My orders',
  favourites: 'Kept and seen',
  myMessages: 'Messages',
  help: 'Service centre',
}

export const words: Record<Lang, typeof zh> = { zh, en }
