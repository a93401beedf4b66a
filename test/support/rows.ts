import type { Journey } from './app.ts'
import { testDatabase } from './database.ts'

/** How many rows of a table the journey's workspace has, to check that nothing was written. */
export const countRows = async (
  { slack }: Journey,
  table: 'requests' | 'sessions' | 'deliveries' | 'cards' | 'members' | 'disconnected_calendars',
): Promise<number> => {
  const { knex } = await testDatabase()
  const rows: unknown[] = await knex(table).where({ workspace_id: slack.state.team.id })
  return rows.length
}
