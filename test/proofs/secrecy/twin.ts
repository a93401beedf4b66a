import type { Knex } from 'knex'
import { memberId, type RequestId, type SessionId } from '../../../src/domain/ids.ts'
import { startOfRequests } from '../../../src/domain/requests/lists.ts'
import type { Services } from '../../../src/service/services.ts'
import { browsingValue, requestsShown } from '../../../src/slack/browsing.ts'
import { actionIds } from '../../../src/slack/ids.ts'
import { withdrawTarget } from '../../../src/slack/values.ts'
import { asUsual } from '../../support/as-usual.ts'
import type { Name, Step } from './histories.ts'
import { type Backstage, openStage } from './stage.ts'

/** The member whose traces are compared: sends, receives, and must never learn of a dismissal. */
export const OBSERVED: Name = 'UADA'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** Tuesday to Thursday, 24 to 26 November 2026, in everybody's free hours. */
const slot = (nth: number) => Date.UTC(2026, 10, 24 + (nth % 3), 9 + (nth % 5))

/** What a planted leak can use; `dismissed`: the observed member's requests that were dismissed in this twin. */
export type Inside = Backstage & { dismissed: Set<string> }

/** A mistake that tells the sender of a dismissal, somewhere on the way to them. */
export type Leak = {
  services?: (honest: Services, inside: Inside) => Services
  /** What the observed member is about to be shown. */
  shown?: (content: unknown, inside: Inside) => unknown
  onDismissal?: (inside: Inside) => Promise<unknown>
}

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
  const dismissed = new Set<string>()
  let inside: Inside | undefined
  const stage = await openStage(knex, {
    observed: OBSERVED,
    members: ['UADA', 'UBEN', 'UCLEO'],
    leak: {
      services: (honest, backstage) => {
        inside = { ...backstage, dismissed }
        return leak.services?.(honest, inside) ?? honest
      },
      shown: (content) => (inside && leak.shown ? leak.shown(content, inside) : content),
    },
  })
  const { clock, workspace, act, given, by, command, press, fresh, settle, timed, write, lines } = stage

  const sent: { id: RequestId; from: Name; to: Name }[] = []
  const sessions: { id: SessionId; by: Name }[] = []
  const opened = new Map<Name, SessionId>()
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

  const takePart = async ({ do: what, mentor, who }: Extract<Step, { mentor: Name }>) => {
    const session = opened.get(mentor) ?? (await host(mentor))
    if (session === undefined) return
    const doing = async () => {
      if (what === 'add') return given.add({ ...by(mentor), session, member: memberId(who) })
      if (what === 'leave') return given.leave({ ...by(who), session })
      return given.join({ ...by(who), session, note: '' })
    }
    const isOwn = (what === 'add' ? mentor : who) === OBSERVED
    if (!isOwn) return void (await doing())
    await timed(what, async () => write('answers', { to: what, answer: await doing() }))
  }

  const host = async (mentor: Name) => {
    const hosted = await given.host({
      ...{ ...by(mentor), title: 'Open', description: '', topics: [], minutes: 30, seats: 1, fewest: null },
      ...{ startsAt: slot(opened.size) + 9 * HOUR, location: null, audience: 'everyone', invited: [] },
      ...{ announcedIn: null, asks: false, releaseHours: null, repeats: null, intent: fresh() },
    })
    const [made] = hosted.outcome === 'hosted' ? hosted.made : []
    if (made) opened.set(mentor, made.id)
    return made?.id
  }

  const perform = async (step: Step): Promise<void> => {
    const own = sent.filter(({ from }) => from === OBSERVED)
    switch (step.do) {
      case 'send': {
        if (step.from === OBSERVED) {
          const verb = step.kind === 'offer' ? 'offer' : 'request'
          await command(`${verb} <@${step.to}> Hello`, `${clock.now()}`)
        } else {
          const message = { message: 'Hello', contextUrl: null, intent: fresh(), answers: null, others: true }
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
        dismissed.add(named.id)
        if (inside) await leak.onDismissal?.(inside)
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
      case 'join':
      case 'add':
      case 'leave':
        return takePart(step)
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
  await stage.myData()
  return lines()
}
