import { openDatabase } from '../../../src/store/sql/database.ts'

/** A process of its own for the tests beside it: commits a row at a time and prints its number once it is committed. */
const [dataDir] = process.argv.slice(2)
if (dataDir === undefined) throw new Error('usage: writer.ts <data directory>')

try {
  const { knex } = await openDatabase({ dataDir })
  await knex.raw('create table if not exists written (number integer primary key)')
  for (let number = 1; ; number += 1) {
    await knex.transaction(async (trx) => {
      await trx('written').insert({ number })
    })
    process.stdout.write(`${number}\n`)
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
  process.exit(1)
}
