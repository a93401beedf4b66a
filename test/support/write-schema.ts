/** `npm run schema`: writes docs/schema.md anew, from an embedded database that has just been migrated. */
import { writeFile } from 'node:fs/promises'
import { migrator } from '../../src/store/sql/migrator.ts'
import { openInMemory } from './in-memory.ts'
import { schemaPage } from './schema-page.ts'

const database = await openInMemory()
await migrator(database.knex).up()
await writeFile('docs/schema.md', await schemaPage(database.knex))
await database.close()
