import type { SameWords } from './words.ts'
import type { refusals as zh } from './words.zh.ts'

export const refusals: SameWords<typeof zh> = {
  'kernel.unexpected': 'Something went wrong on our side and nothing was changed. Please try again shortly.',
  'kernel.invalid_input': 'A few entries need correcting.',
  'kernel.malformed': 'The request could not be read.',
  'kernel.sign_in_required': 'Please sign in first.',
  'kernel.not_allowed': 'You do not have the right to do this.',
  'kernel.cross_site': 'This request came from another site and was stopped. Please repeat it on our own page.',
  'kernel.not_found': 'There is no such page or thing.',
  'kernel.too_large': 'That is too large; the limit is {limit}.',
  'kernel.too_many_fields': 'There are too many fields at once; the most is {most}.',
  'kernel.unsupported_media': 'This kind of file or content is not supported.',
  'kernel.too_many_requests': 'Too many requests. Please try again in {seconds} seconds.',
  'kernel.idempotency_key_reused': 'This idempotency key was already used for a different request.',
  'kernel.idempotency_key_malformed': 'An idempotency key has 8 to 128 characters.',
  'kernel.busy': 'The system is busy and nothing was changed. Please try again.',
  'kernel.photo.not_a_picture': 'This file is not a picture that can be read (JPEG, PNG, WebP and AVIF can).',
  'kernel.photo.too_large': 'The picture has too many pixels; the limit is {limit} megapixels.',
}
