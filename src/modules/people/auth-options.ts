import { apiKey } from '@better-auth/api-key'
import { passkey } from '@better-auth/passkey'
import { betterAuth } from 'better-auth'
import { APIError, createAuthMiddleware, isAPIError } from 'better-auth/api'
import { phoneNumber, twoFactor } from 'better-auth/plugins'
import type { BetterAuthPlugin } from 'better-auth/types'
import { Kysely, PostgresDialect } from 'kysely'
import type pg from 'pg'
import { cookiesOf, LANG_COOKIE } from '../../kernel/http/visit.ts'
import { uuidv7 } from '../../kernel/ids.ts'
import type { Settings } from '../../kernel/settings.ts'
import type { MailPort, SmsPort } from '../../kernel/post.ts'
import type { Lang } from '../../kernel/words.ts'
import { languages, preferredLanguage } from '../../kernel/words.ts'
import { accountEventsPlugin } from './account-events.ts'
import * as tables from './auth-tables.ts'
import { isPhone, phoneLabel, placeholderEmail, reachableEmail } from './contact.ts'
import { personName } from './person.ts'
import { words as en } from './words.en.ts'
import { words as zh } from './words.zh.ts'

/** Carries the visitor's address from our edge to the accounts library; a value sent by the visitor is overwritten. */
export const ADDRESS_HEADER = 'x-terrace-visitor-address'
export const AUTH_PATH = '/api/auth'
export const SESSION_SECONDS = 30 * 86_400

const PHONE_CODE_SECONDS = 300
const words = { zh, en }

export type LibrarySettings = {
  pool: pg.Pool
  settings: Pick<Settings, 'publicUrl' | 'secret' | 'ratePerMinute'>
  sms: SmsPort
  mail: MailPort
  /** Counts an attempt at an account; answers the seconds to wait, or 0. */
  attempt(path: string, body: unknown): Promise<number>
  /** Messages go out after the answer, so that the time taken tells nothing. */
  later(work: Promise<unknown>): void
  complain(message: string, details: readonly unknown[]): void
}

/** The accounts library as we use it. Whatever is not used is switched off. */
export function accountsLibrary(given: LibrarySettings) {
  const { settings } = given
  return betterAuth({
    appName: words.zh.site,
    baseURL: settings.publicUrl,
    basePath: AUTH_PATH,
    secret: settings.secret,
    telemetry: { enabled: false },
    database: {
      db: new Kysely({ dialect: new PostgresDialect({ pool: given.pool }) }),
      type: 'postgres',
      schemaName: 'people',
      transaction: true,
    },
    user: { ...tables.personTable, changeEmail: { enabled: true } },
    session: { ...tables.sessionTable, expiresIn: SESSION_SECONDS, disableSessionRefresh: true },
    account: { ...tables.accountTable, accountLinking: { enabled: false } },
    verification: { ...tables.verificationTable, storeIdentifier: 'hashed' },
    emailAndPassword: passwordOptions(given),
    emailVerification: {
      sendOnSignUp: true,
      autoSignInAfterVerification: false,
      expiresIn: 86_400,
      sendVerificationEmail: async ({ user, url }, request) => mailLink(given, user.email, 'verifyMail', url, request),
    },
    rateLimit: {
      ...tables.rateLimitTable,
      enabled: settings.ratePerMinute > 0,
      storage: 'database',
      window: 60,
      max: 120,
      customRules: addressRules,
    },
    advanced: {
      cookiePrefix: 'terrace',
      useSecureCookies: settings.publicUrl.startsWith('https:'),
      defaultCookieAttributes: { sameSite: 'lax', httpOnly: true, path: '/' },
      disableOriginCheck: false,
      disableCSRFCheck: false,
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
      database: { generateId: 'uuid', joins: true, validateSchema: false },
      backgroundTasks: { handler: given.later },
    },
    // The edge has already compared Origin with Host, so the address someone really used is as good as the public one.
    trustedOrigins: (request) => (request === undefined ? [] : [new URL(request.url).origin]),
    disabledPaths: unusedPaths,
    databaseHooks: {
      user: { create: { before: async (user) => tidyName(user) }, update: { before: async (user) => tidyName(user) } },
    },
    logger: { level: 'error', log: (_level, message, ...details) => given.complain(message, details) },
    onAPIError: {
      onError(error) {
        if (!isAPIError(error) || error.statusCode >= 500) given.complain('account request failed', [error])
      },
    },
    plugins: [
      attemptsPlugin(given),
      accountEventsPlugin(given.pool),
      phonePlugin(given),
      strictTwoFactor(),
      lockedPasskeys(),
      apiKey(
        {
          defaultPrefix: API_KEY_PREFIX,
          requireName: true,
          rateLimit: { enabled: false },
          keyExpiration: { defaultExpiresIn: null, maxExpiresIn: 730 },
          startingCharactersConfig: { charactersLength: 8 },
        },
        { schema: tables.apiKeyTable },
      ),
    ],
  })
}

export const API_KEY_PREFIX = 'tk_'

/** Addresses are shared by whole villages behind one carrier's gateway, so these are wide; accounts have `attemptRules`. */
const addressRules = {
  '/sign-in/*': { window: 60, max: 30 },
  '/sign-up/*': { window: 60, max: 20 },
  '/phone-number/send-otp': { window: 60, max: 20 },
  '/phone-number/verify': { window: 60, max: 30 },
  '/two-factor/*': { window: 60, max: 30 },
  '/change-password': { window: 60, max: 10 },
  '/change-email': { window: 60, max: 10 },
  '/request-password-reset': { window: 60, max: 10 },
  '/send-verification-email': { window: 60, max: 10 },
}

