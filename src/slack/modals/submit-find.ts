import { blockIds } from '../ids.ts'
import type { SlackParts } from '../reply.ts'
import { drawFind, readFindForm } from './open-find.ts'
import { fault, type Submission, type SubmissionReply } from './submission.ts'

/** The button Search: the form stays open and shows what is found. */
export const submitFind = async (parts: SlackParts, submission: Submission): SubmissionReply => {
  const page = await drawFind(parts, submission, readFindForm(submission.modal))
  return 'refused' in page
    ? fault(blockIds.searchedWords, page.refused)
    : { ack: { response_action: 'update', view: page.view } }
}
