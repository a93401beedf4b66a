import type { Knex } from 'knex'
import { type WorkspaceId, workspaceId } from '../domain/ids.ts'
import { DAY, type Instant, type PlainDate } from '../domain/time/time.ts'
import { text } from './sql/row.ts'
import { lookingOver } from './sql/transaction.ts'

/** The workspaces that a process has to look at. */
export type LookOver = {
  /** In which a delivery is due. */
  due(now: Instant): Promise<readonly WorkspaceId[]>
  /** In which something may have to be planned until then. */
  toPlan(now: Instant, until: Instant): Promise<readonly WorkspaceId[]>
  /** In which somebody is being forgotten, or has been gone for long enough to be. */
  toForget(now: Instant): Promise<readonly WorkspaceId[]>
  /** Which have something that is kept no longer: deliveries, receipts or suggestions from before those times. */
  toPrune(before: { finished: Instant; received: Instant; counted: Instant }): Promise<readonly WorkspaceId[]>
  /** Which have a delivery that is waiting or has failed. */
  telling(): Promise<readonly WorkspaceId[]>
  /** In which the numbers of that day, or of a later one, are not kept yet. */
  toReport(day: PlainDate): Promise<readonly WorkspaceId[]>
  /** In which a calendar from outside is to be read. */
  toRead(now: Instant): Promise<readonly WorkspaceId[]>
  /** Where the app is installed. */
  installed(): Promise<readonly WorkspaceId[]>
  /** Which that installation serves. */
  servedBy(installation: string): Promise<readonly WorkspaceId[]>
  /** Which removed it, and still have data. */
  removed(): Promise<readonly WorkspaceId[]>
  /** Every installation that is kept. */
  installations(): Promise<readonly string[]>
  /** Installations whose token ends by then. */
  expiring(by: Instant): Promise<readonly string[]>
}

/** For a process that serves the one workspace whose token it was given. */
export const oneWorkspace = (workspace: WorkspaceId): LookOver => {
  const itself = async () => [workspace]
  return {
    due: itself,
    toPlan: itself,
    toForget: itself,
    toPrune: itself,
    telling: itself,
    toReport: itself,
    toRead: itself,
    installed: itself,
    servedBy: itself,
    removed: itself,
    installations: async () => [],
    expiring: async () => [],
  }
}

/**
 * For one that serves all. Each look is one call of a function of the database that gives ids and nothing else
 * (migrations/…_create_installations), whatever there is: a workspace in which nothing happens costs no statement.
 */
export const allWorkspaces = (knex: Knex): LookOver => {
  const rows = lookingOver(knex)
  const ids = async (call: string, bindings: Record<string, Date | string>) =>
    (await rows(`select id from ${call} id`, bindings)).map((row) => workspaceId(text(row, 'id')))
  return {
    due: (now) => ids('workspaces_due(:now)', { now: new Date(now) }),
    toPlan: (now, until) =>
      ids('workspaces_to_plan(:since, :until)', { since: new Date(now - DAY), until: new Date(until) }),
    toForget: (now) => ids('workspaces_to_forget(:now)', { now: new Date(now) }),
    toPrune: ({ finished, received, counted }) =>
      ids('workspaces_to_prune(:finished, :received, :counted)', {
        finished: new Date(finished),
        received: new Date(received),
        counted: new Date(counted),
      }),
    telling: () => ids('workspaces_telling()', {}),
    toReport: (day) => ids('workspaces_to_report(cast(:day as date))', { day }),
    toRead: (now) => ids('workspaces_with_calendars(:now)', { now: new Date(now) }),
    installed: () => ids('workspaces_installed()', {}),
    servedBy: (installation) => ids('workspaces_served_by(:installation)', { installation }),
    removed: () => ids('workspaces_removed()', {}),
    installations: () => ids('installations_kept()', {}),
    expiring: (by) => ids('installations_expiring(:by)', { by: new Date(by) }),
  }
}
