import type { refusals as zh } from './words.zh.ts'

export const refusals: Record<keyof typeof zh, string> = {
  'messages.conversation.unknown': 'There is no such conversation.',
  'messages.conversation.blocked':
    'The conversation is blocked and the message was not sent. The service centre can help.',
  'messages.conversation.blocked_by_other':
    'The other side has blocked this conversation. The service centre can help.',
  'messages.conversation.not_a_seller': 'This organisation does not sell yet and takes no messages.',
  'messages.conversation.own_organisation': 'This is your own shop.',
  'messages.card.unknown_order': 'There is no such order in this conversation.',
  'messages.card.unknown_listing': 'There is no such listing of this seller.',
  'messages.photo.unknown': 'There is no such photo.',
  'messages.report.open_already': 'The service centre is already looking at this conversation for you.',
  'messages.report.unknown': 'There is no such open report.',
  'messages.quick_reply.too_many': 'There is room for {limit} quick replies. Please remove some first.',
  'messages.quick_reply.unknown': 'There is no such quick reply.',
  'messages.consent.unknown_link': 'This link is not valid. Please sign in and change it under “Notices”.',
  'messages.announcement.ends_before_start': 'The last day is before the first.',
  'messages.announcement.over_already': 'The last day has passed.',
  'messages.announcement.unknown': 'There is no such announcement, or it was withdrawn.',
  'messages.ticket.unknown': 'There is no such request.',
  'messages.ticket.unknown_order': 'There is no such order of yours.',
  'messages.ticket.step_not_possible': 'This request has ended.',
  'messages.canned.unknown': 'There is no such kept answer.',
}
