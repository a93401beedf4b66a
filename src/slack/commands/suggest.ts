import type { MentoringRole } from '../../domain/member.ts'
import { SUGGESTION_LIMITS } from '../../domain/suggestions/suggestion.ts'
import { refuse } from '../../service/outcome.ts'
import { openModal, type Reply, type SlackParts } from '../reply.ts'
import type { FormFault } from '../views/form-fault.ts'
import { refusedMessage } from '../views/help.ts'
import type { Message } from '../views/message.ts'
import { MOST_TYPED } from '../views/send-modal.ts'
import { suggestModal } from '../views/suggest-modal.ts'
import { type Command, intentOf, inWords } from './command.ts'
import type { Named } from './parse.ts'

/** `@ben to @grace as a mentee …`; without it, the first is the mentor. */
const AS = /^as\s+(?:an?\s+|the\s+)?(mentor|mentee)\b[\s,:]*/i

/** Suggests one member to another, or opens the form on what was typed if that is incomplete or refused. */
export const suggestOrOpen = async (
  parts: SlackParts,
  command: Command,
  { members, to, rest, unresolved }: Named,
): Promise<Reply<Message>> => {
  const { words, services } = parts
  const [found, role] = AS.exec(rest) ?? ['']
  const as: MentoringRole = role?.toLowerCase() === 'mentee' ? 'mentee' : 'mentor'
  const why = rest.slice(found.length)
  const [one, two, ...more] = members
  const [mentor, mentee] = as === 'mentor' ? [one, to ?? two] : [to ?? two, one]
  const receives: MentoringRole = as === 'mentor' ? 'mentee' : 'mentor'
  const open = (fault?: FormFault): Reply<Message> => ({
    afterwards: () =>
      openModal(parts, command.triggerId, suggestModal(words, { mentor, mentee, to: receives, why }, fault)),
  })
  if (why.length > MOST_TYPED) return { ack: refusedMessage(words, whyTooLong, why) }
  if (unresolved !== undefined) return open({ unresolved })
  if (!mentor || !mentee || !to || two !== undefined || more.length > 0) return open()
  const outcome = await services.suggest({
    ...{ workspace: command.workspace, actor: command.actor, mentor, mentee, to: receives, why },
    namesSuggester: true,
    intent: intentOf(command),
  })
  if (outcome.outcome !== 'refused') return { ack: inWords(words.passedOn) }
  const isOwn = outcome.reason.startsWith('own_') || outcome.reason === 'too_many_suggestions'
  return why === '' || isOwn ? { ack: refusedMessage(words, outcome, why) } : open(outcome)
}

export const whyTooLong = refuse({ reason: 'why_too_long', limit: SUGGESTION_LIMITS.why })
