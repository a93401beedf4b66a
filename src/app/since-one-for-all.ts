import { workspaceId } from '../domain/ids.ts'
import { SlackFault } from '../slack/connect.ts'
import type { Served } from '../slack/serving.ts'
import { askPatiently, type Patience } from '../slack/web-api/ask-patiently.ts'
import { teamsOf } from '../slack/web-api/teams.ts'
import { handOver, isKeptForAll } from '../store/move/hand-over.ts'
import type { Database } from '../store/sql/database.ts'
import { DatabaseFault } from '../store/sql/database-fault.ts'

/**
 * With an organisation's token, 0.1.0 took the whole organisation for one workspace. What it kept goes to the organisation's
 * only workspace. If there are several, nothing says whose it is (a session may join members of two), so the operator
 * does, before anything new is kept beside it.
 */
export const carryOver = async (
  { knex }: Database,
  { workspace: organisation, client }: Pick<Served, 'workspace' | 'client'>,
  patience: Patience,
): Promise<void> => {
  if (!(await isKeptForAll(knex, organisation))) return
  const asked = await askPatiently(() => teamsOf(client), patience)
  if ('trouble' in asked) {
    throw new SlackFault(
      `Slack did not say into which of its workspaces ${organisation} lets the app (auth.teams.list), which decides where the data of version 0.1.0 go: start again when Slack is back.`,
    )
  }
  const [only, ...others] = asked.answer
  if (!only || others.length > 0) throw new DatabaseFault(choice(organisation, asked.answer))
  const rows = await handOver(knex, organisation, { ...only, id: workspaceId(only.id) })
  patience.log.info({ rows, from: organisation, to: only.id }, 'handed over what version 0.1.0 kept')
}

const choice = (organisation: string, teams: readonly { id: string; name: string }[]): string =>
  [
    `Version 0.1.0 kept everything of the organisation ${organisation} as if it were one workspace; now each of its workspaces stands alone.`,
    teams.length === 0
      ? 'It lets the app into none of them yet: do that first.'
      : `It lets the app into these:\n${teams.map(({ id, name }) => `  ${id}  ${name}`).join('\n')}`,
    `Give what was kept to one of them: npm run workspaces -- hand-over ${organisation} T…`,
    `or delete it for good: npm run workspaces -- forget ${organisation}`,
    'Then start again.',
  ].join('\n')
