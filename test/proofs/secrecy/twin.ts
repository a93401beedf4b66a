import { randomUUID } from 'node:crypto'
import type { Knex } from 'knex'
import { v7 } from 'uuid'
import {
  type Intent,
  intent,
  memberId,
  type RequestId,
  type SessionId,
  workspaceId,
} from '../../../src/domain/ids.ts'
import { lanes, noticeKinds } from '../../../src/domain/notices.ts'
import { startOfRequests } from '../../../src/domain/requests/lists.ts'
import type { IdSource, Parts } from '../../../src/service/act.ts'
import { type Services, services } from '../../../src/service/services.ts'
import { actions } from '../../../src/slack/actions/actions.ts'
import { browsingValue, requestsShown } from '../../../src/slack/browsing.ts'
import { mentorCommand } from '../../../src/slack/commands/mentor.ts'
import { deliver } from '../../../src/slack/deliveries/deliver.ts'
import { actionIds, withdrawTarget } from '../../../src/slack/ids.ts'
import type { Press, Reply } from '../../../src/slack/reply.ts'
import { english } from '../../../src/slack/text/english/english.ts'
import { type DeliveryQueue, deliveryQueue } from '../../../src/store/delivery-queue.ts'
import { inWorkspace, statements } from '../../../src/store/sql/transaction.ts'
import { usualTiming } from '../../../src/worker/lane.ts'
import { outboxWorker } from '../../../src/worker/outbox.ts'
import { planner } from '../../../src/worker/planner.ts'
import { asUsual } from '../../support/as-usual.ts'
import { straightOn } from '../../support/gates.ts'
import { account, testClock } from '../../support/world.ts'
import type { Name, Step } from './histories.ts'
import { recorder } from './recorder.ts'

/** The member whose traces are compared: sends, receives, and must never learn of a dismissal. */
export const OBSERVED: Name = 'UADA'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** Tuesday to Thursday, 24 to 26 November 2026, in everybody's free hours. */
const slot = (nth: number) => Date.UTC(2026, 10, 24 + (nth % 3), 9 + (nth % 5))

/** What a planted leak can use. */
export type Inside = {
  parts: Parts
  workspace: ReturnType<typeof workspaceId>
  clock: ReturnType<typeof testClock>
  /** The observed member's requests that were dismissed in this twin. */
  dismissed: Set<string>
}

/** A mistake that tells the sender of a dismissal, somewhere on the way to them. */
export type Leak = {
  services?: (honest: Services, inside: Inside) => Services
  /** What the observed member is about to be shown. */
  shown?: (content: unknown, inside: Inside) => unknown
  onDismissal?: (inside: Inside) => Promise<unknown>
}

/** Ids that depend on the instant and on nothing that happened at any other. */
const idsByInstant = (clock: { now(): number }): IdSource => {
  let [instant, seq] = [0, 0]
  return () => {
    seq = clock.now() === instant ? seq + 1 : 0
    instant = clock.now()
    return v7({ msecs: instant, seq, random: new Uint8Array(16) })
  }
}

/**
 * Posts first, then updates, then Home. Side by side, lanes change two messages in an order that depends on how busy each
 * lane is, with anybody's messages and for milliseconds: that differs between runs of one history too.
 */
const oneLaneAtATime = (queue: DeliveryQueue): DeliveryQueue => ({
  ...queue,
  take: async (limit, lease, now) => {
    const taken = await queue.take(limit, lease, now)
    const [first, ...others] = [...taken].sort((a, b) => lanes.indexOf(a.name) - lanes.indexOf(b.name))
    for (const lane of others) await queue.release(lane, lane.pauses, null, now)
    return first ? [first] : []
  },
})

const silent = () => {}
const log = { debug: silent, info: silent, warn: silent, error: silent }

/**
 * Plays the history with or without the dismissals of the observed member's requests, and returns everything that
 * reached that member: DMs, Home, answers to commands and presses, each with its time, in order.
 */
