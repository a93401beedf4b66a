import { OPEN_SESSION_LIMITS } from '../../domain/sessions/open-session.ts'
import { refuse } from '../../service/outcome.ts'
import { openHost, openHostAgain } from '../modals/open-host.ts'
import { openModal, type Reply, type SlackParts } from '../reply.ts'
import type { FormFault } from '../views/form-fault.ts'
import { refusedMessage } from '../views/help.ts'
import type { HostForm } from '../views/host-modal.ts'
import type { Message } from '../views/message.ts'
import { type Command, inWords } from './command.ts'
import type { Named } from './parse.ts'

const { title, description, invited } = OPEN_SESSION_LIMITS

const AGAIN = /^again$/i

/** What is too long for any field of the form. */
export const textTooLong = refuse({ reason: 'message_too_long', limit: description })

/**
 * Opens the form: with the last session after `again`, otherwise with what was typed as its title, or as its description
 * if that is longer than a title, and with those named as its guests.
 */
export const openHosting = async (
  parts: SlackParts,
  command: Command,
  { members, rest, unresolved }: Named,
): Promise<Reply<Message>> => {
  if (rest.length > description) return { ack: refusedMessage(parts.words, textTooLong, rest) }
  const begun: Partial<HostForm> = {
    ...(rest.length > title ? { description: rest } : { title: rest }),
    invited: members.slice(0, invited),
  }
  const isAgain = AGAIN.test(rest) && members.length === 0
  const opened = isAgain
    ? await openHostAgain(parts, command, 'last')
    : await openHost(parts, command, begun, { fault: faultOf(members.length, unresolved) })
  if ('refused' in opened) return { ack: inWords(opened.refused) }
  return { afterwards: () => openModal(parts, command.triggerId, opened.view) }
}

const faultOf = (named: number, unresolved: string | undefined): FormFault | undefined => {
  if (named > invited) return refuse({ reason: 'too_many_invited', limit: invited })
  return unresolved === undefined ? undefined : { unresolved }
}
