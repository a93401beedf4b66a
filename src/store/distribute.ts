import type { Knex } from 'knex'
import { APP_ROLE } from './sql/app-role.ts'
import { DatabaseFault } from './sql/database-fault.ts'
import { distributeTables } from './sql/distribution.ts'
import { alone, migrator } from './sql/migrator.ts'

/**
 * Turns a migrated database, empty or filled, into one whose tables Citus spreads over its nodes. Safe to repeat. All of
 * the tables are spread, or none.
 * @returns the tables that were spread now
 * @throws DatabaseFault if the server is no coordinator of any nodes
 */
export const distribute = async (knex: Knex): Promise<readonly string[]> => {
  await mustCoordinate(knex)
  await migrator(knex).up()
  // Citus asks its nodes as the role that asks it.
  await knex.raw(`alter role ${APP_ROLE} login`)
  return alone(knex, distributeTables)
}

const mustCoordinate = async (knex: Knex): Promise<void> => {
  const { rows: extensions } = await knex.raw(`select from pg_extension where extname = 'citus'`)
  if (extensions.length === 0) {
    throw new DatabaseFault(
      'The database of DATABASE_URL has no Citus, so there are no nodes to spread tables over, and nothing to do. On a Citus coordinator, run there first: create extension citus.',
    )
  }
  const { rows: nodes } = await knex.raw('select from pg_dist_node where shouldhaveshards')
  if (nodes.length === 0) {
    throw new DatabaseFault(
      `The Citus coordinator of DATABASE_URL knows no nodes that keep rows. Add them there first: select citus_set_coordinator_host('<its address>'); select citus_add_node('<address>', 5432);`,
    )
  }
}
