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
  const connected = await services.connectFeed({ workspace, actor, typed })
  switch (connected.outcome) {
    case 'connected':
      return instead(words, words.outsideCalendars.title, words.connectedText(connected.host))
    case 'faulty':
      return fault(blockIds.calendarAddress, words.notConnectedText(connected.fault))
    case 'refused':
      return fault(blockIds.calendarAddress, words.refusalText(connected))
  }
}
