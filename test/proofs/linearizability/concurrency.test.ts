import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type MemberId, memberId, receiptKey } from '../../../src/domain/ids.ts'
import { HOUR, MINUTE } from '../../../src/domain/time/time.ts'
import { meetMember } from '../../../src/store/members.ts'
import { TUESDAY_9 } from '../../service/scene.ts'
import { asUsual } from '../../support/as-usual.ts'
import { type OwnDatabase, ownDatabase } from '../../support/own-database.ts'
import { account, MONDAY_10_UTC, worldOn } from '../../support/world.ts'
import { lifecycleModel } from '../lifecycle/lifecycle-model.ts'

/** On a server with several connections: on the embedded database's single one, acts follow each other anyway. */
describe('acts at the same time', () => {
  let database: OwnDatabase
  beforeAll(async () => {
    database = await ownDatabase(10)
  })
  afterAll(() => database.close())

  const crowd = async (size: number) => {
    const members = Array.from({ length: size }, (_, index) => memberId(`U${index}`))
    const here = await worldOn(
      database.knex,
      members.map((id) => account(id)),
    )
    const { workspace, parts, services } = here
    await parts.inWorkspace(workspace, async (tx) => {
      for (const id of members) await meetMember(tx, account(id), here.clock.now())
    })
    const send = (kind: 'offer' | 'session_request', actor: MemberId, to: MemberId) =>
      services.send({
        ...{ workspace, actor, kind, to, message: '', contextUrl: null },
        ...{ intent: here.intent(), answers: null, others: true },
      })
    const book = (
      actor: MemberId,
      mentor: MemberId,
      mentee: MemberId,
      startsAt: number,
      intent = here.intent(),
    ) =>
      services.book({
        ...asUsual,
        ...{ workspace, actor, mentor, mentee, startsAt, intent },
        ...{ topic: '', origin: null, confirmed: true },
      })
    const count = async (sql: string) => {
      const [row] = await parts.inWorkspace(workspace, (tx) =>
        tx.rows(`select count(*)::int as n from ${sql}`),
      )
      return row?.n
    }
    return { ...here, members, mentor: memberId('U0'), send, book, count }
  }

  it('give a slot that many want to exactly one member, and accept only that member’s offer', async () => {
    const { members, mentor, send, book, count } = await crowd(13)
    const mentees = members.slice(1)
    for (const mentee of mentees) await send('offer', mentor, mentee)
    const answers = await Promise.all(mentees.map((mentee) => book(mentee, mentor, mentee, TUESDAY_9)))
    expect(answers.filter(({ outcome }) => outcome === 'booked')).toHaveLength(1)
    expect(answers.filter(({ outcome }) => outcome !== 'booked')).toEqual(
      Array.from({ length: 11 }, () => ({ outcome: 'unavailable', reason: 'mentor_busy' })),
    )
    expect(await count('sessions where workspace_id = :workspace')).toBe(1)
    expect(await count(`requests where workspace_id = :workspace and status = 'accepted'`)).toBe(1)
  })

  it('answer each delivery of a booking, whichever of many was first', async () => {
    const { workspace, members, mentor, services, intent } = await crowd(5)
    const answers = await Promise.all(
      members.slice(1).map((mentee) =>
        services.onceFor(receiptKey(`submission:${mentee}`)).book({
          ...asUsual,
          ...{ workspace, actor: mentee, mentor, mentee, startsAt: TUESDAY_9, intent: intent() },
          ...{ topic: '', origin: null, confirmed: true },
        }),
      ),
    )
    expect(answers.map(({ outcome }) => outcome).sort()).toEqual(['booked', ...Array(3).fill('unavailable')])
  })

  it('never let several mentors book one member for overlapping times', async () => {
    const { members, mentor: mentee, book, count } = await crowd(9)
    const mentors = members.slice(1)
    const answers = await Promise.all(
      mentors.map((mentor, index) => book(mentor, mentor, mentee, TUESDAY_9 + index * MINUTE)),
    )
    expect(answers.filter(({ outcome }) => outcome === 'booked')).toHaveLength(1)
    expect(answers.filter(({ outcome }) => outcome === 'unavailable')).toHaveLength(7)
    expect(await count('session_members where workspace_id = :workspace and active')).toBe(2)
  })

  it('book once and tell once when one modal is submitted many times', async () => {
    const { members, mentor, send, book, count, intent } = await crowd(2)
    const [, mentee] = members
    if (!mentee) throw new Error('a crowd of two')
    await send('offer', mentor, mentee)
    const before = await count('deliveries where workspace_id = :workspace')
    const once = intent()
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => book(mentee, mentor, mentee, TUESDAY_9, once)),
    )
    expect(answers.map(({ outcome }) => outcome).sort()).toEqual(['booked', ...Array(7).fill('unchanged')])
    expect(await count(`deliveries where workspace_id = :workspace and notice ->> 'kind' = 'session'`)).toBe(
      2,
    )
    expect(before).toBe(1)
  })

  it('end, when they accept, dismiss and withdraw, as they would in some order one after another', async () => {
    const { members, mentor, send, book, services, workspace, parts } = await crowd(2)
    const [, mentee] = members
    if (!mentee) throw new Error('a crowd of two')
    for (let round = 0; round < 20; round++) {
      const sent = await send('offer', mentor, mentee)
      if (sent.outcome !== 'sent') throw new Error(sent.outcome)
      const { id: request } = sent.request
      const startsAt = TUESDAY_9 + (round % 16) * 30 * MINUTE + Math.floor(round / 16) * 24 * HOUR
      const [booked, dismissed, withdrawn] = await Promise.all([
        book(mentee, mentor, mentee, startsAt),
        services.dismiss({ workspace, actor: mentee, target: { request } }),
        services.withdraw({ workspace, actor: mentor, request }),
      ])
      const [row] = await parts.inWorkspace(workspace, (tx) =>
        tx.rows(
          `select status, withdrawn_at is not null as withdrawn from requests where workspace_id = :workspace and id = :request`,
          { request },
        ),
      )
      const word = (answer: { outcome: string; reason?: unknown }) =>
        answer.outcome === 'refused' ? `refused: ${answer.reason}` : answer.outcome
      const settled = 'accepted' in booked ? (booked.accepted?.count ?? 0) : 0
      const seen = [
        `${booked.outcome}, ${settled} settled`,
        word(dismissed),
        word(withdrawn),
        row?.status,
        row?.withdrawn,
      ]
      expect(inSomeOrder).toContainEqual(seen)
    }
  })

  it('never deadlock, though many pairs act in both directions and members leave meanwhile', async () => {
    const { members, workspace, services, send, book, count } = await crowd(8)
    await Promise.all(members.map((actor) => services.openHome({ workspace, actor })))
    const pairs = members.flatMap((one) =>
      members.filter((other) => other !== one).map((other) => [one, other] as const),
    )
    for (const [one, other] of pairs) await send('offer', one, other)
    const acts = pairs.flatMap(([one, other], index) => [
      () => send(index % 2 === 0 ? 'offer' : 'session_request', one, other),
      () => book(one, other, one, TUESDAY_9 + (index % 12) * 30 * MINUTE),
      ...(index % 8 === 7 && one > 'U4'
        ? [() => services.learn({ workspace, account: account(one, { isDeactivated: true }), seenAt: null })]
        : []),
    ])
    const ended = await Promise.allSettled(acts.map((start) => start()))
    expect(ended.filter(({ status }) => status === 'rejected')).toEqual([])
    const overlaps = `session_members a join session_members b on a.workspace_id = b.workspace_id
      and a.member_id = b.member_id and a.session_id < b.session_id and a.busy && b.busy
      where a.workspace_id = :workspace and a.active and b.active`
    expect(await count(overlaps)).toBe(0)
  })
})

/** The outcome, by the model, of each of the six orders of booking (B), dismissing (D) and withdrawing (W). */
const inSomeOrder = ['BDW', 'BWD', 'DBW', 'DWB', 'WBD', 'WDB'].map((order) => {
  const model = lifecycleModel(MONDAY_10_UTC)
  model.send({ kind: 'offer', from: 'A', to: 'B', intent: 'offer' })
  const [request] = model.requests
  const time = { at: TUESDAY_9, slot: 'on', waking: true } as const
  const booking = { actor: 'B', other: 'A', role: 'mentee', origin: null, confirmed: true } as const
  const acts: Record<string, () => string> = {
    B: () => model.book({ ...booking, time, intent: 'booking' }),
    D: () => model.dismiss('B', request ? [request] : []).replace(/ \d+$/, ''),
    W: () => model.withdraw('A', request),
  }
  const said = new Map([...order].map((act) => [act, acts[act]?.()]))
  return [said.get('B'), said.get('D'), said.get('W'), request?.status, request?.withdrawn]
})
