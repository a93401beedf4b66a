import fc from 'fast-check'
import * as v from 'valibot'
import type { WorkspaceId } from '../../../src/domain/ids.ts'
import type { InWorkspace } from '../../../src/store/sql/transaction.ts'
import { MONDAY_10_UTC } from '../../support/world.ts'
import { type Kind, lifecycleModel, type Name, type Role, type Time } from '../lifecycle/lifecycle-model.ts'
import { type Act, BEGUN_SESSION, type Known, onModel, process } from './acts.ts'
import { type Event, isLinearizable, type State } from './linearization.ts'

const at = (hour: number): Time => ({ at: Date.UTC(2026, 10, 24, hour), slot: 'on', waking: true })

/** Few members, few times and few things to act on, so that concurrent acts collide. */
const pair = fc.constantFrom(
  ['A', 'B'],
  ['B', 'A'],
  ['A', 'B'],
  ['A', 'B'],
  ['B', 'A'],
  ['A', 'C'],
  ['C', 'B'],
) as fc.Arbitrary<[Name, Name]>
const kind = fc.constantFrom<Kind>('offer', 'session_request')
const time = fc.constantFrom(at(9), at(9), at(10))

const beginning = fc.tuple(fc.array(fc.record({ pair, kind }), { minLength: 1, maxLength: 3 }), fc.boolean())

type Draft = (begun: readonly Act[], key: string) => Act

/** Acts on the initial requests and sessions, mostly by members who may. */
const draft: fc.Arbitrary<Draft> = fc
  .record({
    what: fc.constantFrom(
      'send',
      'answer',
      'dismiss',
      'dismiss',
      'dismiss',
      'withdraw',
      'withdraw',
      'answer',
      'book',
      'book',
      'book',
      'cancel',
    ),
    pair,
    kind,
    time,
    nth: fc.nat(3),
    card: fc.boolean(),
    named: fc.boolean(),
    twice: fc.boolean(),
  })
  .map(({ what, pair: [one, two], kind: asked, time: when, nth, card, named, twice }) => (begun, own) => {
    const sends = begun.filter((act) => act.type === 'send')
    const index = nth % sends.length
    const request = sends[index]
    const [from, to] = request ? [request.from, request.to] : [one, two]
    // Two clients of one member that submit the same modal share its intent.
    const key = twice ? `both ${what} ${from} ${to} ${when.at}` : own
    switch (what) {
      case 'send':
        return { type: 'send', from: one, to: two, kind: asked, intent: own, answers: null }
      case 'answer':
        return {
          type: 'send',
          from: to,
          to: from,
          kind: 'session_request',
          intent: key,
          answers: named ? index : null,
        }
      case 'dismiss':
        return { type: 'dismiss', actor: to, request: index, card }
      case 'withdraw':
        return { type: 'withdraw', actor: from, request: index }
      case 'cancel':
        return { type: 'cancel', actor: one, session: 0 }
      default: {
        const role: Role = request?.kind === 'offer' ? 'mentee' : 'mentor'
        return {
          type: 'book',
          actor: to,
          other: from,
          role,
          time: when,
          origin: named ? index : null,
          intent: key,
        }
      }
    }
  })

/** Four clients, each with a few acts one after another. */
export const histories = fc.record({
  beginning,
  clients: fc.array(fc.array(draft, { minLength: 2, maxLength: 3 }), { minLength: 4, maxLength: 4 }),
})

type History = typeof histories extends fc.Arbitrary<infer T> ? T : never

const rows = v.object({
  requests: v.array(
    v.strictObject({
      intent: v.string(),
      id: v.string(),
      card: v.string(),
      number: v.number(),
      line: v.string(),
    }),
  ),
  sessions: v.array(v.strictObject({ intent: v.string(), id: v.string(), line: v.string() })),
})

