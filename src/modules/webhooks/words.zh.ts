export const refusals = {
  'webhooks.url.not_https': '推送地址要以 https:// 开头。',
  'webhooks.url.not_allowed': '这个推送地址不能用：请用公网域名或公网 IP，端口 443 或 8443，不带账号和 # 部分。',
  'webhooks.endpoint.too_many': '推送地址最多 {limit} 个，请先删掉一些。',
  'webhooks.endpoint.unknown': '没有这个推送地址。',
  'webhooks.endpoint.disabled': '推送地址已停用，请先启用。',
  'webhooks.delivery.unknown': '没有这条推送，或者内容已过保存期。',
}
