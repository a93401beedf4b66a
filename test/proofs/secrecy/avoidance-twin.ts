import type { Knex } from 'knex'
import { intent, type MemberId, memberId } from '../../../src/domain/ids.ts'
import type { Services } from '../../../src/service/services.ts'
import { type SaidProfile, submitted } from '../../support/submitted-profile.ts'
import { type AvoidanceStep, avoiders, bystanders } from './avoidance-histories.ts'
import { type Backstage, openStage } from './stage.ts'

const OBSERVED = 'UADA'
const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** What a planted leak can use; `avoiding`: those who avoid the observed member in this twin. */
export type InsideAvoidances = Backstage & { avoiding: Set<MemberId> }

/** A mistake that tells somebody that they are avoided, or by how many. */
export type AvoidanceLeak = {
  services?: (honest: Services, inside: InsideAvoidances) => Services
  onAvoidance?: (inside: InsideAvoidances) => Promise<unknown>
}

/**
 * Plays the history with or without those who avoid the observed member, and returns everything that reached them: DMs,
 * Home, answers, and in which order they found all those who never avoid anybody.
 */
export const avoidanceTwin = async (
  knex: Knex,
  history: readonly AvoidanceStep[],
  isAvoided: boolean,
  leak: AvoidanceLeak = {},
): Promise<string[]> => {
  const avoiding = new Set<MemberId>()
  let inside: InsideAvoidances | undefined
  const stage = await openStage(knex, {
    observed: OBSERVED,
    members: [OBSERVED, ...avoiders, ...bystanders],
    leak: {
      services: (honest, backstage) => {
        inside = { ...backstage, avoiding }
        return leak.services?.(honest, inside) ?? honest
      },
    },
  })
  const { clock, workspace, given, by, command, write, timed, fresh, settle } = stage

  const saying = (member: string, said: SaidProfile = {}) => {
    const usual = { mentors: true, headline: 'Indexes', helpsWith: ['Databases'] }
    return given.saveProfile({
      workspace,
      actor: memberId(member),
      profile: submitted({ ...usual, ...said }),
    })
  }
  await saying(OBSERVED, { seeks: true })
  for (const one of avoiders) await saying(one)
  for (const one of bystanders) await saying(one, { seeks: true, learns: ['Databases'] })

  const find = async (listedAs: 'mentor' | 'seeker', words: string) => {
    const shown: MemberId[] = []
    const found: unknown[] = []
    for (;;) {
      const page = await given.find({ ...by(OBSERVED), listedAs, words, topic: null, shown })
      if (page.outcome === 'refused') return write('answers', { find: page })
      shown.push(...page.results.map(({ member }) => member.id))
      found.push(...page.results.filter(({ member: { id } }) => avoiders.every((one) => one !== id)))
      if (!page.hasMore || page.results.length === 0) break
    }
    write('answers', { find: words, found })
  }

  const perform = async (step: AvoidanceStep): Promise<void> => {
    const suggestion = { why: '', namesSuggester: true, intent: intent(`idea ${clock.now()}`) }
    switch (step.do) {
      case 'avoid': {
        // Without the secret they save the same, and avoid somebody else.
        const avoided = memberId(isAvoided ? OBSERVED : 'UHAL')
        await saying(step.who, { avoided: [avoided] })
        if (!isAvoided) return
        avoiding.add(memberId(step.who))
        if (inside) await leak.onAvoidance?.(inside)
        return
      }
      case 'find':
        return find(step.listedAs, step.words)
      case 'suggest': {
        const [one, two] = step.to === 'mentee' ? [step.mentor, step.mentee] : [step.mentee, step.mentor]
        const as = step.to === 'mentee' ? '' : ' as a mentee'
        return timed('suggest', () => command(`suggest <@${one}> to <@${two}>${as}`, `${clock.now()}`))
      }
      case 'be suggested': {
        const pair = { mentor: memberId(OBSERVED), mentee: memberId(step.to), to: 'mentee' as const }
        await given.suggest({ ...by(step.by), ...suggestion, ...pair })
        return
      }
      case 'hear of': {
        const pair = { mentor: memberId(step.mentor), mentee: memberId(OBSERVED), to: 'mentee' as const }
        await given.suggest({ ...by(step.by), ...suggestion, ...pair })
        return
      }
      case 'send': {
        if (step.from !== OBSERVED) {
          const message = { message: 'Hello', contextUrl: null, intent: fresh(), answers: null, others: true }
          await given.send({ ...by(step.from), kind: step.kind, to: memberId(step.to), ...message })
          return
        }
        const verb = step.kind === 'offer' ? 'offer' : 'request'
        return timed(verb, () => command(`${verb} <@${step.to}> Hello`, `${clock.now()}`))
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
    if (step.settles) await settle()
  }
  clock.advance(73 * HOUR)
  await given.openHome(by(OBSERVED))
  await settle()
  for (const asked of ['requests', 'sessions', 'profile']) await command(asked)
  await stage.myData()
  return stage.lines()
}
