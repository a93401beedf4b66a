import { blockIds } from '../ids.ts'
import { inputOf } from '../payloads.ts'
import type { SlackParts } from '../reply.ts'
import { instead } from './booking-answers.ts'
import { fault, type Submission, type SubmissionReply } from './submission.ts'

/** Connects the calendar at the typed address. */
export const submitCalendar = async (
  { services, words }: SlackParts,
  { workspace, actor, modal }: Submission,
): SubmissionReply => {
  const typed = inputOf(modal, blockIds.calendarAddress).text
  const [user, password] = [
    inputOf(modal, blockIds.calendarUser).text,
    inputOf(modal, blockIds.calendarPassword).text,
  ]
  const connected = await services.connectFeed({ workspace, actor, typed, user, password })
  switch (connected.outcome) {
    case 'connected':
      return instead(words, words.outsideCalendars.title, words.connectedText(connected.host))
    case 'faulty':
      return fault(
        connected.fault === 'half_a_login' ? blockIds.calendarPassword : blockIds.calendarAddress,
        words.notConnectedText(connected.fault),
      )
    case 'refused':
      return fault(blockIds.calendarAddress, words.refusalText(connected))
  }
}
