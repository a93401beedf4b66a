import type { NoticeKind, NoticeOf } from '../../domain/notices.ts'
import type { Clock } from '../../domain/time/time.ts'
import type { Nudges } from '../../service/requests/nudges.ts'
import type { Look } from '../../service/screens.ts'
import type { Reminders } from '../../service/sessions/reminders.ts'
import type { Delivery } from '../../store/deliveries.ts'
import type { Sending, Turn } from '../../worker/sending.ts'
import type { RunStep } from '../../worker/steps.ts'
import type { Words } from '../text/words.ts'
import type { DeliveringClient } from '../web-api/client.ts'

/** What a kind of notice is delivered with. */
export type With = {
  client: DeliveringClient
  turn: Turn
  look: Look
  reminders: Reminders
  nudges: Nudges
  clock: Clock
  words: Words
  step: RunStep
}

/**
 * Brings one kind of notice to Slack. What is shown is read now, so that a late delivery never shows an old state, and
 * the same delivery twice shows the same.
 */
export type Delivers<Kind extends NoticeKind> = (
  parts: With,
  delivery: Delivery,
  notice: NoticeOf<Kind>,
) => Promise<Sending>

export const skipped = (reason: string): Sending => ({ outcome: 'skipped', reason })

/** For what leaves no message behind that would be changed later. */
export const recordNothing = () => async () => {}
