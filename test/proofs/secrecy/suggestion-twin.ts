import type { Knex } from 'knex'
import { intent, type MemberId, memberId, suggestionId } from '../../../src/domain/ids.ts'
import type { Services } from '../../../src/service/services.ts'
import { blockIds, callbackIds } from '../../../src/slack/ids.ts'
import { NAMES_ME } from '../../../src/slack/views/suggest-modal.ts'
import { pruneSuggestions } from '../../../src/store/prune-suggestions.ts'
import { asUsual } from '../../support/as-usual.ts'
import { type SaidProfile, submitted } from '../../support/submitted-profile.ts'
import { type Backstage, openStage, type Stage } from './stage.ts'
import type { Fate, SuggestionStep } from './suggestion-histories.ts'

const OBSERVED = 'UADA'
const MINUTE = 60_000
const HOUR = 60 * MINUTE

type Suggested = Extract<SuggestionStep, { do: 'suggest' }>

/** What a planted leak can use; `dropped`: whether the latest suggestion was. */
export type InsideSuggestions = Backstage & {
  dropped(): Promise<boolean>
  /** Does something with no trace among the observed member's statements. */
  unseen: Stage['act']
}

/** A mistake that tells a suggester what became of a suggestion. */
export type SuggestionLeak = {
  services?: (honest: Services, inside: InsideSuggestions) => Services
  onFate?: (inside: InsideSuggestions) => Promise<unknown>
}

/**
 * Plays the history, and in one of two twins what became of each suggestion besides. Returns everything that reached the
 * suggester, with how long each suggestion took them: how many statements it asked, and how often it waited for one.
 */
