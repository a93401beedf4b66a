import type { MemberId } from '../../domain/ids.ts'
import { startOfRequests } from '../../domain/requests/lists.ts'
import { MESSAGE_LIMIT, MOST_RECEIVERS, type RequestKind } from '../../domain/requests/request.ts'
import { type Refusal, refuse } from '../../service/outcome.ts'
import { openBooking } from '../modals/open-booking.ts'
import { openFind } from '../modals/open-find.ts'
import { openSending } from '../modals/open-sending.ts'
import { openSettings } from '../modals/open-settings.ts'
import { openModal, type Reply, type SlackParts } from '../reply.ts'
import { availabilityModal } from '../views/availability-modal.ts'
import type { FormFault } from '../views/form-fault.ts'
import {
  helpMessage,
  incompleteMessage,
  refusedMessage,
  unresolvedMessage,
  usageMessage,
} from '../views/help.ts'
import type { Message } from '../views/message.ts'
import { ownDataModal } from '../views/own-data-modal.ts'
import { pickMemberModal } from '../views/pick-member-modal.ts'
import { profileModal } from '../views/profile-modal.ts'
import { requestsMessage } from '../views/requests-message.ts'
import { MOST_TYPED, type SendForm } from '../views/send-modal.ts'
import { sentMessage } from '../views/sent.ts'
import { sessionsMessage } from '../views/sessions-list.ts'
import { type Command, intentOf, inWords } from './command.ts'
import { openHosting, textTooLong } from './host.ts'
import { type Named, parse } from './parse.ts'
import type { Subcommand } from './subcommands.ts'
import { suggestOrOpen, whyTooLong } from './suggest.ts'

/** Answers `/mentor …` with an ephemeral message, or opens a modal after acknowledging (spec 2-surfaces, Commands). */
export const mentorCommand = async (parts: SlackParts, command: Command): Promise<Reply<Message>> => {
  const { words } = parts
  const typed = parse(command.text)
  if (typed.command === undefined) return { ack: usageMessage(words, typed.typed, typed.meant) }
  if ('isTooLong' in typed) return { ack: refusedMessage(words, tooLongFor(typed.command), typed.rest) }
  switch (typed.command) {
    case 'offer':
      return sendOrOpen(parts, command, 'offer', typed)
    case 'request':
      return sendOrOpen(parts, command, 'session_request', typed)
    case 'find': {
      const page = await openFind(parts, command, typed.rest)
      if ('refused' in page) return { ack: inWords(page.refused) }
      return { afterwards: () => openModal(parts, command.triggerId, page.view) }
    }
    case 'requests':
      return {
        ack: requestsMessage(parts.words, await parts.services.screens.requests(command, startOfRequests)),
      }
    case 'book':
      return typed.unresolved === undefined
        ? bookOrAsk(parts, command, typed.members)
        : { ack: unresolvedMessage(words, typed.unresolved, 'book') }
    case 'suggest':
      return suggestOrOpen(parts, command, typed)
    case 'host':
      return openHosting(parts, command, typed)
    case 'sessions':
      return { ack: sessionsMessage(parts.words, await parts.services.screens.sessions(command, null)) }
    case 'availability': {
      const own = await parts.services.ownAvailability(command)
      if (own.outcome === 'refused') return { ack: inWords(parts.words.refusalText(own)) }
      return { afterwards: () => openModal(parts, command.triggerId, availabilityModal(parts.words, own)) }
    }
    case 'profile': {
      const own = await parts.services.ownProfile(command)
      return { afterwards: () => openModal(parts, command.triggerId, profileModal(words, own)) }
    }
    case 'pause':
      return { ack: await pauseOrResume(parts, command, true) }
    case 'resume':
      return { ack: await pauseOrResume(parts, command, false) }
    case 'settings':
      return settingsOrOrganisers(parts, command)
    case 'report':
      return { ack: await askReport(parts, command) }
    case 'data': {
      const modal = ownDataModal(words, await parts.services.myData.page(command))
      await parts.services.sendMyData({ workspace: command.workspace, actor: command.actor })
      return { afterwards: () => openModal(parts, command.triggerId, modal) }
    }
    case 'help':
      return { ack: helpMessage(parts.words) }
  }
}

