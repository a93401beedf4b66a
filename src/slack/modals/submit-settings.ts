import { refuse } from '../../service/outcome.ts'
import { blockIds } from '../ids.ts'
import { inputOf } from '../payloads.ts'
import type { SlackParts } from '../reply.ts'
import { openSettings } from './open-settings.ts'
import { fault, type Submission, type SubmissionReply } from './submission.ts'

/** Names the member picked, and shows the organisers as they are now. */
export const submitOrganiser = async (parts: SlackParts, submission: Submission): SubmissionReply => {
  const { workspace, actor, modal } = submission
  const { member } = inputOf(modal, blockIds.organiser)
  const named = member
    ? await parts.services.nameOrganiser({ workspace, actor, member })
    : refuse({ reason: 'not_found' })
  if (named.outcome === 'refused' && named.reason !== 'organisers_only')
    return fault(blockIds.organiser, parts.words.refusalText(named))
  const now = await openSettings(parts, submission, 'organisers')
  return 'refused' in now
    ? fault(blockIds.organiser, now.refused)
    : { ack: { response_action: 'update', view: now.view } }
}
