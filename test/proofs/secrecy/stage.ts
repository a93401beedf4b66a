import { randomUUID } from 'node:crypto'
import type { Knex } from 'knex'
import { v7 } from 'uuid'
import { type Intent, intent, memberId, workspaceId } from '../../../src/domain/ids.ts'
import { lanes, noticeKinds } from '../../../src/domain/notices.ts'
import type { IdSource, Parts } from '../../../src/service/act.ts'
import { type Services, services } from '../../../src/service/services.ts'
import { actions } from '../../../src/slack/actions/actions.ts'
import { mentorCommand } from '../../../src/slack/commands/mentor.ts'
import { deliver } from '../../../src/slack/deliveries/deliver.ts'
import { modals } from '../../../src/slack/modals/modals.ts'
import type { ModalState } from '../../../src/slack/payloads.ts'
import type { Press, Reply } from '../../../src/slack/reply.ts'
import { english } from '../../../src/slack/text/english/english.ts'
import { type DeliveryQueue, deliveryQueue } from '../../../src/store/delivery-queue.ts'
import { inWorkspace, statements } from '../../../src/store/sql/transaction.ts'
import { usualTiming } from '../../../src/worker/lane.ts'
import { outboxWorker } from '../../../src/worker/outbox.ts'
import { planner } from '../../../src/worker/planner.ts'
import { countedStore } from '../../support/counted-store.ts'
import { straightOn } from '../../support/gates.ts'
import { account, testClock } from '../../support/world.ts'
import { recorder } from './recorder.ts'

/** What a planted leak can use. */
export type Backstage = {
  parts: Parts
  workspace: ReturnType<typeof workspaceId>
  clock: ReturnType<typeof testClock>
}

/** A mistake that tells the observed member of a secret, somewhere on the way to them. */
export type StageLeak = {
  services?: ((honest: Services, backstage: Backstage) => Services) | undefined
  /** What the observed member is about to be shown. */
  shown?: ((content: unknown) => unknown) | undefined
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

type Cast = {
  /** Who does what is recorded, and what reaches them. */
  observed: string
  /** Others, or channels, whose messages and Homes are recorded too. */
  beside?: readonly string[]
  members: readonly string[]
  leak: StageLeak
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
 * A workspace of its own in which a history is played, and everything that reaches one of its members: DMs, Home,
 * answers to commands and presses, each with its time, in order.
 */
export const openStage = async (knex: Knex, { observed, beside = [], members, leak }: Cast) => {
  const clock = testClock()
  const workspace = workspaceId(`T${randomUUID()}`)
  const act = inWorkspace(knex)
  const { store, count } = countedStore(act)
  const parts: Parts = { inWorkspace: store, clock, nextId: idsByInstant(clock), wake: silent }
  const backstage: Backstage = { parts, workspace, clock }
  const honest = services(parts, async (_workspace, id) => account(id))
  const given = leak.services?.(honest, backstage) ?? honest
  const { client, lines, write } = recorder(
    [observed, ...beside],
    clock,
    (content) => leak.shown?.(content) ?? content,
  )

  const queue = deliveryQueue({
    across: (workspaces) => statements(knex, workspaces),
    inWorkspace: act,
    due: async () => [workspace],
    kinds: noticeKinds,
    worker: 'one',
  })
  const worker = outboxWorker({
    queue: oneLaneAtATime(queue),
    send: deliver({ ...given, clock, words: english, step: straightOn, clientFor: async () => client }),
    clock,
    log,
    timing: { ...usualTiming, pace: 0 },
    step: straightOn,
    count: silent,
  })
  const plans = planner({
    clock,
    log,
    toPlan: async () => [workspace],
    plans: [
      given.reminders.plan,
      given.reminders.planStarts,
      given.nudges.plan,
      given.reroutes.plan,
      given.questions.plan,
      given.openSessions.plan,
    ],
    wake: silent,
  })

  // Numbered anew in each workspace, for a reader's number decides in which order they find others.
  await act(workspace, (tx) =>
    tx.rows(
      /* sql */ `
      with workspace as (insert into workspaces (workspace_id, name, installed_at) values (:workspace, 'Twin', :now))
      insert into members (workspace_id, id, name, zone, fetched_at, home_opened_at, number)
      overriding system value
      select :workspace, name, name, 'UTC', '2100-01-01', :now, nth
      from unnest(cast(:members as text[])) with ordinality listed (name, nth)`,
      { now: new Date(clock.now()), members },
    ),
  )

  const by = (actor: string) => ({ workspace, actor: memberId(actor), triggerId: `trigger of ${actor}` })
  const parted = { services: given, client, words: english, publicUrl: () => undefined }
  const reply = async (what: string, { ack, afterwards }: Reply<unknown>) => {
    if (ack !== undefined) write('answers', { to: what, ack })
    await afterwards?.()
  }
  /** A trigger is new each time, and the intent is derived from it. */
  const command = async (text: string, triggerId = by(observed).triggerId) =>
    reply(text, await mentorCommand(parted, { ...by(observed), triggerId, text }))
  const press = async (actionId: string, value: string, surface: Press['surface']) => {
    const respond = async (message: unknown) => write('answers', { to: actionId, message })
    const handler = actions[actionId]
    if (!handler) throw new Error(`no action ${actionId}`)
    await reply(
      actionId,
      await handler(parted, { ...by(observed), pressedAt: '', value, surface, modal: undefined, respond }),
    )
  }
  const submit = async (callbackId: string, modal: ModalState) => {
    const handler = modals[callbackId]
    if (!handler) throw new Error(`no modal ${callbackId}`)
    await reply(callbackId, await handler(parted, { ...by(observed), modal }))
  }

  return {
    ...{ workspace, clock, act, given, by, command, press, submit, write, lines },
    settle: async () => {
      await plans.plan()
      while ((await worker.drain()) > 0);
    },
    /** Does something of the observed member's, and records for how long they would wait. */
    timed: async (what: string, doing: () => Promise<unknown>) => {
      Object.assign(count, { statements: 0, waits: 0 })
      await doing()
      write('answers', { to: what, cost: { ...count } })
    },
    /** Every word that My data shows and its file holds, of as few rows as there are here. */
    myData: async () => write('answers', { to: 'my data', data: await given.myData.page(by(observed)) }),
    fresh: (): Intent => intent(`${clock.now()}`),
  }
}

export type Stage = Awaited<ReturnType<typeof openStage>>
