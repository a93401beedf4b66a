import type { Knex } from 'knex'
import { memberId, type SessionId } from '../../../src/domain/ids.ts'
import type { Services } from '../../../src/service/services.ts'
import type { InvitationStep } from './invitation-histories.ts'
import { type Backstage, openStage } from './stage.ts'

const OBSERVED = 'UADA'
const CHANNEL = 'C0OPEN'
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const STARTS_AT = Date.UTC(2026, 11, 8, 9)

/** What a planted leak can use; `asideNow`: who has put their invitation aside, in this twin. */
export type InsideInvitations = Backstage & {
  session(): SessionId | undefined
  asideNow: ReadonlySet<string>
}

/** A mistake that tells somebody what invited members put aside. */
export type InvitationLeak = {
  services?: (honest: Services, inside: InsideInvitations) => Services
  onAside?: (inside: InsideInvitations) => Promise<unknown>
}

/**
 * Plays the history, and in one of two twins what invited members put aside besides. Returns everything that reached the
 * mentor, the channel and somebody else, with how long each of the mentor's acts took them.
 */
export const invitationTwin = async (
  knex: Knex,
  history: readonly InvitationStep[],
  isPutAside: boolean,
  leak: InvitationLeak = {},
): Promise<string[]> => {
  const aside = new Set<string>()
  let session: SessionId | undefined
  let inside: InsideInvitations | undefined
  const stage = await openStage(knex, {
    observed: OBSERVED,
    beside: [CHANNEL, 'UEVE'],
    members: [OBSERVED, 'UBEN', 'UCLEO', 'UDORA', 'UEVE'],
    leak: {
      services: (honest, backstage) => {
        inside = { ...backstage, session: () => session, asideNow: aside }
        return leak.services?.(honest, inside) ?? honest
      },
    },
  })
  const { clock, workspace, given, by, write, timed, fresh, settle } = stage

  /** Somebody's act whose answer nobody else may tell from another. */
  const watched = (what: string, doing: () => Promise<unknown>) =>
    timed(what, async () => write('answers', { to: what, answer: await doing() }))

  const host = async ({ audience, seats, repeats }: Extract<InvitationStep, { do: 'host' }>) => {
    const hosted = await given.host({
      ...{ ...by(OBSERVED), title: 'Open', description: '', topics: [], minutes: 30, seats, audience },
      ...{ startsAt: STARTS_AT, fewest: null, location: null, asks: true, releaseHours: 2 },
      ...{ invited: ['UBEN', 'UCLEO', 'UDORA'].map(memberId), announcedIn: CHANNEL },
      ...{ repeats: repeats ? { every: 'week' as const, times: 2 } : null, intent: fresh() },
    })
    if (hosted.outcome === 'hosted') session = hosted.made[0]?.id
  }

  const look = async (who: string, at: 'home' | 'message' | 'list', id: SessionId) => {
    if (at === 'home') return given.openHome(by(who))
    const shown = () =>
      at === 'list'
        ? given.screens.openSessions(by(who), { topic: null, mentor: null }, null)
        : given.screens.openSession(workspace, id, memberId(who))
    return write('answers', { to: `${who} looks`, answer: (await shown()) ?? null })
  }

  const perform = async (step: InvitationStep): Promise<unknown> => {
    if (step.do === 'host') return session ?? host(step)
    if (step.do === 'wait') return clock.advance(step.hours * HOUR)
    if (session === undefined) return
    const own = { ...by(OBSERVED), session }
    switch (step.do) {
      case 'put aside':
      case 'take up': {
        if (!isPutAside) return
        const isAside = step.do === 'put aside'
        const done = await given.putInvitationAside({ ...by(step.who), session, aside: isAside })
        if (done.outcome === 'put_aside') aside.add(step.who)
        if (done.outcome === 'taken_up') aside.delete(step.who)
        if (inside) await leak.onAside?.(inside)
        return
      }
      case 'join':
        return given.join({ ...by(step.who), session, note: '' })
      case 'leave':
        return given.leave({ ...by(step.who), session })
      case 'invite':
        return watched('invite', () => given.invite({ ...own, members: [memberId(step.who)] }))
      case 'add':
        return watched('add', () => given.add({ ...own, member: memberId(step.who) }))
      case 'edit': {
        const title = `Edited at ${clock.now()}`
        return watched('edit', () =>
          given.editOpen({ ...own, title, description: '', topics: [], location: '' }),
        )
      }
      case 'move':
        return watched('move', () =>
          given.moveOpen({ ...own, startsAt: clock.now() + 100 * HOUR, minutes: null }),
        )
      case 'seats':
        return watched('seats', () => given.changeSeats({ ...own, seats: step.seats }))
      case 'cancel':
        return watched('cancel', () => given.cancelOpen({ ...own, which: 'all', reason: null }))
      case 'look':
        return look(step.who, step.at, session)
    }
  }

  for (const step of history) {
    clock.advance(MINUTE)
    await perform(step)
    if (step.settles) await settle()
  }
  clock.advance(20 * HOUR)
  await settle()
  if (session !== undefined)
    for (const who of [OBSERVED, 'UEVE'])
      for (const at of ['home', 'message', 'list'] as const) await look(who, at, session)
  await settle()
  return stage.lines()
}
