import type { ModalView } from '@slack/types'
import type { WebClient } from '@slack/web-api'
import type { WorkspaceId } from '../domain/ids.ts'
import type { UseCases } from '../service/services.ts'
import { slackError } from './web-api/client.ts'

/** The open modal as it was when pressed, and the time of the press by Slack's clock. */
export type PressedModal = { workspace: WorkspaceId; pressedAt: string; modal: { id: string; hash: string } }

/**
 * Redraws an open modal after a press in it. Presses can overtake one another, and so can the calls that answer them. So
 * each call names the version that was pressed (`hash`), and Slack refuses it if the modal has been redrawn since. A
 * refused call is made again if its press is the last thing the member did in the modal, and dropped otherwise: the last
 * press wins, and what a submission showed stays.
 *
 * A queue for each modal would order only the calls of one process, and let a slow one hold up those behind it.
 */
export const redraw = async (
  { client, services }: { client: WebClient; services: Pick<UseCases, 'isLastTurn'> },
  { workspace, pressedAt, modal }: PressedModal,
  view: ModalView,
): Promise<void> => {
  const draw = async (hash: string | undefined): Promise<string | undefined> => {
    try {
      await client.views.update({ view_id: modal.id, ...(hash && { hash }), view })
      return undefined
    } catch (error) {
      const refusal = slackError(error)
      // The member closed it and is waiting for nothing.
      if (refusal === 'hash_conflict' || refusal === 'not_found') return refusal
      throw error
    }
  }
  const refusal = await draw(modal.hash)
  if (refusal !== 'hash_conflict') return
  if (await services.isLastTurn(workspace, { view: modal.id, pressedAt })) await draw(undefined)
}
