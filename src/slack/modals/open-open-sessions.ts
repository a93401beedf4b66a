import type { ModalView } from '@slack/types'
import type { OpenSessionsShown } from '../open-session-values.ts'
import type { Signed, SlackParts } from '../reply.ts'
import { openSessionsModal } from '../views/open-sessions-list.ts'

/** A page of the open sessions. @param remark on what was pressed in it last */
export const drawOpenSessions = async (
  { services, words }: SlackParts,
  { workspace, actor }: Signed,
  { topic, mentor, from }: OpenSessionsShown,
  remark?: string,
): Promise<ModalView> =>
  openSessionsModal(
    words,
    await services.screens.openSessions({ workspace, actor }, { topic, mentor }, from),
    from,
    remark,
  )
