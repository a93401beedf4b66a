import { intent } from '../../domain/ids.ts'
import { blockIds } from '../ids.ts'
import { hostMetadata } from '../open-session-values.ts'
import type { SlackParts } from '../reply.ts'
import type { HostWarning } from '../views/host-modal.ts'
import { lookAtChannel } from '../web-api/channels.ts'
import { blockOfFault, collides, refusedAt } from './about-open-session.ts'
import { instead } from './booking-answers.ts'
import { readHostForm } from './host-form.ts'
import { openHost } from './open-host.ts'
import { fault, type Submission, type SubmissionReply } from './submission.ts'

/**
 * Sets up an open session, or says at its field what is wrong. The channel is looked at first: an announcement that
 * cannot be posted is found out before anybody was invited.
 */
export const submitHost = async (parts: SlackParts, submission: Submission): SubmissionReply => {
  const { services, words, client } = parts
  const { workspace, actor, modal } = submission
  const read = readHostForm(words, modal)
  if ('faults' in read) return { ack: { response_action: 'errors', errors: read.faults } }
  const { hosting } = read
  const { announcedIn } = hosting
  const look = announcedIn === null ? 'open' : await lookAtChannel(client, announcedIn)
  if (look !== 'open' && look !== 'not_told')
    return fault(blockIds.channel, words.channelFaultText(look, words.modals.hostIt))

  const { toldBusy } = hostMetadata.decode(modal.private_metadata) ?? { toldBusy: [] }
  const submitted = { ...hosting, toldBusy, intent: intent(`view:${modal.id}`) }
  const hosted = await services.host({ workspace, actor, ...submitted })
  switch (hosted.outcome) {
    case 'hosted':
      return instead(
        words,
        words.modals.hostTitle,
        words.hostedText(hosted, { ...hosting, isLookedAt: look === 'open' }),
      )
    case 'unchanged':
      return instead(words, words.modals.hostTitle, words.hostedBefore(hosted.session))
    case 'faulty':
      return fault(blockOfFault(hosted), words.hostingFaultText(hosted))
    case 'confirm':
      return warned(parts, submission, { busyAt: hosted.busyAt, isSeries: hosting.repeats !== null })
    case 'past':
    case 'too_far':
      return fault(blockIds.starts, words.unavailableText(hosted.outcome, 'mentor'))
    case 'collides':
      return collides(parts, submission, hosted.with.startsAt)
    case 'refused':
      return refusedAt(
        parts,
        workspace,
        hosted,
        hosted.reason === 'other_channel' ? blockIds.channel : blockIds.title,
      )
  }
}

/** The form again, below the warning; what was typed stays, since its inputs keep their ids. */
const warned = async (parts: SlackParts, submission: Submission, warning: HostWarning): SubmissionReply => {
  const opened = await openHost(parts, submission, {}, { warned: warning })
  return 'refused' in opened
    ? instead(parts.words, parts.words.modals.hostTitle, opened.refused)
    : { ack: { response_action: 'update', view: opened.view } }
}
