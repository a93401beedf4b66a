import type { Knex } from 'knex'
import { defaultAvailability } from '../../../src/domain/availability/availability.ts'
import {
  cardId,
  intent,
  memberId,
  receiptKey,
  requestId,
  sessionId,
  workspaceId,
} from '../../../src/domain/ids.ts'
import { noticeKinds } from '../../../src/domain/notices.ts'
import { type Browsing, startOfRequests } from '../../../src/domain/requests/lists.ts'
import { DAY, HOUR, MINUTE } from '../../../src/domain/time/time.ts'
import { idSource } from '../../../src/service/act.ts'
import { services } from '../../../src/service/services.ts'
import { deliveryQueue } from '../../../src/store/delivery-queue.ts'
import { listDeliveries, retryFailed, waitingDeliveries } from '../../../src/store/delivery-records.ts'
import { forgetInSteps } from '../../../src/store/forget-workspace.ts'
import { pruneDeliveries } from '../../../src/store/prune-deliveries.ts'
import { pruneSuggestions } from '../../../src/store/prune-suggestions.ts'
import { pruneReceipts } from '../../../src/store/receipts.ts'
import { makeDueAgain } from '../../../src/store/set-back.ts'
import { inWorkspace, statements } from '../../../src/store/sql/transaction.ts'
import { ownRows } from '../../../src/store/sql/tx.ts'
import { graceBegins, isGraceOver, markInstalled } from '../../../src/store/workspaces.ts'
import { asUsual } from '../../support/as-usual.ts'
import { account, testClock } from '../../support/world.ts'
import { walkThroughCalendars } from './calendars-walk.ts'
import { walkThroughDirectory } from './directory-walk.ts'
import { walkThroughFeedback } from './feedback-walk.ts'
import { walkThroughOpenSessions } from './open-sessions-walk.ts'
import { walkThroughOutsideCalendars } from './outside-calendars-walk.ts'
import { walkThroughOwnData } from './own-data-walk.ts'
import { walkThroughProgramme, walkThroughReports } from './programme-walk.ts'
import { walkThroughSuggestions } from './suggestions-walk.ts'

const workspace = workspaceId('T7')
const [anna, ben, cleo] = [memberId('UANNA'), memberId('UBEN'), memberId('UCLEO')]
/** A member who has been there for a long time. */
const old = memberId('U3')

/** Every filter and page of both lists, of everybody's requests or of one sender's. */
const browsings = (): Browsing[] => {
  const everybodys = browsingsOfAll()
  const one = ({ received, sent }: Browsing): Browsing => {
    return { received: { ...received, filter: { ...received.filter, sender: memberId('U2') } }, sent }
  }
  return [...everybodys, ...everybodys.map(one)]
}

const browsingsOfAll = (): Browsing[] =>
  ([null, 'offer', 'session_request'] as const).flatMap((kind) =>
    ([null, 'pending', 'accepted', 'withdrawn'] as const).flatMap((state) =>
      ([null, 'after', 'before'] as const).map((way) => {
        const place = { section: 2, id: requestId('id000050000') }
        const from = way === null ? null : way === 'after' ? { after: place } : { before: place }
        const list = { filter: { kind, state }, from }
        return { received: list, sent: list }
      }),
    ),
  )

