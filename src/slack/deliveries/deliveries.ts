import type { NoticeKind } from '../../domain/notices.ts'
import { announcement } from './announcement.ts'
import { calendar } from './calendar.ts'
import { calendarEvent } from './calendar-event.ts'
import { calendarFault } from './calendar-fault.ts'
import { card } from './card.ts'
import { channelFault } from './channel-fault.ts'
import type { Delivers } from './delivering.ts'
import { disconnection } from './disconnection.ts'
import { erased } from './erased.ts'
import { feedback, feedbackOver } from './feedback.ts'
import { namedFeedback, thanks } from './feedback-line.ts'
import { home } from './home.ts'
import { leftovers } from './leftovers.ts'
import { nudge } from './nudge.ts'
import { outdated } from './outdated.ts'
import { ownData } from './own-data.ts'
import { questions } from './questions.ts'
import { reminder } from './reminder.ts'
import { replaced } from './replaced.ts'
import { report } from './report.ts'
import { reportFile } from './report-file.ts'
import { reroute } from './reroute.ts'
import { session } from './session.ts'
import { suggestion } from './suggestion.ts'
import { unanswered } from './unanswered.ts'
import { welcome } from './welcome.ts'

/** How each kind of notice (domain/notices.ts) is delivered. */
export const deliveries: { readonly [Kind in NoticeKind]: Delivers<Kind> } = {
  card,
  session,
  announcement,
  channelFault,
  questions,
  suggestion,
  calendar,
  calendarEvent,
  disconnection,
  leftovers,
  reminder,
  feedback,
  feedbackOver,
  thanks,
  namedFeedback,
  nudge,
  reroute,
  report,
  reportFile,
  calendarFault,
  unanswered,
  welcome,
  replaced,
  outdated,
  erased,
  ownData,
  home,
}