const unusedPaths = [
  [
    'sign-in/social',
    'link-social',
    'unlink-account',
    'account-info',
    'get-access-token',
    'refresh-token',
    'update-session',
    // People see their sessions by `people.session.list`, without what opens them.
    'list-sessions',
  ],
  ['delete-user', 'delete-user/callback', 'verify-password', 'two-factor/send-otp', 'two-factor/verify-otp', 'error'],
  // Whoever has the phone signs in by code and needs no second password.
  ['sign-in/phone-number', 'phone-number/request-password-reset', 'phone-number/reset-password', 'phone-number/update'],
]
  .flat()
  .map((path) => `/${path}`)

function passwordOptions(given: LibrarySettings) {
  return {
    enabled: true,
    minPasswordLength: 10,
    maxPasswordLength: 128,
    // Where mail leaves the county, an address must be proven first, and signing up tells nobody which addresses are known.
    requireEmailVerification: given.mail.delivers,
    revokeSessionsOnPasswordReset: true,
    resetPasswordTokenExpiresIn: 3600,
    sendResetPassword: async ({ user, token }: { user: { email: string }; token: string }, request?: Request) =>
      mailLink(
        given,
        user.email,
        'resetMail',
        `${given.settings.publicUrl}/reset-password?token=${encodeURIComponent(token)}`,
        request,
      ),
    onExistingUserSignUp: async ({ user }: { user: { email: string } }, request?: Request) =>
      mailLink(given, user.email, 'knownMail', `${given.settings.publicUrl}/forgot-password`, request),
  }
}

/** Under which name the delivery log knows a letter. */
const letterNames = { verifyMail: 'verify_address', resetMail: 'reset_password', knownMail: 'known_address' } as const

async function mailLink(
  given: LibrarySettings,
  address: string,
  letter: 'verifyMail' | 'resetMail' | 'knownMail',
  url: string,
  request?: Request,
) {
  const to = reachableEmail(address)
  if (to === null) return
  const lang = langOf(request)
  const { subject, text } = words[lang][letter]
  await given.mail.send({ to, lang, template: letterNames[letter], subject, text: text(url) })
}

function langOf(request: Request | undefined): Lang {
  const chosen = cookiesOf(request?.headers.get('cookie') ?? null).get(LANG_COOKIE)
  return languages.find((lang) => lang === chosen) ?? preferredLanguage(request?.headers.get('accept-language'))
}

function phonePlugin(given: LibrarySettings) {
  return phoneNumber({
    otpLength: 6,
    expiresIn: PHONE_CODE_SECONDS,
    allowedAttempts: 3,
    phoneNumberValidator: isPhone,
    sendOTP: async ({ phoneNumber: phone, code }, context) => {
      const lang = langOf(context?.request)
      await given.sms.send({
        phone,
        lang,
        template: 'sign_in_code',
        params: { code },
        text: words[lang].codeSms(code, PHONE_CODE_SECONDS / 60),
      })
    },
    signUpOnVerification: {
      getTempEmail: () => placeholderEmail(uuidv7(new Date())),
      getTempName: (phone) => words.zh.phonePerson(phoneLabel(phone).slice(-4)),
    },
    schema: tables.phoneFields,
  })
}

/** A passkey stands for two factors, so the device's own lock must have been opened; the library leaves that to us. */
function lockedPasskeys() {
  return passkey({
    rpName: words.zh.site,
    schema: tables.passkeyTable,
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    authentication: {
      afterVerification({ verification }) {
        if (!verification.authenticationInfo.userVerified)
          throw new APIError('UNAUTHORIZED', { code: 'DEVICE_NOT_UNLOCKED' })
      },
    },
  })
}

/** The library asks for the second factor after passwords only; a code sent to a phone is one factor as well. */
function strictTwoFactor() {
  const plugin = twoFactor({
    issuer: words.zh.site,
    allowPasswordless: true,
    twoFactorTable: 'two_factor',
    schema: tables.twoFactorTables,
  })
  for (const hook of plugin.hooks.after) {
    const asked = hook.matcher
    hook.matcher = (context) => asked(context) || context.path === '/phone-number/verify'
  }
  return plugin
}

function attemptsPlugin(given: LibrarySettings): BetterAuthPlugin {
  return {
    id: 'terrace-attempts',
    hooks: {
      before: [
        {
          matcher: () => true,
          handler: createAuthMiddleware(async (context) => {
            const seconds = await given.attempt(context.path, context.body)
            if (seconds === 0) return
            const message = words[langOf(context.request)].waitSeconds(seconds)
            throw new APIError(
              'TOO_MANY_REQUESTS',
              { code: 'TOO_MANY_ATTEMPTS', message, seconds },
              { 'retry-after': String(seconds) },
            )
          }),
        },
      ],
    },
  }
}

async function tidyName<T extends { name?: unknown; image?: unknown }>(user: T): Promise<{ data: T }> {
  if (user.image) throw new APIError('BAD_REQUEST', { code: 'IMAGE_NOT_TAKEN' })
  if (user.name === undefined) return { data: user }
  const name = personName.safeParse(user.name)
  if (!name.success) throw new APIError('BAD_REQUEST', { code: 'INVALID_NAME' })
  return { data: { ...user, name: name.data } }
}