/** Every act, read and worker step at least once, by members of one workspace among many. */
export const walkThroughAll = async (knex: Knex): Promise<void> => {
  const clock = testClock()
  let intents = 0
  const nextIntent = () => {
    intents += 1
    return intent(`walk ${intents}`)
  }
  const parts = { inWorkspace: inWorkspace(knex), clock, nextId: idSource(clock), wake: () => {} }
  const fetchAccount = async (_workspace: unknown, id: typeof anna) => account(id)
  const use = services(parts, fetchAccount)
  const by = (actor: typeof anna) => ({ workspace, actor })
  await walkThroughReports(use, by(memberId('U1')))

  const send = async (
    actor: typeof anna,
    to: typeof anna,
    kind: 'offer' | 'session_request',
    answers: ReturnType<typeof requestId> | null = null,
  ) => {
    const sending = {
      ...by(actor),
      kind,
      to,
      message: '',
      contextUrl: null,
      intent: nextIntent(),
      answers,
      others: true,
    }
    const sent = await use.onceFor(receiptKey(`send ${intents}`)).send(sending)
    if (sent.outcome !== 'sent') throw new Error(JSON.stringify(sent))
    // Again: by its intent, and as another delivery of the same.
    await use.send(sending)
    await use.onceFor(receiptKey(`send ${intents}`)).send(sending)
    return sent.request
  }
  const day = Date.UTC(2026, 10, 24)
  const book = async (actor: typeof anna, mentor: typeof anna, mentee: typeof anna, at: number) => {
    const booking = {
      ...by(actor),
      mentor,
      mentee,
      startsAt: at,
      topic: '',
      intent: nextIntent(),
      origin: null,
    }
    const booked = await use.book({ ...asUsual, ...booking, confirmed: true })
    if (booked.outcome !== 'booked') throw new Error(JSON.stringify(booked))
    await use.book({ ...asUsual, ...booking, confirmed: true })
    await use.book({ ...asUsual, ...booking, intent: nextIntent(), confirmed: true })
    return booked.session
  }

  for (const member of [anna, ben, cleo, old]) {
    await use.openHome(by(member))
    await use.ownAvailability(by(member))
    await use.pause({ ...by(member), paused: true })
    await use.setAvailability({ ...by(member), draft: { ...defaultAvailability('UTC'), weeklyCap: 5 } })
  }
  await walkThroughOutsideCalendars(parts, fetchAccount, by(anna))
  await walkThroughDirectory(use, [anna, ben, cleo, old])
  await walkThroughCalendars(use, knex)
  await walkThroughSuggestions(use, [cleo, anna, ben])
  await walkThroughOpenSessions(parts, use, [anna, ben, cleo, old])
  const first = await send(anna, ben, 'offer')
  const second = await send(anna, ben, 'offer')
  await use.dismiss({ ...by(ben), target: { card: first.card, upTo: 1 } })
  await use.dismiss({ ...by(ben), target: { request: second.id } })
  await use.bookingOptions({ ...by(ben), source: { card: first.card } })
  await use.bookingOptions({ ...by(ben), source: { request: first.id } })
  await use.bookingOptions({ ...by(ben), source: { member: old, actorIs: null } })
  await send(ben, anna, 'session_request', first.id)
  const asked = await send(cleo, anna, 'session_request')
  const session = await book(anna, anna, cleo, day + 9 * HOUR)
  await use.bookingOptions({ ...by(anna), source: { session: session.id } })
  await use.reschedule({
    minutes: null,
    ...by(cleo),
    session: session.id,
    sequence: 0,
    startsAt: day + 10 * HOUR,
    confirmed: true,
  })
  await use.edit({ ...by(anna), session: session.id, topic: 'Indexes', location: null })
  await use.cancel({ ...by(anna), session: session.id, reason: null })
  await use.screens.session(workspace, session.id, anna)
  const withdrawn = await send(cleo, ben, 'offer')
  await use.withdraw({ ...by(cleo), request: withdrawn.id })
  const kept = await book(ben, anna, ben, day + 11 * HOUR)
  await use.bookingOptions({ ...by(ben), source: { request: withdrawn.id } })
  await use.sendToEach({
    ...{ ...by(anna), kind: 'offer', to: [ben, cleo, old], message: '', contextUrl: null },
    intent: nextIntent(),
  })
  // More than Home shows.
  for (let n = 0; n < 6; n += 1) await book(anna, anna, cleo, day + (12 + n) * HOUR)
  await use.screens.home(by(anna), () => startOfRequests)

  for (const browsing of [startOfRequests, ...browsings()]) {
    for (const extent of ['all', 'open', 'closed'] as const)
      await use.screens.requestsInModal(by(old), browsing, extent)
    await use.screens.requests(by(old), browsing)
    await use.screens.home(by(old), () => browsing)
  }
  await use.browseHome({ ...by(old), state: 'browsing' })
  await use.screens.home(by(old), () => startOfRequests)
  await use.screens.sessions(by(old), null)
  for (const from of [{ after: clock.now() }, { before: clock.now() + 300 * DAY }]) {
    await use.screens.sessions(by(anna), from)
    await use.screens.pastSessions(by(old), from)
  }
  await use.screens.pastSessions(by(old), null)
  for (const card of [first.card, asked.card, withdrawn.card, cardId('id000000007')]) {
    await use.screens.card(workspace, card)
  }
  for (const id of [session.id, kept.id, sessionId('id000000007')])
    await use.screens.session(workspace, id, anna)
  await use.screens.keepCalendarFile(workspace, kept.id, anna, { id: 'F1', sequence: 0, shared: false })
  await use.screens.calendarFile(workspace, kept.id, anna)
  await use.screens.forgetCalendarFile(workspace, kept.id, anna)

  const key = receiptKey('a press')
  await use.receipts.answerTo(workspace, key)
  await use.receipts.keepFirstAnswer(workspace, key, {}, { view: 'V1', pressedAt: '1.2' })
  await use.receipts.keepFirstAnswer(workspace, receiptKey('a submission'), {}, { view: 'V1' })
  await use.isLastTurn(workspace, { view: 'V1', pressedAt: '1.2' })
  await use.receipts.keepFirstAnswer(workspace, key, {}, undefined)

  await use.reminders.plan(workspace, clock.now() + 3 * DAY)
  await use.reminders.planStarts(workspace, clock.now() + 3 * DAY)
  await parts.inWorkspace(workspace, (tx) => makeDueAgain(tx, clock.now()))
  await use.reminders.check(workspace, { to: anna, session: kept.id, startsAt: kept.startsAt, lead: 'day' })
  await use.nudges.plan(workspace, clock.now() + MINUTE)
  await use.nudges.check(workspace, old)
  await use.screens.settings(workspace)
  await use.reroutes.plan(workspace, clock.now() + MINUTE)
  const askedLongAgo = cardId('id000096100')
  const rerouted = await use.reroutes.check(workspace, memberId('U61'), askedLongAgo)
  if ('reason' in rerouted) throw new Error(rerouted.reason)
  await use.unanswered(by(old))
  await walkThroughFeedback(parts, use)
  await walkThroughProgramme(use, memberId('U1'), anna)

  const every = Array.from({ length: 50 }, (_, n) => workspaceId(`T${n}`))
  const rows = statements(knex, every)
  const queue = deliveryQueue({
    across: () => rows,
    inWorkspace: parts.inWorkspace,
    due: async () => every,
    kinds: noticeKinds,
    worker: 'walker',
  })
  const message = { channel: 'D1', ts: '1.1' }
  const recordings = [
    use.screens.replacing(
      { kind: 'replaced', to: ben, channel: 'D1', ts: '1.0' },
      message,
      use.screens.cardMessageAt(first.card, message),
    ),
    use.screens.sessionMessageAt(kept.id, anna, message),
    use.nudges.nudged(old),
    use.reroutes.rerouted(askedLongAgo, { upTo: 1 }),
    use.reroutes.rerouted(askedLongAgo, { sentBy: clock.now() }),
  ]
  const lanes = await queue.take(200, 30_000, clock.now())
  for (const lane of lanes.filter((one) => one.workspace === workspace)) {
    await queue.hold(lane, 30_000, clock.now())
    for (const delivery of (await queue.claim(lane, 50, [], 30_000, clock.now())) ?? []) {
      await queue.attempt(lane, delivery, 30_000, clock.now())
      const again = { runAt: clock.now(), reason: 'later', tries: 1, refused: false }
      await queue.postpone(delivery, again)
      await queue.finish(delivery, { outcome: 'sent' }, clock.now(), recordings.pop())
    }
    await queue.pause(lane, {}, null)
    await queue.release(lane, {}, null, clock.now())
  }
  if (recordings.length > 0) throw new Error('the walk delivered too little')

  await use.learn({ workspace, account: account(anna, { isDeactivated: true }), seenAt: null })
  await use.learn({ workspace, account: account(anna), seenAt: null })

  await waitingDeliveries(parts.inWorkspace, [workspace], clock.now())
  await listDeliveries(parts.inWorkspace, [workspace], 'waiting', 10)
  await listDeliveries(parts.inWorkspace, [workspace], 'failed', 10)
  await retryFailed(parts.inWorkspace, [workspace], null)
  await pruneReceipts(parts.inWorkspace, workspace, clock.now())
  await pruneDeliveries(parts.inWorkspace, workspace, clock.now())
  await pruneSuggestions(parts.inWorkspace, workspace, clock.now())
  await walkThroughOwnData(parts, use, [memberId('U61'), memberId('U9'), ben])
  await use.learn({ workspace, account: account(anna, { isGuest: true }), seenAt: null })
  await use.learn({ workspace, account: account(ben, { name: 'Benjamin' }), seenAt: null })
  await use.uninstall({ workspace, happenedAt: null })
  await parts.inWorkspace(workspace, (tx) => isGraceOver(tx, clock.now()))
  await parts.inWorkspace(workspace, async (tx) => markInstalled(tx.behind(ownRows), clock.now()))
  // For a workspace that does not exist, because the data is checked afterwards.
  await forgetInSteps(
    parts.inWorkspace,
    workspaceId('none'),
    await parts.inWorkspace(workspaceId('none'), (tx) => graceBegins(tx, clock.now())),
  )
}