export const suggestionTwin = async (
  knex: Knex,
  history: readonly SuggestionStep[],
  isFated: boolean,
  leak: SuggestionLeak = {},
): Promise<string[]> => {
  let inside: InsideSuggestions | undefined
  const stage: Stage = await openStage(knex, {
    observed: OBSERVED,
    members: [OBSERVED, 'UBEN', 'UCLEO', 'UDORA', 'UEVE', 'UFAY', 'UGIL', 'UHAL', 'UIDA'],
    leak: {
      services: (honest, backstage) => {
        const unseen: Stage['act'] = (workspace, work) => stage.act(workspace, work)
        const dropped = async () => {
          const [row] = await unseen(backstage.workspace, (tx) =>
            tx.rows(
              `select is_dropped from suggestions where workspace_id = :workspace order by id desc limit 1`,
            ),
          )
          return row?.is_dropped === true
        }
        inside = { ...backstage, unseen, dropped }
        return leak.services?.(honest, inside) ?? honest
      },
    },
  })
  const { clock, workspace, given, by, command, submit, timed, fresh, settle } = stage

  const saying = (actor: MemberId, said: SaidProfile) =>
    given.saveProfile({ workspace, actor, profile: submitted(said) })
  const suggestAs = (suggester: string, mentor: MemberId, mentee: MemberId, to: Suggested['to']) =>
    given.suggest({
      ...{ ...by(suggester), mentor, mentee, to, why: '', namesSuggester: true },
      intent: intent(`${suggester} ${clock.now()}`),
    })

  /** What others do before the suggestion, and after it. */
  const fated = (step: Suggested): { before?: () => Promise<unknown>; after?: () => Promise<unknown> } => {
    const [mentor, mentee] = [memberId(step.mentor), memberId(step.mentee)]
    const [receiver, other] = step.to === 'mentor' ? [mentor, mentee] : [mentee, mentor]
    const sending = {
      message: '',
      contextUrl: null,
      intent: intent(`fate ${clock.now()}`),
      answers: null,
      others: true,
    }
    const fates: Record<Fate, ReturnType<typeof fated>> = {
      ignored: {},
      'put aside': {
        after: async () => {
          const [row] = await stage.act(workspace, (tx) =>
            tx.rows(`select id from suggestions where workspace_id = :workspace order by id desc limit 1`),
          )
          if (row) {
            await given.putAside({ workspace, actor: receiver, suggestion: suggestionId(String(row.id)) })
          }
        },
      },
      'used by asking': {
        after: () =>
          given.send({
            ...{ ...by(receiver), ...sending, to: other },
            kind: step.to === 'mentor' ? 'offer' : 'session_request',
          }),
      },
      'used by booking': {
        after: () =>
          given.book({
            ...{ ...asUsual, ...by(receiver), mentor, mentee, topic: '', origin: null, confirmed: true },
            ...{ startsAt: Date.UTC(2027, 0, 5, 9), intent: sending.intent },
          }),
      },
      'takes none': { before: () => saying(receiver, { takesSuggestions: false }) },
      'is paused': {
        before: () => given.pause({ workspace, actor: receiver, paused: true }),
        after: () => given.pause({ workspace, actor: receiver, paused: false }),
      },
      'avoids the other': { before: () => saying(receiver, { avoided: [other] }) },
      'avoids the suggester': { before: () => saying(receiver, { avoided: [memberId(OBSERVED)] }) },
      'offered before': {
        before: () => given.send({ ...by(mentor), ...sending, to: mentee, kind: 'offer' }),
      },
      'suggested before': { before: () => suggestAs('UFAY', mentor, mentee, step.to) },
      'three this week': {
        before: async () => {
          for (const [suggester, whom] of [
            ['UFAY', 'UGIL'],
            ['UGIL', 'UHAL'],
            ['UHAL', 'UIDA'],
          ] as const) {
            await suggestAs(suggester, memberId(whom), receiver, 'mentee')
          }
        },
      },
    }
    return isFated ? fates[step.fate] : {}
  }

  const suggest = async ({ by: way, mentor, mentee, to }: Suggested) => {
    const trigger = `${clock.now()}`
    if (way === 'command') {
      const [one, two] = to === 'mentee' ? [mentor, mentee] : [mentee, mentor]
      const as = to === 'mentee' ? '' : ' as a mentee'
      return command(`suggest <@${one}> to <@${two}>${as} Because`, trigger)
    }
    const option = (value: string) => ({ text: { text: value }, value })
    const state = {
      [blockIds.mentor]: { it: { selected_user: memberId(mentor) } },
      [blockIds.mentee]: { it: { selected_user: memberId(mentee) } },
      [blockIds.receives]: { it: { selected_option: option(to) } },
      [blockIds.why]: { it: { value: 'Because' } },
      [blockIds.naming]: { it: { selected_options: [option(NAMES_ME)] } },
    }
    const modal = { id: `V${trigger}`, type: 'modal' as const, hash: '', private_metadata: '' }
    return submit(callbackIds.suggestModal, { ...modal, state: { values: state } })
  }

  const perform = async (step: SuggestionStep): Promise<void> => {
    switch (step.do) {
      case 'suggest': {
        const { before, after } = fated(step)
        await before?.()
        if (step.settles) await settle()
        clock.advance(MINUTE)
        await timed('suggest', () => suggest(step))
        if (step.settles) await settle()
        clock.advance(MINUTE)
        await after?.()
        if (isFated && step.fate !== 'ignored' && inside) await leak.onFate?.(inside)
        return
      }
      case 'send': {
        if (step.from !== OBSERVED) {
          const message = { message: 'Hello', contextUrl: null, intent: fresh(), answers: null, others: true }
          await given.send({ ...by(step.from), kind: step.kind, to: memberId(step.to), ...message })
          return
        }
        const verb = step.kind === 'offer' ? 'offer' : 'request'
        return command(`${verb} <@${step.to}> Hello`, `${clock.now()}`)
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
  // Long enough for everything that waits to cause a nudge.
  clock.advance(73 * HOUR)
  await given.openHome(by(OBSERVED))
  await settle()
  // What they suggested is among their own data, for as long as it is kept.
  await pruneSuggestions(stage.act, workspace, clock.now())
  for (const asked of ['requests', 'sessions', 'suggest']) await command(asked)
  await stage.myData()
  return stage.lines()
}
