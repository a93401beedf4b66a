import type { MemberId, SessionId, WorkspaceId } from '../../domain/ids.ts'
import type { OpenSessionFault } from '../../domain/sessions/open-session.ts'
import { type Refusal, refuse } from '../../service/outcome.ts'
import { blockIds } from '../ids.ts'
import type { Signed, SlackParts } from '../reply.ts'
import { sessionTarget } from '../values.ts'
import { fault, type Submission, type SubmissionReply } from './submission.ts'

/** Of a form about one of the mentor's open sessions. @param field where it says so if it names none */
export const aboutOpenSession =
  (
    field: string,
    handle: (parts: SlackParts, submission: Submission, session: SessionId) => SubmissionReply,
  ) =>
  async (parts: SlackParts, submission: Submission): SubmissionReply => {
    const target = sessionTarget.decode(submission.modal.private_metadata)
    return target
      ? handle(parts, submission, target.session)
      : fault(field, parts.words.openRefusalText(refuse({ reason: 'not_found' })))
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