const everything = /* sql */ `
  select
    (select coalesce(json_agg(json_build_object('intent', r.intent, 'id', r.id, 'card', r.card_id, 'number', r.number,
       'line', concat_ws(' ', r.intent, r.kind, r.sender_id, r.receiver_id, 'card of',
         (select f.intent from requests f where f.workspace_id = :workspace and f.card_id = r.card_id order by number limit 1),
         r.number, r.status, r.withdrawn_at is not null,
         coalesce((select s.intent from sessions s where s.workspace_id = :workspace and s.id = r.accepted_session_id),
           (select a.intent from requests a where a.workspace_id = :workspace and a.id = r.accepted_request_id), '-')))), '[]')
     from requests r where r.workspace_id = :workspace) as requests,
    (select coalesce(json_agg(json_build_object('intent', s.intent, 'id', s.id, 'line', concat_ws(' ', s.intent,
       (select member_id from session_members m where m.workspace_id = :workspace and m.session_id = s.id and role = 'mentor'),
       (select member_id from session_members m where m.workspace_id = :workspace and m.session_id = s.id and role = 'mentee'),
       (extract(epoch from s.starts_at) * 1000)::bigint, s.booked_by, s.status = 'cancelled'))), '[]')
     from sessions s where s.workspace_id = :workspace) as sessions`

const truths = (line: string) => line.replace(/\bt\b/g, 'true').replace(/\bf\b/g, 'false')

/** Runs the beginning alone, then all clients at once, each through one of two processes. @returns what came of it */
export const play = async (
  { beginning: [asked, booked], clients }: History,
  setUp: InWorkspace,
  pools: readonly [InWorkspace, InWorkspace],
): Promise<{ linearizable: boolean; workspace: WorkspaceId; report: () => string }> => {
  const name = `T${crypto.randomUUID()}`
  const processes = pools.map((pool) => process(pool, name))
  const [one, two] = processes
  if (!one || !two) throw new Error('two processes')
  await setUp(one.workspace, (tx) =>
    tx.rows(
      /* sql */ `
      with workspace as (insert into workspaces (workspace_id, name, installed_at) values (:workspace, 'Race', :now))
      insert into members (workspace_id, id, name, zone, fetched_at)
      select :workspace, name, name, 'UTC', :now from unnest(array['A', 'B', 'C', 'D']) name`,
      { now: new Date(MONDAY_10_UTC) },
    ),
  )
  const begun: Act[] = asked.map(({ pair: [from, to], kind: what }, index) => ({
    type: 'send',
    from,
    to,
    kind: what,
    intent: `begun ${index}`,
    answers: null,
  }))
  if (booked) {
    begun.push({
      type: 'book',
      actor: 'B',
      other: 'A',
      role: 'mentee',
      time: at(14),
      origin: null,
      intent: BEGUN_SESSION,
    })
  }
  const known: Known = { requests: [], cards: [], cardUpTo: [], sessions: [] }
  const honest = process(setUp, name)
  for (const act of begun) await honest.perform(act, known)
  const model = lifecycleModel(MONDAY_10_UTC)
  for (const act of begun) onModel(model, act, [])
  known.cardUpTo = model.requests.map(({ card }) =>
    Math.max(...model.requests.filter((r) => r.card === card).map((r) => r.number)),
  )

  let count = 0
  const tick = () => {
    count += 1
    return count
  }
  const events: Event[] = []
  await Promise.all(
    clients.map(async (drafts, client) => {
      for (const [index, makeAct] of drafts.entries()) {
        const act = makeAct(begun, `client ${client} act ${index}`)
        const began = tick()
        const answer = await (client % 2 === 0 ? one : two).perform(act, {
          ...known,
          requests: known.requests.slice(0, asked.length),
          cards: known.cards.slice(0, asked.length),
          sessions: known.sessions.slice(0, booked ? 1 : 0),
        })
        events.push({ act, answer, began, ended: tick() })
      }
    }),
  )
  const found = await setUp(one.workspace, async (tx) => v.parse(rows, (await tx.rows(everything))[0]))
  const final: State = [...found.requests, ...found.sessions].map(({ line }) => truths(line)).sort()
  return {
    linearizable: isLinearizable(begun, events, known.cardUpTo, final),
    workspace: one.workspace,
    report: () => JSON.stringify({ begun, events, final }, null, 1),
  }
}
