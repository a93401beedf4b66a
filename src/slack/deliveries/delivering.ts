import type { WorkspaceId } from '../../domain/ids.ts'
import type { NoticeKind, NoticeOf } from '../../domain/notices.ts'
import type { Clock } from '../../domain/time/time.ts'
import type { WritingSessions } from '../../service/calendars/write-sessions.ts'
import type { Announcing } from '../../service/open-sessions/announcing.ts'
import type { Questions } from '../../service/open-sessions/questions.ts'
import type { MyData } from '../../service/own-data/my-data.ts'
import type { Reports } from '../../service/programme/reports.ts'
import type { Nudges } from '../../service/requests/nudges.ts'
import type { Reroutes } from '../../service/requests/reroutes.ts'
import type { Screens } from '../../service/screens.ts'
import type { AskForFeedback } from '../../service/sessions/ask-for-feedback.ts'
import type { Reminders } from '../../service/sessions/reminders.ts'
import type { Delivery } from '../../store/deliveries.ts'
import type { HeldLane, Sending } from '../../worker/sending.ts'
import type { RunStep } from '../../worker/steps.ts'
import type { OptionalScope } from '../oauth/scopes.ts'
import type { Words } from '../text/words.ts'
import type { DeliveringClient } from '../web-api/client.ts'

/** What a kind of notice is delivered with. */
export type With = {
  client: DeliveringClient
  heldLane: HeldLane
  screens: Screens
  /** Optional scopes that the workspace did not grant. Default: none. */
  lackingIn?(workspace: WorkspaceId): Promise<readonly OptionalScope[]>
  reminders: Reminders
  nudges: Nudges
  announcing: Announcing
  questions: Questions
  reroutes: Reroutes
  reports: Reports
  feedback: AskForFeedback
  myData: MyData
  writing: WritingSessions
  clock: Clock
  words: Words
  step: RunStep
}

/**
 * Delivers one kind of notice. It reads what to show now, so a late delivery never shows an old state, and a repeated
 * one shows the same.
 */
export type Delivers<Kind extends NoticeKind> = (
  parts: With,
  delivery: Delivery,
  notice: NoticeOf<Kind>,
) => Promise<Sending>

export const skipped = (reason: string): Sending => ({ outcome: 'skipped', reason })

/** For messages that are never changed later. */
export const recordNothing = () => async () => {}
