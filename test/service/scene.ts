import { type MemberId, memberId, type RequestId, requestId, sessionId } from '../../src/domain/ids.ts'
import type { Request, RequestKind } from '../../src/domain/requests/request.ts'
import type { Sending } from '../../src/service/requests/send.ts'
import type { Booking } from '../../src/service/sessions/booking.ts'
import { type Account, meetMember } from '../../src/store/members.ts'
import { findRequest } from '../../src/store/requests.ts'
import { asUsual } from '../support/as-usual.ts'
import { account, type World, world } from '../support/world.ts'

export const anna = memberId('UANNA')
export const ben = memberId('UBEN')
export const cleo = memberId('UCLEO')
export const dora = memberId('UDORA')

/** Ids that the app never gave out. */
export const nobodysRequest = requestId('019ab000-0000-7000-8000-000000000000')
export const nobodysSession = sessionId('019ab000-0000-7000-8000-000000000000')

/** Tuesday 24 November 2026, 09:00 UTC and on: free slots of everybody's office hours. */
export const TUESDAY_9 = Date.UTC(2026, 10, 24, 9)
export const TUESDAY_9_30 = Date.UTC(2026, 10, 24, 9, 30)
export const TUESDAY_10 = Date.UTC(2026, 10, 24, 10)

const tables = [
  'workspaces',
  'members',
  'availabilities',
  'cards',
  'requests',
  'sessions',
  'session_members',
  'deliveries',
]

export type Scene = Awaited<ReturnType<typeof scene>>

/** Anna, Ben, Cleo and Dora in their own workspace on the real database, and what tests do with them. */
export const scene = async (accounts: readonly Account[] = []) => {
  const known = [...[anna, ben, cleo].map((id) => account(id)), account(dora, { isAdmin: true }), ...accounts]
  const given: World = await world(known)
  const { workspace, parts, services } = given
  await parts.inWorkspace(workspace, async (tx) => {
    for (const one of known) await meetMember(tx, one, given.clock.now())
  })

  const send = (
    kind: RequestKind,
    from: MemberId,
    to: MemberId,
    changes: Partial<Omit<Sending, 'kind' | 'actor' | 'to'>> = {},
  ) =>
    services.send({
      workspace,
      actor: from,
      kind,
      to,
      message: '',
      contextUrl: null,
      intent: given.intent(),
      answers: null,
      others: true,
      ...changes,
    })

  /** The request that was sent; throws if it was refused. */
  const sent = async (...args: Parameters<typeof send>) => {
    const answer = await send(...args)
    if (answer.outcome !== 'sent') throw new Error(`the request was not sent: ${JSON.stringify(answer)}`)
    return answer.request
  }

  const book = (booking: Pick<Booking, 'actor' | 'mentor' | 'mentee'> & Partial<Booking>) =>
    services.book({
      ...asUsual,
      workspace,
      startsAt: TUESDAY_9,
      topic: '',
      intent: given.intent(),
      origin: null,
      confirmed: false,
      ...booking,
    })

  const booked = async (...args: Parameters<typeof book>) => {
    const answer = await book(...args)
    if (answer.outcome !== 'booked') throw new Error(`nothing was booked: ${JSON.stringify(answer)}`)
    return answer.session
  }

  const rows = async (sql: string) => parts.inWorkspace(workspace, (tx) => tx.rows(sql))

  return {
    ...given,
    offer: (from: MemberId, to: MemberId, changes = {}) => sent('offer', from, to, changes),
    ask: (from: MemberId, to: MemberId, changes = {}) => sent('session_request', from, to, changes),
    send,
    book,
    booked,
    dismiss: (actor: MemberId, request: RequestId) =>
      services.dismiss({ workspace, actor, target: { request } }),
    withdraw: (actor: MemberId, request: RequestId) => services.withdraw({ workspace, actor, request }),
    request: async (id: RequestId): Promise<Request> => {
      const found = await parts.inWorkspace(workspace, (tx) => findRequest(tx, id))
      if (!found) throw new Error(`there is no request ${id}`)
      return found
    },
    /** The statuses of these requests, in order; a withdrawn one says so. */
    statuses: (...requests: readonly { id: RequestId }[]) =>
      parts.inWorkspace(workspace, async (tx) => {
        const found: (string | undefined)[] = []
        for (const { id } of requests) {
          const request = await findRequest(tx, id)
          found.push(request?.withdrawnAt ? `${request.status}, withdrawn` : request?.status)
        }
        return found
      }),
    rows,
    /** How many rows each table has for this workspace. */
    rowCounts: async () => {
      const counts = tables.map(
        (table) => `(select count(*)::int from ${table} where workspace_id = :workspace) as ${table}`,
      )
      const [row] = await rows(`select ${counts.join(', ')}`)
      return row
    },
    /** The notices written since the last call, as `card UBEN`, `session UANNA`, `home UANNA`. */
    told: async () => {
      const notices = await rows(`
        delete from deliveries where workspace_id = :workspace
        returning position, notice ->> 'kind' as kind, notice ->> 'to' as recipient, notice ->> 'announce' as announce`)
      return [...notices]
        .sort((a, b) => Number(a.position) - Number(b.position))
        .map(({ kind, recipient, announce }) => `${kind} ${recipient}${announce === 'true' ? ' anew' : ''}`)
        .sort()
    },
    openHome: (...members: readonly MemberId[]) =>
      Promise.all(members.map((actor) => services.openHome({ workspace, actor }))),
  }
}
