import type { MemberId, WorkspaceId } from '../domain/ids.ts'
import { markHomeOpened, saveHomeState } from '../store/home-visits.ts'
import { ownRows } from '../store/sql/tx.ts'
import type { Act, Change } from './act.ts'
import { homeNotices } from './notices.ts'

type Own = { workspace: WorkspaceId; actor: MemberId }

/** Publishes the Home tab that a member opened, and keeps it current from now on. */
export const openHome = async (act: Act, { actor }: Own): Promise<void> => {
  const refused = await act({ members: [actor] }, async (tx) => {
    await tx.held
    markHomeOpened(tx, actor, tx.now())
    tx.tell(homeNotices(actor))
  })
  // Nobody would read a refusal here. Slack sends the event again, and may answer by then.
  if (refused?.reason === 'slack_unavailable') throw new Error('Slack did not say who opened their Home')
}

/** Another filter or page on Home. It goes through the outbox, where publishes cannot overtake each other. */
export const browseHome = (change: Change, { actor, state }: Own & { state: string }): Promise<void> =>
  change(ownRows, async (tx) => {
    saveHomeState(tx, actor, state)
    tx.tell(homeNotices(actor))
  })
