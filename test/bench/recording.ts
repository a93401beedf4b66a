import pg from 'pg'

/** A statement on its way to the server. `together`: sent before the previous one was answered. */
export type Statement = { text: string; values: readonly unknown[]; together: boolean }

/** Every statement that this process sends while the work runs, including `begin` and `commit`. */
export const recorded = async (work: () => Promise<unknown>): Promise<Statement[]> => {
  const statements: Statement[] = []
  let waiting = 0
  const { query } = pg.Client.prototype
  pg.Client.prototype.query = function watched(this: pg.Client, ...args: unknown[]) {
    statements.push({ ...statementOf(args), together: waiting > 0 })
    const answer: unknown = query.apply(this, args as never)
    if (answer instanceof Promise) {
      waiting += 1
      const answered = () => {
        waiting -= 1
      }
      answer.then(answered, answered)
    }
    return answer
  } as never
  try {
    await work()
  } finally {
    pg.Client.prototype.query = query
  }
  return statements
}

/** pg accepts a text, a text with values, or an object holding both. */
const statementOf = ([first, second]: readonly unknown[]): Omit<Statement, 'together'> => {
  const { text, values } =
    typeof first === 'string' ? { text: first, values: second } : (first as Partial<Statement>)
  return { text: text ?? '', values: Array.isArray(values) ? values : [] }
}
