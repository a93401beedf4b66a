import { openDatabase } from '../../../src/store/sql/database.ts'

/** A separate process for the tests in this folder: commits one row at a time, and prints its number afterwards. */
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