const settingsOrOrganisers = async (parts: SlackParts, command: Command): Promise<Reply<Message>> => {
  const modal = await openSettings(parts, command)
  if ('refused' in modal) return { ack: inWords(modal.refused) }
  return { afterwards: () => openModal(parts, command.triggerId, modal.view) }
}

const tooLong = refuse({ reason: 'message_too_long', limit: MESSAGE_LIMIT })

const tooLongFor = (command: Subcommand): Refusal => {
  if (command === 'suggest') return whyTooLong
  return command === 'host' ? textTooLong : tooLong
}

/** Sends, or opens the form: where no member or several are named, and with all that was typed if it is refused. */
const sendOrOpen = async (
  parts: SlackParts,
  command: Command,
  kind: RequestKind,
  { members, rest: message, unresolved }: Named,
): Promise<Reply<Message>> => {
  type Form = Omit<SendForm, 'kind' | 'message' | 'othersAfterDays'>
  const open = async (form: Form, fault?: FormFault): Promise<Reply<Message>> => {
    const modal = await openSending(parts, command.workspace, { kind, message, ...form }, fault)
    return { afterwards: () => openModal(parts, command.triggerId, modal) }
  }
  const [to, ...others] = members
  if (message.length > MOST_TYPED) return { ack: refusedMessage(parts.words, tooLong, message) }
  if (members.length > MOST_RECEIVERS) {
    const several = members.slice(0, MOST_RECEIVERS)
    return open({ several }, refuse({ reason: 'too_many_receivers', limit: MOST_RECEIVERS }))
  }
  if (unresolved !== undefined) return open(to ? { several: members } : {}, { unresolved })
  if (!to) return open({})
  if (others.length > 0) return open({ several: members })
  const sent = await parts.services.send({
    ...command,
    kind,
    to,
    message,
    contextUrl: null,
    intent: intentOf(command),
    answers: null,
    others: true,
  })
  if (sent.outcome !== 'refused') {
    const text = parts.words.confirmation(sent)
    return { ack: sentMessage(parts.words, { kind, text, isFirst: sent.isFirst }) }
  }
  // No form helps the actor who may not take part, and nothing is lost without a message.
  if (message === '' || sent.reason.startsWith('own_')) {
    return { ack: refusedMessage(parts.words, sent, message) }
  }
  return open(isTheMembers(sent.reason) ? {} : { picked: to }, sent)
}

/** Whether another member must be picked. */
const isTheMembers = (reason: Refusal['reason']) =>
  reason !== 'message_too_long' && reason !== 'slack_unavailable'

const bookOrAsk = async (
  parts: SlackParts,
  command: Command,
  [member, ...others]: readonly MemberId[],
): Promise<Reply<Message>> => {
  if (others.length > 0) return { ack: incompleteMessage(parts.words, 'book') }
  if (!member) return { afterwards: () => openModal(parts, command.triggerId, pickMemberModal(parts.words)) }
  const modal = await openBooking(parts, command, { member, actorIs: null })
  if ('refused' in modal) return { ack: inWords(modal.refused) }
  return { afterwards: () => openModal(parts, command.triggerId, modal.view) }
}

const askReport = async (parts: SlackParts, { workspace, actor }: Command) => {
  const outcome = await parts.services.askReport({ workspace, actor, period: 'quarter' })
  return inWords(outcome.outcome === 'refused' ? parts.words.refusalText(outcome) : parts.words.report.coming)
}

const pauseOrResume = async (parts: SlackParts, { workspace, actor }: Command, paused: boolean) => {
  const outcome = await parts.services.pause({ workspace, actor, paused })
  return inWords(
    outcome.outcome === 'refused' ? parts.words.refusalText(outcome) : parts.words.pausedText(outcome),
  )
}
