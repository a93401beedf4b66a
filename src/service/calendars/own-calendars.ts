import type { CalendarSource } from '../../domain/calendars/reading.ts'
import type { MemberId, WorkspaceId } from '../../domain/ids.ts'
import { askForReading, sourcesOf } from '../../store/calendar-sources.ts'
import type { Tx } from '../../store/sql/tx.ts'
import type { Act } from '../act.ts'
import { homeNotices } from '../notices.ts'
import { type Refusal, refuse } from '../outcome.ts'
import type { Calendars } from './calendars.ts'
import { disconnect } from './disconnect.ts'

/** A member's calendars from outside, and whether more can be connected here. */
export type OwnCalendars = { sources: readonly CalendarSource[]; canConnect: boolean }

export const ownCalendars = async (
  tx: Tx,
  member: MemberId,
  calendars: Calendars | undefined,
): Promise<OwnCalendars> => ({ sources: await sourcesOf(tx, member), canConnect: calendars !== undefined })

export type OneCalendar = { workspace: WorkspaceId; actor: MemberId; source: string }

/** `source`: as it was before. */
export type CalendarChanged = { outcome: 'disconnected' | 'checking'; source: CalendarSource }

/** Forgets a calendar, and with it what it said. Home is drawn again either way: a button that found nothing is out of date. */
export const disconnectCalendar = (
  act: Act,
  { actor, source: id }: OneCalendar,
): Promise<CalendarChanged | Refusal> =>
  act({ members: [actor] }, async (tx): Promise<CalendarChanged | Refusal> => {
    const [sources] = await Promise.all([sourcesOf(tx, actor), tx.held])
    tx.tell(homeNotices(actor))
    const source = sources.find((one) => one.id === id)
    if (!source) return refuse({ reason: 'not_found' })
    await disconnect(tx, actor, [id])
    return { outcome: 'disconnected', source }
  })

/** Has a calendar read now. */
export const checkCalendar =
  (calendars: Calendars | undefined) =>
  async (act: Act, { actor, source: id }: OneCalendar): Promise<CalendarChanged | Refusal> => {
    const checking = await act({ members: [actor] }, async (tx): Promise<CalendarChanged | Refusal> => {
      const [sources] = await Promise.all([sourcesOf(tx, actor), tx.held])
      const source = sources.find((one) => one.id === id)
      if (!source) return refuse({ reason: 'not_found' })
      askForReading(tx, actor, id, tx.now())
      return { outcome: 'checking', source }
    })
    calendars?.wake()
    return checking
  }