export const twin = async (
  knex: Knex,
  history: readonly Step[],
  dismissing: boolean,
  leak: Leak = {},
): Promise<string[]> => {
  const clock = testClock()
  const workspace = workspaceId(`T${randomUUID()}`)
  const act = inWorkspace(knex)
  const parts: Parts = { inWorkspace: act, clock, nextId: idsByInstant(clock), wake: silent }
  const inside: Inside = { parts, workspace, clock, dismissed: new Set() }
  const honest = services(parts, async (_workspace, id) => account(id))
  const given = leak.services?.(honest, inside) ?? honest
  const { client, lines, write } = recorder(
    OBSERVED,
    clock,
    (content) => leak.shown?.(content, inside) ?? content,
  )

  const queue = deliveryQueue({
    rows: statements(knex, [workspace]),
    inWorkspace: act,
    workspaces: [workspace],
    kinds: noticeKinds,
    worker: 'one',
  })
  const worker = outboxWorker({
    queue: oneLaneAtATime(queue),
    send: deliver({ ...given, clock, words: english, step: straightOn, clientFor: () => client }),
    clock,
    log,
    timing: { ...usualTiming, pace: 0 },
    step: straightOn,
    count: silent,
  })
  const plans = planner({
    clock,
    log,
    workspaces: [workspace],
    plans: [given.reminders.plan, given.reminders.planStarts, given.nudges.plan],
    wake: silent,
  })
  const settle = async () => {
    await plans.plan()
    while ((await worker.drain()) > 0);
  }

  await act(workspace, (tx) =>
    tx.rows(
      /* sql */ `
      with workspace as (insert into workspaces (workspace_id, name, installed_at) values (:workspace, 'Twin', :now))
      insert into members (workspace_id, id, name, zone, fetched_at, home_opened_at)
      select :workspace, name, name, 'UTC', '2100-01-01', :now from unnest(array['UADA', 'UBEN', 'UCLEO']) name`,
      { now: new Date(clock.now()) },
    ),
  )

  const sent: { id: RequestId; from: Name; to: Name }[] = []
  const sessions: { id: SessionId; by: Name }[] = []
  const learnSent = async () => {
    const rows = await act(workspace, (tx) =>
      tx.rows('select id, sender_id, receiver_id from requests where workspace_id = :workspace order by id'),
    )
    sent.splice(
      0,
      sent.length,
      ...rows.map((row) => ({
        id: row.id as RequestId,
        from: row.sender_id as Name,
        to: row.receiver_id as Name,
      })),
    )
  }

  const by = (actor: Name) => ({ workspace, actor: memberId(actor), triggerId: `trigger of ${actor}` })
  const parted = { services: given, client, words: english }
  const reply = async (what: string, { ack, afterwards }: Reply<unknown>) => {
    if (ack !== undefined) write('answers', { to: what, ack })
    await afterwards?.()
  }
  const command = async (text: string) => reply(text, await mentorCommand(parted, { ...by(OBSERVED), text }))
  const press = async (actionId: string, value: string, surface: Press['surface']) => {
    const respond = async (message: unknown) => write('answers', { to: actionId, message })
    const handler = actions[actionId]
    if (!handler) throw new Error(`no action ${actionId}`)
    await reply(
      actionId,
      await handler(parted, { ...by(OBSERVED), pressedAt: '', value, surface, modal: undefined, respond }),
    )
  }
  const fresh = (): Intent => intent(`${clock.now()}`)

  const perform = async (step: Step): Promise<void> => {
    const own = sent.filter(({ from }) => from === OBSERVED)
    switch (step.do) {
      case 'send': {
        if (step.from === OBSERVED) {
          // A trigger is new each time, and the intent is derived from it.
          const verb = step.kind === 'offer' ? 'offer' : 'request'
          const typed = { ...by(OBSERVED), triggerId: `${clock.now()}`, text: `${verb} <@${step.to}> Hello` }
          await reply(typed.text, await mentorCommand(parted, typed))
        } else {
          const message = { message: 'Hello', contextUrl: null, intent: fresh(), answers: null }
          await given.send({ ...by(step.from), kind: step.kind, to: memberId(step.to), ...message })
        }
        return learnSent()
      }
      case 'dismiss': {
        const named = (step.whose === 'observed' ? own : sent)[
          step.nth % Math.max(1, (step.whose === 'observed' ? own : sent).length)
        ]
        if (!named || (named.from === OBSERVED && !dismissing)) return
        const done = await given.dismiss({ ...by(named.to), target: { request: named.id } })
        if (named.from !== OBSERVED || done.outcome !== 'dismissed') return
        inside.dismissed.add(named.id)
        await leak.onDismissal?.(inside)
        return
      }
      case 'withdraw': {
        const named = own[step.nth % Math.max(1, own.length)]
        if (!named) return
        const value = withdrawTarget.encode({
          request: named.id,
          view: browsingValue.encode(startOfRequests),
        })
        return press(actionIds.withdrawRequest, value, step.surface)
      }
      case 'book': {
        const named = sent[step.nth % Math.max(1, sent.length)]
        if (!named) return
        const kind = await act(workspace, (tx) =>
          tx.rows('select kind from requests where workspace_id = :workspace and id = :id', { id: named.id }),
        )
        const [mentor, mentee] = kind[0]?.kind === 'offer' ? [named.from, named.to] : [named.to, named.from]
        const booked = await given.book({
          ...asUsual,
          ...by(named.to),
          mentor: memberId(mentor),
          mentee: memberId(mentee),
          startsAt: slot(step.time),
          topic: '',
          intent: fresh(),
          origin: null,
          confirmed: true,
        })
        if (booked.outcome === 'booked') sessions.push({ id: booked.session.id, by: named.to })
        return
      }
      case 'cancel': {
        const session = sessions[step.nth % Math.max(1, sessions.length)]
        if (session) await given.cancel({ ...by(session.by), session: session.id, reason: null })
        return
      }
      case 'look':
        if (step.at === 'home') return given.openHome(by(OBSERVED))
        if (step.at === 'pending') {
          const sentPending = { filter: { kind: null, state: 'pending' as const }, from: null }
          return press(
            actionIds.browse,
            browsingValue.encode({ ...startOfRequests, sent: sentPending }),
            step.surface,
          )
        }
        return command(step.at)
      case 'wait':
        clock.advance(step.hours * HOUR)
    }
  }

  for (const step of history) {
    clock.advance(MINUTE)
    await perform(step)
    if (step.settles) await settle()
  }
  // Long enough for everything that waits to cause a nudge.
  clock.advance(73 * HOUR)
  await given.openHome(by(OBSERVED))
  await settle()
  for (const extent of ['all', 'closed'] as const) {
    await press(actionIds.showRequests, requestsShown.encode({ side: 'sent', extent }), 'home')
  }
  await command('requests')
  await command('sessions')
  return lines()
}
