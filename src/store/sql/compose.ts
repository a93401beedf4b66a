import knex, { type Knex } from 'knex'
import type { Row } from './row.ts'
import type { Bindings } from './statement.ts'
import type { Tx } from './tx.ts'

/**
 * Knex's query builder, for statements that are composed at run time: filters, directions, pages. It has no connection:
 * the transaction runs what it builds like any other statement, prepared once for each of its few forms.
 */
export const compose: Knex = knex({ client: 'pg' })

type Composed = { text: string; values: Bindings }

const known = new Map<string, Composed>()

const composed = (query: Knex.QueryBuilder): Composed => {
  const { sql, bindings } = query.toSQL()
  let index = 0
  return {
    text: sql.replaceAll('?', () => `:value${index++}`),
    values: Object.fromEntries(bindings.map((value, index) => [`value${index}`, value])),
  }
}

/**
 * Runs what `build` returns. Each form is built only once, because building takes 80 µs, several times what the rest of
 * a page costs the process.
 * @param form names what makes statements differ: a few dozen at most, never one for each value
 * @param named values of the `:names` in its raw parts, as in constant statements
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
