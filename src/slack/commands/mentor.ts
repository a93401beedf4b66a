import { type Intent, intent, type MemberId } from '../../domain/ids.ts'
import { MESSAGE_LIMIT, MOST_RECEIVERS, type RequestKind } from '../../domain/requests/request.ts'
import { refuse } from '../../service/outcome.ts'
import { openBooking } from '../modals/open-booking.ts'
import { openModal, type Reply, type Signed, type SlackParts } from '../reply.ts'
import { availabilityModal } from '../views/availability-modal.ts'
import { helpMessage, unresolvedMessage, usageMessage } from '../views/help.ts'
import type { Message } from '../views/message.ts'
import { pickMemberModal } from '../views/pick-member-modal.ts'
import { requestsMessage } from '../views/requests-message.ts'
import { sendModal } from '../views/send-modal.ts'
import { sessionsMessage } from '../views/sessions-list.ts'
import { parse } from './parse.ts'

export type Command = Signed & { triggerId: string; text: string }

const inWords = (text: string): Message => ({ text, blocks: [] })

/** Answers `/mentor …` with an ephemeral message, or opens a modal after acknowledging (spec 2-surfaces, Commands). */
export const mentorCommand = async (parts: SlackParts, command: Command): Promise<Reply<Message>> => {
  const typed = parse(command.text)
  if (typed.command === undefined) return { ack: usageMessage(parts.words, typed.typed, typed.nearest) }
  if ('unresolved' in typed) return { ack: unresolvedMessage(parts.words, typed.unresolved, typed.command) }
  if ('isTooLong' in typed) {
    return {
      ack: inWords(parts.words.refusalText(refuse({ reason: 'message_too_long', limit: MESSAGE_LIMIT }))),
    }
  }
  switch (typed.command) {
    case 'offer':
      return sendOrOpen(parts, command, 'offer', typed.members, typed.rest)
    case 'request':
      return sendOrOpen(parts, command, 'session_request', typed.members, typed.rest)
    case 'requests':
      return { ack: requestsMessage(parts.words, await parts.services.look.requests(command)) }
    case 'book':
      return bookOrAsk(parts, command, typed.members)
    case 'sessions':
      return { ack: sessionsMessage(parts.words, await parts.services.look.sessions(command)) }
    case 'availability': {
      const own = await parts.services.ownAvailability(command)
      if (own.outcome === 'refused') return { ack: inWords(parts.words.refusalText(own)) }
      return { afterwards: () => openModal(parts, command.triggerId, availabilityModal(parts.words, own)) }
    }
    case 'pause':
      return { ack: await pauseOrResume(parts, command, true) }
    case 'resume':
      return { ack: await pauseOrResume(parts, command, false) }
    case 'help':
      return { ack: helpMessage(parts.words) }
  }
}

const sendOrOpen = async (
  parts: SlackParts,
  command: Command,
  kind: RequestKind,
  members: readonly MemberId[],
  text: string,
): Promise<Reply<Message>> => {
  const [to, ...others] = members
  if (members.length > MOST_RECEIVERS) {
    return {
      ack: inWords(parts.words.refusalText(refuse({ reason: 'too_many_receivers', limit: MOST_RECEIVERS }))),
    }
  }
  if (!to || others.length > 0) {
    const modal = sendModal(parts.words, { kind, message: text, ...(to && { several: members }) })
    return { afterwards: () => openModal(parts, command.triggerId, modal) }
  }
  const sent = await parts.services.send({
    ...command,
    kind,
    to,
    message: text,
    contextUrl: null,
    intent: intentOf(command),
    answers: null,
  })
  return {
    ack: inWords(sent.outcome === 'refused' ? parts.words.refusalText(sent) : parts.words.confirmation(sent)),
  }
}

const bookOrAsk = async (
  parts: SlackParts,
  command: Command,
  [member, ...others]: readonly MemberId[],
): Promise<Reply<Message>> => {
  if (others.length > 0) return { ack: usageMessage(parts.words, 'book', 'book') }
  if (!member) return { afterwards: () => openModal(parts, command.triggerId, pickMemberModal(parts.words)) }
  const modal = await openBooking(parts, command, { member, actorIs: null })
  if ('refused' in modal) return { ack: inWords(modal.refused) }
  return { afterwards: () => openModal(parts, command.triggerId, modal.view) }
}

const pauseOrResume = async (parts: SlackParts, { workspace, actor }: Command, paused: boolean) => {
  const outcome = await parts.services.pause({ workspace, actor, paused })
  return inWords(
    outcome.outcome === 'refused' ? parts.words.refusalText(outcome) : parts.words.pausedText(outcome),
  )
}

/** Slack gives each command its own trigger, and repeats the trigger when it redelivers the command. */
const intentOf = ({ triggerId }: Command): Intent => intent(`command:${triggerId}`)
