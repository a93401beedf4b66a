import type { Button, KnownBlock } from '@slack/types'
import { type ListedAs, PROFILE_LIMITS } from '../../domain/directory/profile.ts'
import type { MentoringRole } from '../../domain/member.ts'
import type { Instant } from '../../domain/time/time.ts'
import type { Result } from '../../service/directory/results.ts'
import { actionIds } from '../ids.ts'
import { openSessionsShown } from '../open-session-values.ts'
import type { Words } from '../text/words.ts'
import { memberTarget } from '../values.ts'
import { actions, button, picture, section, stack } from './blocks.ts'
import { described, quote } from './peoples-text.ts'

/** `now`: null in a message, which is read later; there nobody is suggested to others either. */
export type FoundStyle = { listedAs: ListedAs; now: Instant | null }

/** Somebody found in the directory, with what the reader can do about it. */
export const foundRow = (words: Words, result: Result, { listedAs, now }: FoundStyle): KnownBlock[] =>
  stack(
    section(words.foundLines(result, listedAs, now), picture(result.member)),
    described(linesOf(result), topicsOf(result)),
    quote(result.about, PROFILE_LIMITS.about),
    actions(
      ...starts(words, result, listedAs),
      ...(now === null ? [] : [suggestion(words, result, listedAs), ...theirOpenSessions(words, result)]),
    ),
  )

/** The same on Home, of somebody who looks for a mentor, in few lines. */
export const toHelpRow = (words: Words, result: Result): KnownBlock[] =>
  stack(
    section(words.foundLines(result, 'seeker', null), starts(words, result, 'seeker')[0]),
    described(linesOf(result), topicsOf(result)),
  )

const linesOf = ({ member: { title }, headline }: Result) => [title ?? '', headline]

const topicsOf = ({ topics }: Result) =>
  topics.map(({ topic, matches }) => ({ name: topic.name, isStrong: matches }))

const starts = (words: Words, result: Result, listedAs: ListedAs): Button[] => {
  const { labels } = words
  return listedAs === 'mentor'
    ? [
        start(words, result, labels.requestSession, actionIds.startSessionRequest, 'mentee'),
        start(words, result, labels.bookThem, actionIds.bookSession, 'mentee'),
      ]
    : [start(words, result, labels.offer, actionIds.startOffer, 'mentor')]
}

const suggestion = (words: Words, result: Result, listedAs: ListedAs): Button => {
  const actorIs = listedAs === 'mentor' ? 'mentee' : 'mentor'
  return start(words, result, words.labels.suggest, actionIds.startSuggestion, actorIs)
}

/** Leads to those of this mentor. */
const theirOpenSessions = (words: Words, { openSessions, member }: Result): Button[] => {
  if (openSessions === 0) return []
  const label = words.countedOpenSessions(openSessions)
  return [
    button(label, actionIds.showOpenSessions, {
      value: openSessionsShown.encode({ topic: null, mentor: member.id, from: null }),
      spoken: words.foundButton(label, member),
    }),
  ]
}

const start = (
  { foundButton }: Words,
  { member }: Result,
  label: string,
  id: string,
  actorIs: MentoringRole,
): Button =>
  button(label, id, {
    value: memberTarget.encode({ member: member.id, actorIs }),
    spoken: foundButton(label, member),
  })
