import type { SameWords } from '../../kernel/words.ts'
import type { refusals as zhRefusals, words as zhWords } from './words.zh.ts'

export const refusals: SameWords<typeof zhRefusals> = {
  'people.consent.no_grower': 'There is no such organisation: name and contact phone must be as registered.',
  'people.consent.until_wrong': 'The last day must be today or later, and within a year.',
  'people.consent.unknown_request': 'There is no such request, or it was answered or is over.',
  'people.consent.no_tries_left': 'Five wrong codes. Please ask again.',
  'people.consent.unknown': 'There is no such consent, or it has ended.',
  'people.consent.no_grower_in_village':
    'There is no such organisation in this village: the name must be as registered.',
  'people.consent.sheet_waits': 'The last photo still waits for the service centre.',
  'people.consent.too_many_sheets': 'A sheet may be photographed {most} times. Please ask again.',
  'people.consent.unknown_sheet': 'There is no such sheet, or it was checked already.',
  'people.consent.own_sheet':
    'Someone of your own organisation would act by this sheet. Please let a colleague check it.',
  'people.person.known': 'This e-mail address or phone number already has an account.',
  'people.session.unknown': 'There is no such session; it may have ended.',
  'people.village.unknown': 'There is no such village; please choose one from the list.',
  'people.application.unknown': 'There is no such application.',
  'people.application.decided': 'This application has already been decided.',
  'people.application.own': 'Your own application is for a colleague to decide.',
  'people.application.too_many': 'You have {limit} applications under review; please wait for the outcome.',
  'people.organisation.unknown': 'There is no such organisation.',
  'people.organisation.name_taken':
    'This village already has an organisation called “{name}”; please choose another name.',
  'people.organisation.seller_account_taken': 'This settlement account already belongs to another organisation.',
  'people.duty.unfit': "Only public offices and associations can have the service centre's duty.",
  'people.duty.not_held': 'This organisation does not have this duty.',
  'people.duty.last':
    'The county needs a service centre. Give the duty to another organisation first, then take it back here.',
  'people.member.unknown': 'This person is not a member of the organisation.',
  'people.member.last_owner': 'An organisation needs at least one owner. Please make someone else an owner first.',
  'people.invitation.unknown': 'There is no such invitation; please check that the link is complete.',
  'people.invitation.expired': 'This invitation has expired; please ask for a new one.',
  'people.invitation.used': 'This invitation has already been used.',
  'people.invitation.revoked': 'This invitation was withdrawn.',
  'people.invitation.already_member': 'You are already a member of this organisation.',
  'people.invitation.too_many': 'At most {limit} invitations can be open at once; please withdraw some first.',
  'people.address.unknown': 'There is no such address.',
  'people.address.unknown_county': 'There is no such county or district; please choose again.',
  'people.address.too_many': 'The address book holds at most {limit} addresses; please remove one first.',
  'people.erasure.last_owner':
    'You are the only owner of “{name}”. Please make someone else an owner before you close your account.',
  'people.erasure.unknown': 'You have not asked for your account to be closed.',
}

/** What this module says in messages and on its pages. */
export const words: SameWords<typeof zhWords> = {
  site: 'Terrace',
  roles: { owner: 'Owner', seller: 'Sales', packer: 'Packing', bookkeeper: 'Bookkeeping', keeper: 'One store' },
  erasedPerson: 'Closed account',
  phonePerson: (lastFour) => `Phone user ${lastFour}`,
  waitSeconds: (seconds) =>
    seconds < 120
      ? `Too many attempts. Please try again in ${seconds} seconds.`
      : `Too many attempts. Please try again in about ${Math.ceil(seconds / 60)} minutes.`,
  codeSms: (code, minutes) => `[Terrace] Your code is ${code}, valid for ${minutes} minutes. Please tell nobody.`,
  scopes: { parcels: 'pack and send parcels', goods: 'restock and list goods', answers: 'answer buyers' },
  consentAskSms: (agent: string, organisation: string, what: string, until: string, code: string) =>
    `[Terrace] ${agent} of ${organisation} asks to ${what} for you until ${until}. If you agree, tell them the code ${code}; if not, do nothing. Money and prices stay out of their reach.`,
  consentGivenSms: (agent: string, until: string, url: string) =>
    `[Terrace] ${agent} may act for you until ${until}. All of it is on record, and you can stop it at any time: ${url}/grow, or call the service centre.`,
  consentEndedSms: (agent: string) => `[Terrace] ${agent} may no longer act for you.`,
  invitationSms: (organisation, url) => `[Terrace] ${organisation} invites you to join, within 7 days: ${url}`,
  invitationMail: {
    subject: (organisation) => `${organisation} invites you to join`,
    text: (organisation, url) =>
      `Hello,\n\n${organisation} invites you to join their team on Terrace. Please open this link within 7 days to accept; it works once:\n\n${url}\n\nIf you do not know them, please disregard this message.`,
  },
  verifyMail: {
    subject: 'Please confirm your e-mail address',
    text: (url) =>
      `Hello,\n\nPlease open this link within 24 hours to confirm that this address is yours:\n\n${url}\n\nIf this was not you, please disregard this message.`,
  },
  resetMail: {
    subject: 'Set a new password',
    text: (url) =>
      `Hello,\n\nPlease open this link within an hour to set a new password:\n\n${url}\n\nIf this was not you, please disregard this message; your password stays as it is.`,
  },
  knownMail: {
    subject: 'You already have an account',
    text: (url) =>
      `Hello,\n\nSomeone signed up with this address, which already has an account. If it was you, please sign in; a forgotten password can be reset here:\n\n${url}\n\nIf this was not you, please disregard this message.`,
  },
  approvedSms: (organisation) => `[Terrace] Your application for ${organisation} was approved. Sign in to begin.`,
  refusedSms: (organisation) => `[Terrace] Your application for ${organisation} was refused. Sign in to read why.`,
  approvedMail: {
    subject: (organisation) => `The application for ${organisation} was approved`,
    text: (organisation, url) =>
      `Hello,\n\nYour application for ${organisation} was approved and you are its owner. You can now invite your colleagues:\n\n${url}`,
  },
  refusedMail: {
    subject: (organisation) => `The application for ${organisation} was refused`,
    text: (organisation, reasons, url) =>
      `Hello,\n\nYour application for ${organisation} was refused, for these reasons:\n\n${reasons}\n\nYou can correct it and apply again:\n\n${url}`,
  },
}
