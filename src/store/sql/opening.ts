import type { WorkspaceId } from '../../domain/ids.ts'
import { APP_ROLE } from './app-role.ts'
import type { Conversation } from './pipeline.ts'

/** One Postgres, or a Citus coordinator, which has the tables spread over several (docs/scaling.md). */
export type Engine = 'postgres' | 'citus'

/** What a transaction sees: these workspaces, or, for a function that looks over all of them, whatever it may. */
export type Within = readonly WorkspaceId[] | 'all'

type Open = (
  conversation: Pick<Conversation, 'ask' | 'tell'>,
  within: Within,
  /** Milliseconds; 0: none. */
  limit: number,
) => void

/**
 * Slack's ids are letters and digits. Anything but these could end the literal in which Citus gets them, or an entry of
 * the list that the walls read.
 */
const ID = /^[\w-]+$/

const listOf = (within: Within): string => {
  const workspaces = within === 'all' ? [] : within
  const strange = workspaces.find((workspace) => !ID.test(workspace))
  if (strange !== undefined) throw new Error(`no workspace has an id like this: ${JSON.stringify(strange)}`)
  return workspaces.join(',')
}

/** In one statement, which is prepared once for each connection. */
const SET = /* sql */ `
  select set_config('role', :role, true), set_config('mentorship.workspaces', :listed, true),
    set_config('TimeZone', 'UTC', true), set_config('jit', 'off', true),
    set_config('statement_timeout', :limit, true),
    set_config('idle_in_transaction_session_timeout', :limit, true)`

/**
 * How a transaction begins, on each engine. From here to its end, row-level security shows only these workspaces, and the
 * role owns nothing (migrations/…_wall_workspaces). The rest overrides the database's defaults: UTC, time limits, and no
 * JIT, since compiling a plan takes longer than any statement of ours. All of it ends with the transaction: session
 * settings would leak to the connection's next borrower.
 *
 * Citus passes on to its nodes only what `set local` says, as text and in a message of its own, once it was told to; not
 * what `set_config` does. It also runs functions there as whoever calls them, so one that looks over all workspaces keeps the connecting
 * user's role, whom unforced walls do not bind; such a function gives ids and nothing else.
 */
export const openings: Readonly<Record<Engine, Open>> = {
  postgres: ({ ask }, within, limit) => {
    ask(SET, { role: APP_ROLE, listed: listOf(within), limit: String(limit) }).catch(() => {})
  },
  citus: ({ tell }, within, limit) => {
    tell('set local citus.propagate_set_commands to local')
    if (within !== 'all') tell(`set local role ${APP_ROLE}`)
    tell(`set local mentorship.workspaces to '${listOf(within)}'`)
    tell(`set local timezone to 'UTC'`)
    tell('set local jit to off')
    tell(`set local statement_timeout to ${limit}`)
    tell(`set local idle_in_transaction_session_timeout to ${limit}`)
  },
}
