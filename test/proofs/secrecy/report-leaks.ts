import type { ReportState, Reports } from '../../../src/service/programme/reports.ts'
import type { ReportLeak } from './report-twin.ts'

/** Changes what an organiser is shown, if anything was dismissed. */
const inState =
  (change: (state: ReportState) => ReportState): NonNullable<ReportLeak['reports']> =>
  (honest, dismissed) => ({
    ...honest,
    state: async (...asked) => {
      const state = await honest.state(...asked)
      return state && dismissed.size > 0 ? change(state) : state
    },
  })

type Rows = Reports['rows']['requests']

const inRequests =
  (
    change: (page: Awaited<ReturnType<Rows>>) => Awaited<ReturnType<Rows>>,
  ): NonNullable<ReportLeak['reports']> =>
  (honest, dismissed) => ({
    ...honest,
    rows: {
      ...honest.rows,
      requests: async (...asked) => {
        const page = await honest.rows.requests(...asked)
        return dismissed.size > 0 ? change(page) : page
      },
    },
  })

/** Ways in which an organiser could learn of a dismissal, each planted by itself. */
export const reportLeaks = {
  'what was dismissed, left out of what is not accepted': {
    reports: inState((state) => ({
      ...state,
      shown: { ...state.shown, now: { ...state.shown.now, notAccepted: null } },
    })),
  },
  'one sent less': {
    reports: inState((state) => ({
      ...state,
      shown: { ...state.shown, now: { ...state.shown.now, sent: (state.shown.now.sent ?? 5) - 5 } },
    })),
  },
  'dismissed requests in another order': {
    reports: inRequests(({ facts, next }) => ({ facts: [...facts].reverse(), next })),
  },
  'a row of the file that is missing': {
    reports: inRequests(({ facts, next }) => ({ facts: facts.slice(1), next })),
  },
  'a state of its own in the file': {
    reports: inRequests(({ facts, next }) => ({
      facts: facts.map((row) => (row.acceptedAt === null ? { ...row, isWithdrawn: true } : row)),
      next,
    })),
  },
  'a dismissal that touches when a request was sent': {
    onDismissal: (parts, workspace) =>
      parts.inWorkspace(workspace, (tx) =>
        tx.rows(`update requests set sent_at = sent_at + interval '1 minute'
          where workspace_id = :workspace and status = 'dismissed'`),
      ),
  },
} as const satisfies Record<string, ReportLeak>
