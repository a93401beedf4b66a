import * as availability from './availability.ts'
import * as booking from './booking.ts'
import * as calendar from './calendar.ts'
import * as cards from './cards.ts'
import * as commands from './commands.ts'
import * as consenting from './consenting.ts'
import * as feedback from './feedback.ts'
import * as finding from './finding.ts'
import * as home from './home.ts'
import * as hosting from './hosting.ts'
import * as hostingOutcomes from './hosting-outcomes.ts'
import * as installing from './installing.ts'
import * as joining from './joining.ts'
import * as labels from './labels.ts'
import * as lacking from './lacking.ts'
import * as openSessions from './open-sessions.ts'
import * as outcomes from './outcomes.ts'
import * as outsideCalendars from './outside-calendars.ts'
import * as ownData from './own-data.ts'
import * as pausing from './pausing.ts'
import * as picking from './picking.ts'
import * as privacy from './privacy.ts'
import * as profile from './profile.ts'
import * as programme from './programme.ts'
import * as report from './report.ts'
import * as requests from './requests.ts'
import * as rerouting from './rerouting.ts'
import * as sending from './sending.ts'
import * as sessions from './sessions.ts'
import * as settings from './settings.ts'
import * as subscribing from './subscribing.ts'
import * as suggestions from './suggestions.ts'
import { dayLabel, weekdays } from './times.ts'
import * as waiting from './waiting.ts'

/** English, the first language and the shape of every other (`Words`). */
export const english = {
  ...availability,
  ...booking,
  ...calendar,
  ...cards,
  ...commands,
  ...feedback,
  ...finding,
  ...home,
  ...joining,
  ...hosting,
  ...hostingOutcomes,
  ...consenting,
  ...installing,
  ...labels,
  ...lacking,
  ...privacy,
  ...openSessions,
  ...outcomes,
  ...ownData,
  ...outsideCalendars,
  ...pausing,
  ...picking,
  ...profile,
  ...programme,
  ...report,
  ...requests,
  ...rerouting,
  ...sending,
  ...sessions,
  ...subscribing,
  ...settings,
  ...suggestions,
  ...waiting,
  dayLabel,
  weekdays,
}
