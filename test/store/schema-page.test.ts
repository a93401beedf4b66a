import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { testDatabase } from '../support/database.ts'
import { schemaPage } from '../support/schema-page.ts'

// Partitioned tables differ.
it.skipIf(process.env.PARTITIONED !== undefined)(
  'docs/schema.md shows what the migrations make (npm run schema writes it)',
  async () => {
    const { knex } = await testDatabase()
    expect(await readFile('docs/schema.md', 'utf8')).toBe(await schemaPage(knex))
  },
)
