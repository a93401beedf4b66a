import type { Button } from '@slack/types'
import { startOfRequests } from '../../domain/requests/lists.ts'
import type { Subcommand } from '../commands/parse.ts'
import { actionIds, requestsView } from '../ids.ts'
import { clip } from '../limits.ts'
import type { Words } from '../text/words.ts'
import { button, context, section } from './blocks.ts'
import { type Message, message } from './message.ts'
import { said } from './peoples-text.ts'

/** Commands that begin without naming anybody, with the mouse. */
const buttons = (words: Words): Partial<Record<Subcommand, Button>> => ({
  offer: button(words.labels.offer, actionIds.startOffer),
  request: button(words.labels.requestSession, actionIds.startSessionRequest),
  book: button(words.labels.book, actionIds.startBooking),
  pause: button(words.labels.pause, actionIds.pause),
  resume: button(words.labels.resume, actionIds.resume),
  sessions: button(words.labels.showSessions, actionIds.showSessions),
  availability: button(words.labels.setAvailability, actionIds.editAvailability),
  requests: button(words.labels.showRequests, actionIds.browse, {
    value: requestsView.encode(startOfRequests),
  }),
})

const shown = ['offer', 'request', 'requests', 'book', 'sessions', 'availability', 'pause', 'resume'] as const

const line = (words: Words, command: Subcommand) => section(words.usageLine(command), buttons(words)[command])

export const helpMessage = (words: Words): Message =>
  message([
    section(words.help.title),
    ...shown.map((command) => line(words, command)),
    context(words.help.home),
  ])

const LONGEST_ECHO = 100

/** For text that is not a command: suggests the nearest one. A known command without its member gets its own line. */
export const usageMessage = (words: Words, typed: string, nearest: Subcommand): Message =>
  message([
    typed === nearest ? section(words.incomplete) : said(words.notUnderstood(clip(typed, LONGEST_ECHO))),
    line(words, nearest),
    ...(nearest === 'help' ? [] : [line(words, 'help')]),
  ])

/** For a name in plain letters that Slack did not turn into a member. */
export const unresolvedMessage = (words: Words, name: string, command: Subcommand): Message =>
  message([said(words.unresolvedName(clip(name, LONGEST_ECHO))), line(words, command)])
