import type { Role } from '../../kernel/actor.ts'

export const refusals = {
  'people.consent.no_grower': '没有找到这家：名称和联系电话都要和登记的一样。',
  'people.consent.until_wrong': '期限要从今天起，最长一年。',
  'people.consent.unknown_request': '没有这条请求，或者已经答复、过期了。',
  'people.consent.no_tries_left': '验证码试了五次，请重新请求一次。',
  'people.consent.unknown': '没有这条授权，或者已经停了。',
  'people.consent.no_grower_in_village': '这个村没有找到这家：名称要和登记的一样。',
  'people.consent.sheet_waits': '上一张照片还在等服务中心核对。',
  'people.consent.too_many_sheets': '一份请求最多拍 {most} 次，请重新请求一次。',
  'people.consent.unknown_sheet': '没有这张单子，或者已经核对过了。',
  'people.consent.own_sheet': '这是您自己单位的人要代办的，请别的同事来核对。',
  'people.person.known': '这个邮箱或手机号已经有账号了。',
  'people.session.unknown': '没有找到这次登录，可能已经退出。',
  'people.village.unknown': '没有找到这个村，请从列表里选。',
  'people.application.unknown': '没有找到这份申请。',
  'people.application.decided': '这份申请已经处理过了。',
  'people.application.own': '自己的申请要请别的同事来审。',
  'people.application.too_many': '您有 {limit} 份申请还在审核，请等结果出来再提交。',
  'people.organisation.unknown': '没有找到这个单位。',
  'people.organisation.name_taken': '这个村已经有一个叫“{name}”的单位，请换个名称。',
  'people.organisation.seller_account_taken': '这个收款账户已经绑定在别的单位上。',
  'people.duty.unfit': '只有公共机构和协会可以承担服务中心的职责。',
  'people.duty.not_held': '这个单位没有这项职责，不用收回。',
  'people.duty.last': '县里至少要有一个服务中心。请先把职责交给另一个单位，再收回这一个。',
  'people.member.unknown': '这个人不在单位里。',
  'people.member.last_owner': '单位至少要有一位负责人。请先把负责人交给别人。',
  'people.invitation.unknown': '没有找到这份邀请，请检查链接是否完整。',
  'people.invitation.expired': '这份邀请已过期，请对方重新发一份。',
  'people.invitation.used': '这份邀请已经用过了。',
  'people.invitation.revoked': '这份邀请已被撤回。',
  'people.invitation.already_member': '您已经在这个单位里了。',
  'people.invitation.too_many': '最多同时有 {limit} 份未接受的邀请，请先撤回几份。',
  'people.address.unknown': '没有找到这个地址。',
  'people.address.unknown_county': '没有找到这个区县，请重新选择。',
  'people.address.too_many': '地址簿最多存 {limit} 个地址，请先删掉不用的。',
  'people.erasure.last_owner': '您是“{name}”唯一的负责人，请先把负责人交给别人，再注销账号。',
  'people.erasure.unknown': '您没有提出过注销申请。',
} as const

const roles: Record<Role, string> = {
  owner: '负责人',
  seller: '销售',
  packer: '打包发货',
  bookkeeper: '记账',
  keeper: '管一家店',
}

/** What this module says in messages and on its pages. */
export const words = {
  site: '梯田',
  roles,
  erasedPerson: '已注销',
  phonePerson: (lastFour: string) => `手机用户${lastFour}`,
  waitSeconds: (seconds: number) =>
    seconds < 120 ? `操作太频繁，请 ${seconds} 秒后再试。` : `操作太频繁，请约 ${Math.ceil(seconds / 60)} 分钟后再试。`,
  codeSms: (code: string, minutes: number) => `【梯田】验证码 ${code}，${minutes} 分钟内有效。请勿告诉他人。`,
  scopes: { parcels: '装箱发货', goods: '补货、拍照上架', answers: '回买家消息' },
  consentAskSms: (agent: string, organisation: string, what: string, until: string, code: string) =>
    `【梯田】${organisation}的${agent}想替您${what}，到 ${until} 为止。同意就把验证码 ${code} 告诉他；不同意不用理会。钱、价格和收款都碰不到。`,
  consentGivenSms: (agent: string, until: string, url: string) =>
    `【梯田】${agent}可以替您做事了，到 ${until} 为止。做了什么都有记录，随时可以停：${url}/grow ，或打服务中心电话。`,
  consentEndedSms: (agent: string) => `【梯田】${agent}从现在起不能再替您做事。`,
  invitationSms: (organisation: string, url: string) => `【梯田】${organisation}邀请您加入，7 天内有效：${url}`,
  invitationMail: {
    subject: (organisation: string) => `${organisation}邀请您加入`,
    text: (organisation: string, url: string) =>
      `您好：\n\n${organisation}邀请您加入他们在梯田平台上的团队。请在 7 天内打开下面的链接接受邀请，链接只能用一次：\n\n${url}\n\n如果您不认识他们，不用理会这封邮件。`,
  },
  verifyMail: {
    subject: '请确认您的邮箱',
    text: (url: string) =>
      `您好：\n\n请在 24 小时内打开下面的链接，确认这个邮箱是您的：\n\n${url}\n\n如果不是您本人操作，不用理会这封邮件。`,
  },
  resetMail: {
    subject: '重设密码',
    text: (url: string) =>
      `您好：\n\n请在 1 小时内打开下面的链接，设一个新密码：\n\n${url}\n\n如果不是您本人操作，不用理会这封邮件，密码不会改变。`,
  },
  knownMail: {
    subject: '您已经有账号了',
    text: (url: string) =>
      `您好：\n\n有人用这个邮箱注册，但它已经有账号。如果是您本人，请直接登录；忘了密码可以在这里重设：\n\n${url}\n\n如果不是您本人操作，不用理会这封邮件。`,
  },
  approvedSms: (organisation: string) => `【梯田】您为${organisation}提交的申请已通过，登录后即可使用。`,
  refusedSms: (organisation: string) => `【梯田】您为${organisation}提交的申请没有通过，登录后可以看到原因。`,
  approvedMail: {
    subject: (organisation: string) => `${organisation}的申请已通过`,
    text: (organisation: string, url: string) =>
      `您好：\n\n您为${organisation}提交的申请已通过，您是它的负责人。接下来可以邀请同事加入：\n\n${url}`,
  },
  refusedMail: {
    subject: (organisation: string) => `${organisation}的申请没有通过`,
    text: (organisation: string, reasons: string, url: string) =>
      `您好：\n\n您为${organisation}提交的申请没有通过，原因是：\n\n${reasons}\n\n改好以后可以重新提交：\n\n${url}`,
  },
}
