import * as v from 'valibot'
import { type CalendarProvider, calendarProviders, type Grant } from '../../domain/calendars/reading.ts'
import { type MemberId, memberId, type WorkspaceId, workspaceId } from '../../domain/ids.ts'
import { HOUR, type Instant } from '../../domain/time/time.ts'
import { sealAccess } from '../../store/calendar-access.ts'
import { insertSource, renewSource, sourcesOf } from '../../store/calendar-sources.ts'
import { findMembers } from '../../store/members.ts'
import { doubtWritten } from '../../store/written-events.ts'
import type { Act, Parts } from '../act.ts'
import { homeNotices } from '../notices.ts'
import { type Refusal, refuse } from '../outcome.ts'
import type { Calendars } from './calendars.ts'
import { disconnect } from './disconnect.ts'

/** Whose calendar is to be connected, and at which provider. */
export type Ticket = { workspace: WorkspaceId; actor: MemberId; provider: CalendarProvider }

/** Somebody may leave the form open for a while. */
const TICKET_LASTS = HOUR

const ticketSchema = v.object({
  workspace: v.pipe(v.string(), v.transform(workspaceId)),
  actor: v.pipe(v.string(), v.transform(memberId)),
  provider: v.picklist(calendarProviders),
  until: v.number(),
})

/** It names its workspace itself, so it is bound to no row. */
const TICKET = { workspace: 'any', column: 'calendar ticket' }

/**
 * Tickets lead from Slack, where it is known who somebody is, to a browser, where it is not. They are sealed, so nobody
 * can make one, and need no row.
 */
export const tickets = ({ clock, calendars, inWorkspace }: Parts) => ({
  /** One for each provider at which the member can connect a calendar. */
  calendarTickets: (
    of: Omit<Ticket, 'provider'>,
  ): readonly { provider: CalendarProvider; ticket: string }[] =>
    offered(calendars).map((provider) => {
      const ticket = { ...of, provider, until: clock.now() + TICKET_LASTS }
      return { provider, ticket: calendars?.sealing.seal(JSON.stringify(ticket), TICKET) ?? '' }
    }),

  /** @returns undefined if it is none of ours, or over */
  readTicket: async (ticket: string): Promise<(Ticket & { fullName: string }) | undefined> => {
    const opened = opens(calendars, ticket)
    const now = clock.now()
    if (!opened || opened.until <= now || opened.until > now + TICKET_LASTS) return undefined
    const { workspace, actor, provider } = opened
    const member = (await inWorkspace(workspace, (tx) => findMembers(tx, [actor]))).get(actor)
    return member && { workspace, actor, provider, fullName: member.fullName }
  },
})

const offered = (calendars: Calendars | undefined) =>
  calendarProviders.filter((provider) => calendars?.providers[provider])

const opens = (
  calendars: Calendars | undefined,
  ticket: string,
): (Ticket & { until: Instant }) | undefined => {
  try {
    return v.parse(ticketSchema, JSON.parse(calendars?.sealing.open(ticket, TICKET) ?? ''))
  } catch {
    return undefined
  }
}

/** Where a provider's calendars are, for people. */
const HOSTS: Readonly<Record<CalendarProvider, string>> = {
  google: 'calendar.google.com',
  microsoft: 'outlook.office.com',
}

type Consented = { workspace: WorkspaceId; actor: MemberId; provider: CalendarProvider; grant: Grant }

/**
 * Connects the calendar to which its owner consented, in place of the one before: a member has one calendar of each provider.
 * Neither says whose account it is, so it may be another one; the sessions in the one before go by the leave that was given
 * for it, and are written into this one then. It is read at once.
 */
export const connectProvider =
  (calendars: Calendars | undefined) =>
  async (
    act: Act,
    { workspace, actor, provider, grant }: Consented,
  ): Promise<{ outcome: 'connected' } | Refusal> => {
    if (!calendars) return refuse({ reason: 'not_found' })
    const { sealing, wake } = calendars
    const connected = await act({ members: [actor] }, async (tx): Promise<{ outcome: 'connected' }> => {
      const [sources] = await Promise.all([sourcesOf(tx, actor), tx.held])
      const before = sources.find(({ kind }) => kind === provider)
      // By a leave that was taken back nothing can be changed, so that all there is to do needs the new one.
      const isRenewed = before?.fault === 'revoked' && before.writes && grant.writes
      if (before && !isRenewed) await disconnect(tx, actor, [before.id])
      const id = isRenewed ? before.id : tx.nextId()
      const secret = sealAccess(sealing, workspace, id, { kind: provider, ...grant })
      const source = { id, member: actor, secret, writes: grant.writes }
      if (isRenewed) {
        renewSource(tx, source, tx.now())
        const ahead = await doubtWritten(tx, id, tx.now())
        tx.tell(ahead.map((session) => ({ kind: 'calendarEvent', to: actor, session }) as const))
      } else
        insertSource(
          tx,
          { ...source, kind: provider, host: HOSTS[provider], readWith: `${provider} of ${actor}` },
          tx.now(),
        )
      tx.tell(homeNotices(actor))
      return { outcome: 'connected' }
    })
    wake()
    return connected
  }
