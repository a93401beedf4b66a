import type { ModalView } from '@slack/types'
import type { WorkspaceId } from '../../domain/ids.ts'
import type { SlackParts } from '../reply.ts'
import type { FormFault } from '../views/form-fault.ts'
import { type SendForm, sendModal } from '../views/send-modal.ts'

/** The form for an offer or a session request, with what the workspace lets a session request ask for. */
export const openSending = async (
  { services, words }: SlackParts,
  workspace: WorkspaceId,
  form: Omit<SendForm, 'othersAfterDays'>,
  fault?: FormFault,
): Promise<ModalView> => {
  const asksOne = form.kind === 'session_request' && !form.answers && !form.several
  const othersAfterDays = asksOne ? (await services.screens.settings(workspace)).othersAfterDays : 0
  return sendModal(words, { ...form, othersAfterDays }, fault)
}
