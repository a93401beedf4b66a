import pg from 'pg'

/** A statement as it leaves for the server. */
export type Statement = { text: string; values: readonly unknown[] }

/** Every statement that this process sends while the work runs, whatever sends it: `begin` and `commit` too. */
export const recorded = async (work: () => Promise<unknown>): Promise<Statement[]> => {
  const statements: Statement[] = []
  const { query } = pg.Client.prototype
  pg.Client.prototype.query = function watched(this: pg.Client, ...args: unknown[]) {
    statements.push(statementOf(args))
    return query.apply(this, args as never)
  } as never
  try {
    await work()
  } finally {
    pg.Client.prototype.query = query
  }
  return statements
}

/** pg takes a text, a text with values, or an object of both. */
const statementOf = ([first, second]: readonly unknown[]): Statement => {
  const { text, values } =
    typeof first === 'string' ? { text: first, values: second } : (first as Partial<Statement>)
  return { text: text ?? '', values: Array.isArray(values) ? values : [] }
}
