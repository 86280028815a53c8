import type { Lang } from '../../../kernel/words.ts'
import { words } from './words.ts'

/** What was done, in the county's words. English takes the operation's own summary. */
const zh: Record<string, string> = {
  'people.application.submit': '提交入驻申请',
  'people.application.approve': '通过入驻申请',
  'people.application.refuse': '退回入驻申请',
  'people.organisation.update': '修改单位资料',
  'people.organisation.approve_selling': '登记收款账户',
  'people.invitation.create': '邀请成员',
  'people.invitation.accept': '接受邀请',
  'people.invitation.revoke': '撤回邀请',
  'people.member.change_role': '修改成员的权限',
  'people.member.remove': '移出成员',
  'people.member.leave': '退出单位',
  'people.session.revoke': '退出一处登录',
  'people.address.save': '保存收货地址',
  'people.address.remove': '删除收货地址',
  'people.erasure.request': '申请注销账号',
  'people.erasure.withdraw': '撤回注销申请',
  'farm.harvest.receive': '收货入库',
  'stock.lot.pack': '打包成批次',
  'market.listing.open': '上架商品',
  'market.listing.change_price': '改价',
  'market.listing.change_state': '上架或下架',
  'market.listing.shelf': '上架或下架',
  'market.photo.add': '添加照片',
  'market.photo.remove': '删除照片',
  'market.import.submit': '导入商品表',
  'market.basket.put': '放进购物篮',
  'market.checkout': '下单',
  'market.order.cancel': '买家取消订单',
  'market.order.seller_cancel': '卖家取消订单',
  'market.order.receive': '确认收货',
  'market.order.refund': '退款',
  'market.order.ship': '发货',
  'market.order.look_up': '查订单',
  'delivery.freight.save': '修改运费模板',
  'payment.open': '去付款',
  'payment.refresh': '核对付款结果',
  'payment.reconciliation.run': '取账单对账',
  'payment.reconciliation.explain': '说明对账差异',
}

export function operationName(name: string, summary: string | null, lang: Lang): string {
  if (lang === 'en') return summary ?? name
  return zh[name] ?? `${words.zh.audit.areas[name.split('.')[0] ?? ''] ?? ''}操作`
}
