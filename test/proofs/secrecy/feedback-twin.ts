import type { Knex } from 'knex'
import { intent, type MemberId, memberId, type SessionId } from '../../../src/domain/ids.ts'
import { DAY, HOUR, MINUTE } from '../../../src/domain/time/time.ts'
import type { Services } from '../../../src/service/services.ts'
import { nameOrganiser } from '../../../src/store/organisers.ts'
import { ownRows } from '../../../src/store/sql/tx.ts'
import { asUsual } from '../../support/as-usual.ts'
import type { FeedbackStep, Partner } from './feedback-histories.ts'
import { type Backstage, openStage } from './stage.ts'

export const OBSERVED = 'UADA'

/** A mistake that tells what somebody said of a session. */
export type FeedbackLeak = {
  services?: (honest: Services, backstage: Backstage) => Services
  onAnswer?: (backstage: Backstage, session: SessionId) => Promise<unknown>
}

/**
 * Plays the history, and in one of two twins what the partners say of their sessions besides. Returns everything that
 * reached the one whom they met, who organises the programme too.
 */
export const feedbackTwin = async (
  knex: Knex,
  history: readonly FeedbackStep[],
  isSecret: boolean,
  leak: FeedbackLeak = {},
): Promise<string[]> => {
  let backstage: Backstage | undefined
  const stage = await openStage(knex, {
    observed: OBSERVED,
    members: [OBSERVED, 'UBEN', 'UCLEO'],
    leak: {
      services: (honest, at) => {
        backstage = at
        return leak.services?.(honest, at) ?? honest
      },
    },
  })
  const { clock, workspace, given, by, command, act } = stage
  const ada = memberId(OBSERVED)
  await act(workspace, async (tx) => nameOrganiser(tx.behind(ownRows), ada, clock.now()))
  const settle = async () => {
    await given.feedback.plan(workspace, clock.now())
    await stage.settle()
  }
  const met: { session: SessionId; partner: Partner }[] = []

  const meet = async (partner: Partner, as: 'mentor' | 'mentee') => {
    const other = memberId(partner)
    const [mentor, mentee]: [MemberId, MemberId] = as === 'mentor' ? [ada, other] : [other, ada]
    // Tomorrow at ten, or on Monday: within everybody's hours.
    let startsAt = (Math.floor(clock.now() / DAY) + 1) * DAY + 10 * HOUR
    while ([0, 6].includes(new Date(startsAt).getUTCDay())) startsAt += DAY
    const booked = await given.book({
      ...{ ...asUsual, ...by(partner), mentor, mentee, startsAt, topic: '', origin: null, confirmed: true },
      intent: intent(`meet ${clock.now()}`),
    })
    if (booked.outcome !== 'booked') return
    met.push({ session: booked.session.id, partner })
    clock.set(booked.session.endsAt + MINUTE)
  }
  const say = async ({ partner, answer, line }: Extract<FeedbackStep, { do: 'say' }>) => {
    const last = met.findLast((one) => one.partner === partner)
    if (!last || !isSecret) return
    const { session } = last
    const { outcome } = await given.answerFeedback({ ...by(partner), session, answer })
    if (outcome !== 'given') return
    if (line !== '') await given.writeFeedback({ ...by(partner), session, line, thanks: false, named: false })
    if (backstage) await leak.onAnswer?.(backstage, session)
  }
  const perform = async (step: FeedbackStep): Promise<void> => {
    switch (step.do) {
      case 'meet':
        return meet(step.partner, step.as)
      case 'say':
        return say(step)
      case 'say myself': {
        const session = met.at(-1)?.session
        if (!session) return
        await given.answerFeedback({ ...by(OBSERVED), session, answer: step.answer })
        const line = { line: 'Thank you', thanks: step.passesOn, named: false }
        await given.writeFeedback({ ...by(OBSERVED), session, ...line })
        return
      }
      case 'look':
        return step.at === 'home' ? given.openHome(by(OBSERVED)) : command(step.at)
      case 'wait':
        clock.advance(step.hours * HOUR)
    }
  }
  for (const step of history) {
    clock.advance(MINUTE)
    await perform(step)
    clock.advance(MINUTE)
    if (step.settles) await settle()
  }
  // Until every question has folded away, and each day is counted for the report.
  clock.advance(9 * DAY)
  await settle()
  await given.reports.keep(workspace, (page) => page())
  await given.openHome(by(OBSERVED))
  await given.askReport({ workspace, actor: ada, period: 'all' })
  await settle()
  for (const asked of ['sessions', 'requests', 'my data']) await command(asked)
  return stage.lines()
}
