import type { ModalView } from '@slack/types'
import type { WebClient } from '@slack/web-api'
import type { WorkspaceId } from '../domain/ids.ts'
import type { UseCases } from '../service/services.ts'
import { slackError } from './web-api/client.ts'

/** The open modal as it was when it was pressed, and when that was by Slack's time. */
export type PressedModal = { workspace: WorkspaceId; pressedAt: string; modal: { id: string; hash: string } }

/**
 * Draws an open modal anew, in answer to a press in it. Presses overtake one another on their way, and so do the calls
 * that answer them. So each call names the version that was pressed (`hash`), and Slack refuses it where something else
 * was drawn meanwhile. A refused one is drawn after all if the press is the last thing that the member did in the modal,
 * and dropped if it is not: of several presses the last one wins, and what a submission showed stays.
 *
 * A queue for each modal would order the calls of one process only, and let a slow one hold up those behind it.
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
      // Closed by the member, who then waits for nothing.
      if (refusal === 'hash_conflict' || refusal === 'not_found') return refusal
      throw error
    }
  }
  const refusal = await draw(modal.hash)
  if (refusal !== 'hash_conflict') return
  if (await services.isLastTurn(workspace, { view: modal.id, pressedAt })) await draw(undefined)
}
