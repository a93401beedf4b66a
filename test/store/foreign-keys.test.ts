import { expect, it } from 'vitest'
import { testDatabase } from '../support/database.ts'

/** Foreign keys for which no index finds the rows that refer to one: those whose columns it begins with, in any order. */
const UNINDEXED = String.raw`
  select c.conname as name from pg_constraint c
  where c.contype = 'f' and c.connamespace = 'public'::regnamespace and c.conparentid = 0 and not exists (
    select from pg_index i where i.indrelid = c.conrelid
      and (i.indpred is null or pg_get_expr(i.indpred, i.indrelid) ~ '^\(\w+ IS NOT NULL\)$')
      and (i.indkey::smallint[])[0:cardinality(c.conkey) - 1] @> c.conkey)
  order by 1`

/** Only forgetting a workspace deletes what these refer to. An index would slow down every booking, or be for few rows. */
const readWhole = ['open_session_topics_workspace_id_topic_id_fkey', 'topics_workspace_id_merged_into_fkey']

it('what refers to a row is found by an index, but for what is said here', async () => {
  const { knex } = await testDatabase()
  const { rows } = await knex.raw(UNINDEXED)
  const names = rows.map(({ name }: { name: string }) => name)
  expect(names.filter((name: string) => !readWhole.includes(name))).toEqual([])
})
