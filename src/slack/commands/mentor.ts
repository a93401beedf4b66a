import { type Intent, intent, type MemberId } from '../../domain/ids.ts'
import type { RequestKind } from '../../domain/request.ts'
import { openBooking } from '../open-booking.ts'
import { openModal, type Reply, type Signed, type SlackParts } from '../reply.ts'
import { confirmation, refusalText } from '../text/outcomes.ts'
import { availabilityModal } from '../views/availability-modal.ts'
import { helpMessage, unresolvedMessage, usageMessage } from '../views/help.ts'
import type { Message } from '../views/message.ts'
import { requestsMessage } from '../views/requests-message.ts'
import { sendModal } from '../views/send-modal.ts'
import { sessionsMessage } from '../views/sessions-message.ts'
import { parse } from './parse.ts'

export type Command = Signed & { triggerId: string; text: string }

const inWords = (text: string): Message => ({ text, blocks: [] })

/** `/mentor …`: the ephemeral answer, or a modal that opens after it (spec 2-surfaces, Commands). */
export const mentorCommand = async (parts: SlackParts, command: Command): Promise<Reply<Message>> => {
  const typed = parse(command.text)
  if (typed.command === undefined) return { ack: usageMessage(typed.typed, typed.nearest) }
  if ('unresolved' in typed) return { ack: unresolvedMessage(typed.unresolved, typed.command) }
  switch (typed.command) {
    case 'offer':
      return sendOrOpen(parts, command, 'offer', typed.member, typed.rest)
    case 'request':
      return sendOrOpen(parts, command, 'session_request', typed.member, typed.rest)
    case 'requests':
      return { ack: requestsMessage(await parts.services.look.requests(command)) }
    case 'book':
      return typed.member
        ? openBookingFor(parts, command, typed.member)
        : { ack: usageMessage('book', 'book') }
    case 'sessions': {
      const { sessions, now } = await parts.services.look.sessions(command)
      return { ack: sessionsMessage(sessions, command.actor, now) }
    }
    case 'availability': {
      const own = await parts.services.availability.own(command.workspace, command.actor)
      if (own.outcome === 'refused') return { ack: inWords(refusalText(own)) }
      return { afterwards: () => openModal(parts, command.triggerId, availabilityModal(own)) }
    }
    case 'help':
      return { ack: helpMessage() }
  }
}

const sendOrOpen = async (
  parts: SlackParts,
  command: Command,
  kind: RequestKind,
  to: MemberId | undefined,
  text: string,
): Promise<Reply<Message>> => {
  if (!to) {
    const modal = sendModal({ kind, message: text })
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
  return { ack: inWords(sent.outcome === 'refused' ? refusalText(sent) : confirmation(sent)) }
}

const openBookingFor = async (
  parts: SlackParts,
  command: Command,
  member: MemberId,
): Promise<Reply<Message>> => {
  const modal = await openBooking(parts, command, { member, actorIs: null })
  if ('refused' in modal) return { ack: inWords(modal.refused) }
  return { afterwards: () => openModal(parts, command.triggerId, modal.view) }
}

/** Slack gives each command a trigger of its own, and repeats it when it delivers the same command again. */
const intentOf = ({ triggerId }: Command): Intent => intent(`command:${triggerId}`)
