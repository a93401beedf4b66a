import { memberId, type SessionId } from '../../../src/domain/ids.ts'
import type { Notice } from '../../../src/domain/notices.ts'
import { tell } from '../../../src/service/act.ts'
import { announcementNotice, sessionNotice } from '../../../src/service/notices.ts'
import { ownRows } from '../../../src/store/sql/tx.ts'
import type { InsideInvitations, InvitationLeak } from './invitation-twin.ts'

const mentor = memberId('UADA')

/** Redraws something when an invitation is put aside. */
const redrawing =
  (what: (session: SessionId) => readonly Notice[]) =>
  ({ parts, workspace, session }: InsideInvitations): Promise<void> =>
    parts.inWorkspace(workspace, async (tx) => {
      const id = session()
      if (id !== undefined) tell(parts, tx.behind(ownRows), what(id))
    })

const lookAgain = ({ inWorkspace }: InsideInvitations['parts'], workspace: InsideInvitations['workspace']) =>
  inWorkspace(workspace, (tx) => tx.rows('select 1 as looked_again'))

/** Ways in which others could learn that an invitation was put aside, each planted by itself. */
export const invitationLeaks = {
  'a refresh of the mentor’s message': { onAside: redrawing((id) => [sessionNotice(id, mentor, false)]) },
  'a refresh of the message in the channel': {
    onAside: redrawing((id) => announcementNotice({ session: { id, mentor }, announcedIn: 'C0OPEN' }, false)),
  },
  'the answer to inviting them again': {
    services: (honest, { asideNow }) => ({
      ...honest,
      invite: async (inviting) => {
        const answer = await honest.invite(inviting)
        return inviting.members.some((one) => asideNow.has(one))
          ? { outcome: 'invited', invited: [] }
          : answer
      },
    }),
  },
  'one more round trip for those who put it aside': {
    services: (honest, { asideNow, parts }) => ({
      ...honest,
      add: async (adding) => {
        if (asideNow.has(adding.member)) await lookAgain(parts, adding.workspace)
        return honest.add(adding)
      },
      invite: async (inviting) => {
        if (inviting.members.some((one) => asideNow.has(one))) await lookAgain(parts, inviting.workspace)
        return honest.invite(inviting)
      },
    }),
  },
  'a count of those who put it aside on the mentor’s message': {
    services: (honest, { asideNow }) => ({
      ...honest,
      screens: {
        ...honest.screens,
        aboutSession: async (...asked) => {
          const state = await honest.screens.aboutSession(...asked)
          if (!state || !('open' in state) || state.coming === null) return state
          return { ...state, coming: { ...state.coming, waiting: state.coming.waiting + asideNow.size } }
        },
      },
    }),
  },
} as const satisfies Record<string, InvitationLeak>
