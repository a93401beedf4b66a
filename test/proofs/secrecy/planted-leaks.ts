import { memberId } from '../../../src/domain/ids.ts'
import { tell } from '../../../src/service/act.ts'
import { refuse } from '../../../src/service/outcome.ts'
import type { Services } from '../../../src/service/services.ts'
import type { RequestsState } from '../../../src/store/reads/home.ts'
import type { SentListed } from '../../../src/store/reads/request-lists.ts'
import { ownRows } from '../../../src/store/sql/tx.ts'
import { type Inside, type Leak, OBSERVED } from './twin.ts'

/** Changes what lists say about the sender's own requests, wherever they are read. */
const inSent =
  (
    change: (
      items: readonly SentListed[],
      isDismissed: (item: SentListed) => boolean,
    ) => readonly SentListed[],
  ) =>
  (honest: Services, { dismissed }: Inside): Services => {
    const leaking = <State extends RequestsState>(state: State): State => ({
      ...state,
      sent: { ...state.sent, items: change(state.sent.items, ({ request }) => dismissed.has(request.id)) },
    })
    const screens: Services['screens'] = {
      ...honest.screens,
      home: async (...asked) => leaking(await honest.screens.home(...asked)),
      requests: async (...asked) => leaking(await honest.screens.requests(...asked)),
      requestsInModal: async (...asked) => leaking(await honest.screens.requestsInModal(...asked)),
    }
    return { ...honest, screens }
  }

const holdsDismissed = (content: unknown, dismissed: ReadonlySet<string>) =>
  [...dismissed].some((id) => JSON.stringify(content).includes(id))

const withoutButtons = (content: unknown, dismissed: ReadonlySet<string>): unknown => {
  const stays = (part: unknown) => !isWithdraw(part) || !holdsDismissed(part, dismissed)
  if (Array.isArray(content)) return content.filter(stays).map((part) => withoutButtons(part, dismissed))
  if (typeof content !== 'object' || content === null) return content
  return Object.fromEntries(
    Object.entries(content)
      .filter(([, part]) => stays(part))
      .map(([key, part]) => [key, withoutButtons(part, dismissed)]),
  )
}

const isWithdraw = (part: unknown) =>
  typeof part === 'object' && part !== null && 'action_id' in part && part.action_id === 'request.withdraw'

/** Ways in which a dismissal could leak, each planted by itself. */
export const plantedLeaks = {
  'the status text': {
    services: inSent((items, isDismissed) =>
      items.map((item) =>
        isDismissed(item)
          ? { ...item, request: { ...item.request, message: `Dismissed: ${item.request.message}` } }
          : item,
      ),
    ),
  },
  'the order of the list': {
    services: inSent((items, isDismissed) => [
      ...items.filter((item) => !isDismissed(item)),
      ...items.filter(isDismissed),
    ]),
  },
  'how many are listed': {
    services: inSent((items, isDismissed) => items.filter((item) => !isDismissed(item))),
  },
  'the withdraw button': { shown: (content, { dismissed }) => withoutButtons(content, dismissed) },
  'the time of a nudge': {
    services: (honest, { dismissed, clock }) => ({
      ...honest,
      nudges: {
        ...honest.nudges,
        check: async (workspace, to) =>
          to === OBSERVED && dismissed.size > 0
            ? { later: clock.now() + 3_600_000 }
            : honest.nudges.check(workspace, to),
      },
    }),
  },
  'a seat that accepts only what was not dismissed': {
    services: (honest, { dismissed, parts }) => ({
      ...honest,
      join: async (joining) => {
        const joined = await honest.join(joining)
        if (joined.outcome === 'seated')
          await parts.inWorkspace(joining.workspace, (tx) =>
            tx.rows(
              `update requests set status = 'dismissed', accepted_at = null, accepted_session_id = null
                where workspace_id = :workspace and id = any(:ids) and accepted_session_id = :session`,
              { ids: [...dismissed], session: joining.session },
            ),
          )
        return joined
      },
    }),
  },
  'a refresh of Home upon the dismissal': {
    onDismissal: ({ parts, workspace }) =>
      parts.inWorkspace(workspace, async (tx) =>
        tell(parts, tx.behind(ownRows), [{ kind: 'home', to: memberId(OBSERVED) }]),
      ),
  },
  'the answer to a withdrawal': {
    services: (honest, { dismissed }) => ({
      ...honest,
      withdraw: async (withdrawal) =>
        dismissed.has(withdrawal.request) ? refuse({ reason: 'accepted' }) : honest.withdraw(withdrawal),
    }),
  },
} as const satisfies Record<string, Leak>
