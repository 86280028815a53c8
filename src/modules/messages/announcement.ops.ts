import { z } from 'zod'
import { anyone, office } from '../../kernel/access.ts'
import { addDays, startOfDay } from '../../kernel/clock.ts'
import { uuidv7 } from '../../kernel/ids.ts'
import { operation, query } from '../../kernel/operation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { civilDay, id, line, lineZh, prose } from '../../kernel/validation.ts'
import { personOf } from './actor.ts'
import { audiences, audiencesOfActor } from './announcement.ts'
import {
  announcementRows,
  currentAnnouncements,
  insertAnnouncement,
  withdrawAnnouncementRow,
} from './announcement.sql.ts'

const view = z.object({
  id,
  titleZh: z.string(),
  titleEn: z.string(),
  textZh: z.string(),
  textEn: z.string(),
  audience: z.enum(audiences),
  startsAt: z.date(),
  endsAt: z.date(),
  withdrawnAt: z.date().nullable(),
})

export const readAnnouncements = query({
  name: 'messages.announcement.current',
  path: '/messages/announcements',
  summary: 'Announcements of the service centre that concern the asker now',
  access: anyone,
  input: z.object({}),
  output: z.object({ announcements: z.array(view) }),
  run: async ({ sql, actor, now }) => ({
    announcements: await currentAnnouncements(sql, now, audiencesOfActor(actor)),
  }),
})

export const listAnnouncements = query({
  name: 'messages.announcement.list',
  path: '/messages/announcements/all',
  summary: 'All announcements, latest first',
  access: office('service_centre'),
  input: z.object({}),
  output: z.object({ announcements: z.array(view) }),
  run: async ({ sql }) => ({ announcements: await announcementRows(sql) }),
})

const text = (lengthMax: number) => prose(lengthMax).pipe(z.string().min(1))

export const publishAnnouncement = operation({
  name: 'messages.announcement.publish',
  method: 'POST',
  path: '/messages/announcements',
  summary:
    'Announces something to an audience, from the first day to the last; who agreed to it is told by e-mail and text message',
  access: office('service_centre'),
  input: z.object({
    titleZh: lineZh(60),
    titleEn: line(120),
    textZh: text(2000),
    textEn: text(4000),
    audience: z.enum(audiences),
    from: civilDay,
    to: civilDay,
  }),
  output: z.object({ announcementId: id }),
  refusals: ['messages.announcement.ends_before_start', 'messages.announcement.over_already'],
  async run({ tx, actor, now }, { from, to, ...input }) {
    const startsAt = startOfDay(from)
    const endsAt = startOfDay(addDays(to, 1))
    if (endsAt <= startsAt) refuse('messages.announcement.ends_before_start')
    if (endsAt <= now) refuse('messages.announcement.over_already')
    const announcementId = uuidv7(now)
    await insertAnnouncement(tx, { ...input, id: announcementId, startsAt, endsAt }, personOf(actor), now)
    return { announcementId }
  },
})

export const withdrawAnnouncement = operation({
  name: 'messages.announcement.withdraw',
  method: 'DELETE',
  path: '/messages/announcements/{announcementId}',
  summary: 'Takes an announcement back',
  access: office('service_centre'),
  input: z.object({ announcementId: id }),
  output: z.object({ announcementId: id }),
  refusals: ['messages.announcement.unknown'],
  async run({ tx, now }, { announcementId }) {
    if (!(await withdrawAnnouncementRow(tx, announcementId, now))) refuse('messages.announcement.unknown')
    return { announcementId }
  },
})
