import type { MemberId } from '../../../domain/ids.ts'
import { mention } from './people.ts'

export const rerouting = {
  /** Above the tick, with which it makes one sentence. */
  ifNothing: (workingDays: number) =>
    `If I hear nothing in ${workingDays === 1 ? '1 working day' : `${workingDays} working days`}`,
  showOthers: 'Show me others who could help',
  lead: (receiver: MemberId) =>
    `You asked ${mention(receiver)} for a session. Here are others who could help:`,
  staysOpen: 'Your request stays open.',
  allStayOpen: 'Your requests stay open.',
} as const
