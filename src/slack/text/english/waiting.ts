import type { MemberId } from '../../../domain/ids.ts'
import type { Request } from '../../../domain/requests/request.ts'
import type { ReminderLead } from '../../../domain/sessions/reminder.ts'
import type { Session } from '../../../domain/sessions/session.ts'
import { mention } from '../markup.ts'
import { kindWords } from './nouns.ts'
import { moment } from './times.ts'

export const reminderTitle = (session: Session, other: MemberId, lead: ReminderLead): string =>
  lead === 'soon'
    ? `*Your session with ${mention(other)} is about to start: ${moment(session.startsAt)}.*`
    : `*Your session with ${mention(other)} is coming up: ${moment(session.startsAt)}.*`

export const nudgeLine = ({ kind, sender, sentAt }: Request): string =>
  `*${kindWords[kind]}* from ${mention(sender)} · sent ${moment(sentAt)}`

export const nudging = {
  more: 'And more: the button shows all of them.',
  next: 'Accept by booking a time, or dismiss what does not suit: nobody is told.',
} as const

/** For an older message that the workspace does not allow us to delete. */
export const replacedLine = 'There is a newer message about this further down.'
