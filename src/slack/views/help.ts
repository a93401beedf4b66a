import type { Button } from '@slack/types'
import { startOfRequests } from '../../domain/requests/lists.ts'
import type { Refusal } from '../../service/outcome.ts'
import { browsingValue } from '../browsing.ts'
import { type Subcommand, subcommands } from '../commands/subcommands.ts'
import { actionIds } from '../ids.ts'
import { clip } from '../limits.ts'
import type { Words } from '../text/words.ts'
import { button, context, section, stack } from './blocks.ts'
import { type Message, message } from './message.ts'
import { quote, said } from './peoples-text.ts'

/** Commands that begin without naming anybody, with the mouse. */
const buttons = (words: Words): Partial<Record<Subcommand, Button>> => ({
  offer: button(words.labels.offer, actionIds.startOffer),
  request: button(words.labels.requestSession, actionIds.startSessionRequest),
  find: button(words.labels.findMentor, actionIds.findMentor),
  book: button(words.labels.book, actionIds.startBooking),
  pause: button(words.labels.pause, actionIds.pause),
  resume: button(words.labels.resume, actionIds.resume),
  host: button(words.labels.hostSession, actionIds.hostSession),
  suggest: button(words.labels.suggest, actionIds.startSuggestion),
  sessions: button(words.labels.showSessions, actionIds.showSessions),
  profile: button(words.labels.fillInProfile, actionIds.editProfile),
  availability: button(words.labels.setAvailability, actionIds.editAvailability),
  data: button(words.ownData.open, actionIds.showOwnData),
  requests: button(words.labels.showRequests, actionIds.browse, {
    value: browsingValue.encode(startOfRequests),
  }),
})

const shown = subcommands.filter((command) => command !== 'help')

const line = (words: Words, command: Subcommand) => section(words.usageLine(command), buttons(words)[command])

export const helpMessage = (words: Words): Message =>
  message([
    section(words.help.title),
    ...shown.map((command) => line(words, command)),
    context(words.help.home),
  ])

/** As much as people type by hand: what was typed is given back whole. */
const LONGEST_ECHO = 3000

/** For text that is not a command: what it may have been, or all that there is. */
export const usageMessage = (words: Words, typed: string, meant: readonly Subcommand[]): Message => {
  const echo = clip(typed, LONGEST_ECHO)
  return meant.length > 0
    ? message([
        said(words.notKnown(echo)),
        ...meant.map((command) => line(words, command)),
        ...(meant.includes('help') ? [] : [line(words, 'help')]),
      ])
    : message([said(words.unknownCommand(echo)), ...shown.map((command) => line(words, command))])
}

/** For a known command without its member, or with too many. */
export const incompleteMessage = (words: Words, command: Subcommand): Message =>
  message([section(words.incomplete), line(words, command)])

const LONGEST_NAME = 100

/** For a name in plain letters that Slack did not turn into a member. */
export const unresolvedMessage = (words: Words, name: string, command: Subcommand): Message =>
  message([said(words.unresolvedName(clip(name, LONGEST_NAME))), line(words, command)])

/** As much of a refused message as one of ours can hold, where each `&` of it takes five characters in the `text`. */
const LONGEST_RETURNED = 7500

/** A refusal that gives back what was typed. */
export const refusedMessage = (words: Words, refusal: Refusal, typed: string): Message =>
  message(stack(section(words.refusalText(refusal)), quote(typed, LONGEST_RETURNED)))
