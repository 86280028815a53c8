import { z } from 'zod'
import type { App } from '../../kernel/app.ts'
import { job } from '../../kernel/jobs.ts'
import type { Verdict } from './application.sql.ts'
import { verdictRow } from './application.sql.ts'
import { reachableEmail } from './contact.ts'
import {
  dueErasureRows,
  erasePersonRows,
  lockOrganisationsOf,
  removeOutdatedRows,
  soleOwnershipOf,
} from './erasure.sql.ts'
import { personErased } from './events.ts'
import { requestCode } from './consent.ops.ts'
import { consentById, contactPhone, openRequestRows } from './consent.sql.ts'
import { outgoingInvitation } from './invitation.sql.ts'
import { words as en } from './words.en.ts'
import { words as zh } from './words.zh.ts'

const words = { zh, en }

/** Sends an invitation while it is still open; the token is made anew from the id, so no queue ever holds it. */
export const sendInvitation = job({
  name: 'people.send_invitation',
  payload: z.object({ invitationId: z.uuid() }),
  async run(app, { invitationId }) {
    const invitation = await app.database.read((sql) => outgoingInvitation(sql, invitationId, app.clock.now()))
    if (invitation === null || invitation.recipient === null) return
    const { lang, channel, recipient } = invitation
    const organisation = lang === 'zh' ? invitation.nameZh : (invitation.nameEn ?? invitation.nameZh)
    const url = `${app.settings.publicUrl}/invitation/${app.ports.auth.invitationToken(invitationId)}`
    if (channel === 'email') {
      const { subject, text } = words[lang].invitationMail
      await app.ports.mail.send({
        to: recipient,
        lang,
        template: 'invitation',
        subject: subject(organisation),
        text: text(organisation, url),
      })
      return
    }
    const text = words[lang].invitationSms(organisation, url)
    await app.ports.sms.send({ phone: recipient, lang, template: 'invitation', params: { organisation, url }, text })
  },
})

/** Tells a grower who asks to act for them, with the code that says yes; the code is made anew and stands in no queue. */
export const askConsentJob = job({
  name: 'people.ask_consent',
  payload: z.object({ requestId: z.uuid() }),
  async run(app, { requestId }) {
    const [request] = await app.database.read((sql) => openRequestRows(sql, app.clock.now(), { requestId }))
    if (request === undefined) return
    const { lang, agentName, agentOrganisationZh, scopes, until, phone } = request
    const code = requestCode(app.ports, requestId)
    const what = scopes.map((scope) => words[lang].scopes[scope]).join(lang === 'zh' ? '、' : ', ')
    const text = words[lang].consentAskSms(agentName, agentOrganisationZh, what, until, code)
    await app.ports.sms.send({
      phone,
      lang,
      template: 'consent_ask',
      params: { agent: agentName, what, until, code },
      text,
    })
  },
})

/** Tells a grower that someone acts for them from now on, or no more. */
export const tellConsent = job({
  name: 'people.tell_consent',
  payload: z.object({ consentId: z.uuid() }),
  async run(app, { consentId }) {
    const consent = await app.database.read((sql) => consentById(sql, consentId))
    const phone = consent && (await app.database.read((sql) => contactPhone(sql, consent.organisationId)))
    if (consent === null || phone === null) return
    const agent = `${consent.agentName}（${consent.agentOrganisationZh}）`
    const over = consent.endedAt !== null
    const text = over
      ? words.zh.consentEndedSms(agent)
      : words.zh.consentGivenSms(agent, consent.until, app.settings.publicUrl)
    const template = over ? 'consent_ended' : 'consent_given'
    await app.ports.sms.send({ phone, lang: 'zh', template, params: { agent, until: consent.until }, text })
  },
})

/** Tells the applicant what the service centre decided: by mail where the address is proven, else by phone. */
export const tellVerdict = job({
  name: 'people.tell_verdict',
  payload: z.object({ applicationId: z.uuid() }),
  async run(app, { applicationId }) {
    const verdict = await app.database.read((sql) => verdictRow(sql, applicationId))
    if (verdict === null) return
    const address = verdict.emailVerified ? reachableEmail(verdict.email) : null
    if (address !== null) return mailVerdict(app, verdict, address)
    if (verdict.phone === null) return
    const { lang, nameZh: organisation, state } = verdict
    const text = state === 'approved' ? words[lang].approvedSms(organisation) : words[lang].refusedSms(organisation)
    await app.ports.sms.send({
      phone: verdict.phone,
      lang,
      template: `application_${state}`,
      params: { organisation },
      text,
    })
  },
})

async function mailVerdict(
  app: App,
  { lang, nameZh, state, reasons, organisationId }: Verdict,
  to: string,
): Promise<void> {
  const { publicUrl } = app.settings
  const { approvedMail, refusedMail } = words[lang]
  const letter =
    state === 'approved'
      ? {
          subject: approvedMail.subject(nameZh),
          text: approvedMail.text(nameZh, `${publicUrl}/organisations/${organisationId}/members`),
        }
      : {
          subject: refusedMail.subject(nameZh),
          text: refusedMail.text(nameZh, reasons ?? '', `${publicUrl}/account/applications`),
        }
  await app.ports.mail.send({ to, lang, template: `application_${state}`, ...letter })
}

/** Carries out erasures that are due. Whoever became a last owner meanwhile is left for the next day. */
export const eraseDue = job({
  name: 'people.erase_due',
  payload: z.object({}).loose(),
  every: '20 19 * * *',
  async run(app) {
    const now = app.clock.now()
    const due = await app.database.read((sql) => dueErasureRows(sql, now))
    for (const { personId } of due) {
      await app.database.transact(async (tx) => {
        await lockOrganisationsOf(tx, personId)
        if ((await soleOwnershipOf(tx, personId)) !== null) return
        await erasePersonRows(tx, personId, words.zh.erasedPerson, now)
        tx.effects.publish(personErased(personId))
      })
    }
  },
})

export const removeOutdated = job({
  name: 'people.remove_outdated',
  payload: z.object({}).loose(),
  every: '37 * * * *',
  run: (app) => app.database.transact((tx) => removeOutdatedRows(tx, app.clock.now())),
})
