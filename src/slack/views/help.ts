import type { Button } from '@slack/types'
import { startOfRequests } from '../../domain/requests/lists.ts'
import type { Subcommand } from '../commands/parse.ts'
import { actionIds, requestsView } from '../ids.ts'
import { clip } from '../limits.ts'
import { helpWords, incomplete, notUnderstood, unresolvedName, usageLine } from '../text/commands.ts'
import { labels } from '../text/labels.ts'
import { button, context, section } from './blocks.ts'
import { type Message, message } from './message.ts'
import { said } from './peoples-text.ts'

/** Commands that begin without naming anybody, with the mouse. */
const buttons: Partial<Record<Subcommand, Button>> = {
  offer: button(labels.offer, actionIds.startOffer),
  request: button(labels.requestSession, actionIds.startSessionRequest),
  sessions: button(labels.showSessions, actionIds.showSessions),
  availability: button(labels.setAvailability, actionIds.editAvailability),
  requests: button(labels.showRequests, actionIds.browse, { value: requestsView.encode(startOfRequests) }),
}

const shown = ['offer', 'request', 'requests', 'book', 'sessions', 'availability'] as const

const line = (command: Subcommand) => section(usageLine(command), buttons[command])

export const helpMessage = (): Message =>
  message([section(helpWords.title), ...shown.map(line), context(helpWords.home)])

const LONGEST_ECHO = 100

/** For text that is not a command: suggests the nearest one. A known command without its member gets its own line. */
export const usageMessage = (typed: string, nearest: Subcommand): Message =>
  message([
    typed === nearest ? section(incomplete) : said(notUnderstood(clip(typed, LONGEST_ECHO))),
    line(nearest),
    ...(nearest === 'help' ? [] : [line('help')]),
  ])

/** For a name in plain letters that Slack did not turn into a member. */
export const unresolvedMessage = (name: string, command: Subcommand): Message =>
  message([said(unresolvedName(clip(name, LONGEST_ECHO))), line(command)])
