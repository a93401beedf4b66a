import knex, { type Knex } from 'knex'
import type { Row } from './row.ts'
import type { Bindings } from './statement.ts'
import type { Tx } from './transaction.ts'

/**
 * Knex's query builder, for statements that are composed at run time: filters, directions, pages. It has no connection:
 * what it builds is run by the transaction, like every other statement, and prepared once for each of its few forms.
 */
export const compose: Knex = knex({ client: 'pg' })

type Composed = { text: string; values: Bindings }

const known = new Map<string, Composed>()

const composed = (query: Knex.QueryBuilder): Composed => {
  const { sql, bindings } = query.toSQL()
  let place = 0
  return {
    text: sql.replaceAll('?', () => `:value${place++}`),
    values: Object.fromEntries(bindings.map((value, index) => [`value${index}`, value])),
  }
}

/**
 * Runs what `build` gives. It is built once for each form: that takes 80 µs, several times what all else of a page costs
 * the process.
 * @param form tells apart what is built differently; there are some dozen, never one a value
 * @param named values of `:names` in its raw parts, as in the statements that are constants
 */
export const composedRows = (
  tx: Tx,
  form: string,
  build: () => Knex.QueryBuilder,
  named: Bindings,
): Promise<readonly Row[]> => {
  const { text, values } = known.get(form) ?? composed(build())
  known.set(form, { text, values })
  return tx.rows(text, { ...values, ...named })
}
