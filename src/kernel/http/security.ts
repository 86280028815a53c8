/**
 * Response headers for every page. Scripts and style sheets come from our own origin or carry the request's nonce;
 * style attributes are allowed because the console's components and charts set them.
 * While developing, Vite's client puts style elements in and keeps a socket.
 */
export function securityHeaders(nonce: string | null, secure: boolean, developing = false): Record<string, string> {
  const own = nonce === null ? "'self'" : `'self' 'nonce-${nonce}'`
  return {
    'content-security-policy': [
      "default-src 'self'",
      `script-src ${own}`,
      `style-src ${developing ? "'self' 'unsafe-inline'" : own}`,
      "style-src-attr 'unsafe-inline'",
      "img-src 'self' data: blob:",
      "font-src 'self'",
      `connect-src 'self'${developing ? ' ws:' : ''}`,
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'self' https:",
      "frame-ancestors 'none'",
    ].join('; '),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(self), microphone=(self), geolocation=(self), payment=(), usb=()',
    ...(secure ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  }
}
