export const refusals = {
  'kernel.unexpected': '系统出了点问题，您的操作没有生效，请稍后再试。',
  'kernel.invalid_input': '有几处填写需要改一下。',
  'kernel.malformed': '请求的格式不对，无法读取。',
  'kernel.sign_in_required': '请先登录。',
  'kernel.not_allowed': '您没有做这件事的权限。',
  'kernel.cross_site': '这个请求来自别的网站，已被拦下。请在本站页面上重新操作。',
  'kernel.not_found': '没有找到这个页面或内容。',
  'kernel.too_large': '内容太大，最多 {limit}。',
  'kernel.unsupported_media': '不支持这种文件或内容格式。',
  'kernel.too_many_requests': '操作太频繁，请 {seconds} 秒后再试。',
  'kernel.idempotency_key_reused': '这个幂等键已用于另一个不同的请求。',
  'kernel.busy': '系统正忙，您的操作没有生效，请再试一次。',
} as const
