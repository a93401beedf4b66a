import type { Knex } from 'knex'
import type { LocalSlack } from '../../src/sandbox/slack/local-slack.ts'
import { testDatabase } from './database.ts'

type Found = { table: string; word: string; row: string }

/** Every row of a workspace's in which one of the words stands, whatever its column. */
export const tracesIn = async (
  knex: Knex,
  workspace: string,
  words: readonly string[],
): Promise<readonly Found[]> => {
  const { rows: tables } = await knex.raw<{ rows: { name: string }[] }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id'
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition order by 1`,
  )
  const found: Found[] = []
  for (const { name } of tables) {
    const { rows } = await knex.transaction(async (trx) => {
      await trx.raw(`select set_config('mentorship.workspaces', ?, true)`, [workspace])
      return trx.raw<{ rows: { row: string }[] }>(
        `select cast(to_jsonb(t) as text) as row from ${name} t where workspace_id = ?`,
        [workspace],
      )
    })
    for (const { row } of rows)
      for (const word of words)
        if (row.toLowerCase().includes(word.toLowerCase())) found.push({ table: name, word, row })
  }
  return found
}

/** The same in the tests' database. */
export const tracesOf = async (slack: LocalSlack, words: readonly string[]) =>
  tracesIn((await testDatabase()).knex, slack.state.team.id, words)
