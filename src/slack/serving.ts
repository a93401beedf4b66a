import type { WebClient } from '@slack/web-api'
import type { WorkspaceId } from '../domain/ids.ts'
import type { Instant } from '../domain/time/time.ts'
import type { OptionalScope } from './oauth/scopes.ts'

/** A workspace by its team's id, and the Enterprise Grid organisation it belongs to. */
export type Organisation = { team: string | null; enterprise: string | null }

/** A workspace in which the app is installed, and with which token it is served. */
export type Served = {
  workspace: WorkspaceId
  /** The team or organisation whose token it is. */
  installation: string
  /** When that was made, by our clock; absent where the operator gave the token. */
  installedAt?: Instant
  organisation: Organisation
  botToken: string
  botId: string
  botUserId: string
  /** Optional scopes that were not granted. */
  lacking: readonly OptionalScope[]
  /** For calls within a waiting person's three seconds. */
  client: WebClient
}

/** Which of an organisation's workspaces its token is used for; undefined where the token is the workspace's own. */
export const teamServed = ({ workspace, installation }: Pick<Served, 'workspace' | 'installation'>) =>
  installation === workspace ? undefined : workspace

/** A workspace for which an installation is kept, whether or not Slack still accepts its token. */
export type Concerned = Pick<Served, 'workspace' | 'installation' | 'organisation'> & {
  /** Undefined if no token is left that Slack could be asked about. */
  served: Served | undefined
}

export const asConcerned = (served: Served): Concerned => ({ ...served, served })

/** Where a payload comes from, as Slack signed it. */
export type Source = { team: string | null; enterprise: string | null }

/** Which workspaces this process serves, and with what. */
export type Serving = {
  /** The workspace of a payload; undefined if the app is not installed there. */
  from(source: Source): Promise<Served | undefined>
  /** The workspaces that are concerned if the app was removed there: an organisation may have many. */
  allOf(source: Source): Promise<readonly Concerned[]>
  /** An organisation lets the app into some of its workspaces, or no longer. `at`: when, by Slack's clock. */
  teamsChanged(
    organisation: string,
    teams: readonly string[],
    are: 'granted' | 'revoked',
    at: Instant | null,
  ): Promise<void>
  /** The app was removed then: its tokens are forgotten at once, unless it was installed again since. */
  removed(where: Omit<Concerned, 'served'>, at: Instant | null): Promise<void>
  /** What a workspace's deliveries are sent with; undefined if the app is not installed there any more. */
  to(workspace: WorkspaceId): Promise<Served | undefined>
}

/**
 * A payload from where the app is not installed, or no longer, or not yet as far as this process knows. It is answered with
 * 401: a form stays open with what was typed, and Slack sends an event again, which another process may know better.
 */
export class NotInstalled extends Error {
  constructor() {
    super('the app is not installed there')
  }
}

/** For a process whose one token, in the environment, is a workspace's: whatever Slack sends it is that workspace's. */
export const servingOne = (served: Served): Serving => ({
  from: async () => served,
  allOf: async () => [asConcerned(served)],
  teamsChanged: async () => {},
  // The operator's to take out of the environment.
  removed: async () => {},
  to: async (workspace) => (workspace === served.workspace ? served : undefined),
})
