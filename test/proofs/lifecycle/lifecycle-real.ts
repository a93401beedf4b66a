import { randomUUID } from 'node:crypto'
import {
  type CardId,
  cardId,
  intent,
  memberId,
  type RequestId,
  requestId,
  type SessionId,
  sessionId,
  workspaceId,
} from '../../../src/domain/ids.ts'
import { startOfRequests } from '../../../src/domain/requests/lists.ts'
import { idSource, type Parts } from '../../../src/service/act.ts'
import type { Refusal } from '../../../src/service/outcome.ts'
import type { DismissalTarget, Dismissed } from '../../../src/service/requests/dismiss.ts'
import type { Sent } from '../../../src/service/requests/send.ts'
import type { Withdrawn } from '../../../src/service/requests/withdraw.ts'
import { services } from '../../../src/service/services.ts'
import type { Booked } from '../../../src/service/sessions/booking.ts'
import type { Cancelled } from '../../../src/service/sessions/cancel.ts'
import type { NotBooked } from '../../../src/service/sessions/session-time.ts'
import { homeState } from '../../../src/store/reads/home.ts'
import { inWorkspace } from '../../../src/store/sql/transaction.ts'
import type { Tx } from '../../../src/store/sql/tx.ts'
import { asUsual } from '../../support/as-usual.ts'
import { testDatabase } from '../../support/database.ts'
import { MONDAY_10_UTC, type TestClock, testClock } from '../../support/world.ts'
import type { Booking, Kind, Name } from './lifecycle-model.ts'

type Outcome = Sent | Dismissed | Withdrawn | Booked | Cancelled | NotBooked | Refusal

/** What the services answered, in the model's words. */
const words = (answer: Outcome): string => {
  if ('answered' in answer) return `${answer.outcome}, ${answer.answered} answered`
  if (answer.outcome === 'refused') return `refused: ${answer.reason}`
  if (answer.outcome === 'unavailable') return `unavailable: ${answer.reason}`
  if (answer.outcome === 'dismissed' && 'count' in answer) return `dismissed ${answer.count}`
  if (answer.outcome === 'booked')
    return `booked, ${'accepted' in answer ? (answer.accepted?.count ?? 0) : 0} settled`
  return answer.outcome
}

/** Members whose Home is kept up to date. */
export const HOME_OPENED: readonly Name[] = ['A', 'B']

/** Everybody has met everybody, and Slack has no news: an old answer beats none. */
const silentSlack = async () => 'unavailable' as const

/** The services on the test worker's database, in their own workspace, with ids in the model's order. */
export type Real = Awaited<ReturnType<typeof realLifecycle>>

export const realLifecycle = async () => {
  const { knex } = await testDatabase()
  const clock: TestClock = testClock()
  const parts: Parts = { inWorkspace: inWorkspace(knex), clock, nextId: idSource(clock), wake: () => {} }
  const workspace = workspaceId(`T${randomUUID()}`)
  await parts.inWorkspace(workspace, (tx) =>
    tx.rows(
      /* sql */ `
      with workspace as (insert into workspaces (workspace_id, name, installed_at) values (:workspace, 'Model', :now))
      insert into members (workspace_id, id, name, zone, fetched_at, home_opened_at)
      select :workspace, name, name, 'UTC', :now, case when name = any(:opened) then cast(:now as timestamptz) end
      from unnest(array['A', 'B', 'C', 'D']) name`,
      { opened: HOME_OPENED, now: new Date(MONDAY_10_UTC) },
    ),
  )
  const ids = { requests: [] as RequestId[], sessions: [] as SessionId[], cards: [] as CardId[] }
  const forged = randomUUID()
  const acts = services(parts, silentSlack)
  const by = (name: Name) => ({ workspace, actor: memberId(name) })
  const request = (index: number) => ids.requests[index] ?? requestId(forged)

  return {
    clock,
    ids,
    send: async (from: Name, kind: Kind, to: Name, key: string, answers: number | null = null) => {
      const answer = await acts.send({
        ...by(from),
        kind,
        to: memberId(to),
        message: `${kind} from ${from}`,
        contextUrl: null,
        intent: intent(key),
        answers: answers === null ? null : request(answers),
        others: true,
      })
      if (answer.outcome === 'sent') {
        ids.requests.push(answer.request.id)
        if (!ids.cards.includes(answer.request.card)) ids.cards.push(answer.request.card)
      }
      return words(answer)
    },
    dismiss: async (actor: Name, target: { request: number } | { card: number; upTo: number }) => {
      const named: DismissalTarget =
        'request' in target
          ? { request: request(target.request) }
          : { card: ids.cards[target.card] ?? cardId(forged), upTo: target.upTo }
      return words(await acts.dismiss({ ...by(actor), target: named }))
    },
    withdraw: async (actor: Name, index: number) =>
      words(await acts.withdraw({ ...by(actor), request: request(index) })),
    book: async ({ actor, role, other, time, origin, confirmed, intent: key }: Booking) => {
      const answer = await acts.book({
        ...asUsual,
        ...by(actor),
        mentor: memberId(role === 'mentor' ? actor : other),
        mentee: memberId(role === 'mentor' ? other : actor),
        startsAt: time.at,
        topic: '',
        intent: intent(key),
        origin: origin === null ? null : request(origin),
        confirmed,
      })
      if (answer.outcome === 'booked') ids.sessions.push(answer.session.id)
      return words(answer)
    },
    cancel: async (actor: Name, index: number) =>
      words(
        await acts.cancel({ ...by(actor), session: ids.sessions[index] ?? sessionId(forged), reason: null }),
      ),
    /** Every byte from which a member's Home is drawn. */
    seenBy: async (tx: Tx, member: Name): Promise<string> =>
      JSON.stringify((await homeState(tx, memberId(member), () => startOfRequests, clock.now())).home),
    read: <T>(work: (tx: Tx) => Promise<T>): Promise<T> => parts.inWorkspace(workspace, work),
  }
}
