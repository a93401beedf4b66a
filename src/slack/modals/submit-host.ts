import { intent, type MemberId, type WorkspaceId } from '../../domain/ids.ts'
import type { OpenSessionFault } from '../../domain/sessions/open-session.ts'
import type { Refusal } from '../../service/outcome.ts'
import { blockIds } from '../ids.ts'
import type { Signed, SlackParts } from '../reply.ts'
import { lookAtChannel } from '../web-api/channels.ts'
import { instead } from './booking-answers.ts'
import { readHostForm } from './host-form.ts'
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

  const hosted = await services.host({ workspace, actor, ...hosting, intent: intent(`view:${modal.id}`) })
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
    case 'past':
    case 'too_far':
      return fault(blockIds.starts, words.unavailableText(hosted.outcome, 'mentor'))
    case 'collides':
      return collides(parts, submission, hosted.with.startsAt)
    case 'refused':
      return refusedAt(parts, workspace, hosted, blockIds.title)
  }
}

export const blockOfFault = ({ field }: OpenSessionFault): string =>
  field === 'minutes' ? blockIds.length : blockIds[field]

/** The mentor's other session, by their own clock: a field's sentence knows no other. */
export const collides = async (
  { services, words }: SlackParts,
  { workspace, actor }: Signed,
  startsAt: number,
): SubmissionReply => {
  const own = await services.ownAvailability({ workspace, actor })
  const zone = own.outcome === 'refused' ? 'UTC' : own.availability.zone
  return fault(blockIds.starts, words.collidesText(startsAt, zone))
}

/** A refusal at its field; one about a member of several names them. @param otherwise where it belongs to no field */
export const refusedAt = async (
  { services, words }: SlackParts,
  workspace: WorkspaceId,
  refusal: Refusal,
  otherwise: string,
): SubmissionReply => {
  if (refusal.reason === 'location_too_long') return fault(blockIds.place, words.openRefusalText(refusal))
  if (!('member' in refusal)) return fault(otherwise, words.openRefusalText(refusal))
  const name = await nameOf(services, workspace, refusal.member)
  const text = name === undefined ? words.openRefusalText(refusal) : words.aboutOne(name, refusal)
  return fault(blockIds.invited, text)
}

const nameOf = async (
  { screens }: SlackParts['services'],
  workspace: WorkspaceId,
  member: MemberId,
): Promise<string | undefined> => (await screens.people(workspace, [member])).get(member)?.fullName
