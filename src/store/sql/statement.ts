import type { Knex } from 'knex'

export type Bindings = Readonly<Record<string, Knex.Value | readonly Knex.Value[] | null>>

/** A statement for the driver. By its name, the server parses and plans it once per connection. */
export type Statement = {
  readonly name: string
  readonly text: string
  readonly parameters: readonly string[]
  /** Whether it changes rows, or may: then the commit must be waited for. */
  readonly writes: boolean
}

/** The store's statements are constants, so this holds some hundred at most. */
const known = new Map<string, Statement>()

/** Strings and casts are skipped. */
const PLACE = /'[^']*'|::\w+|:([a-z]\w*)/gi

/** Turns `:name` into `$1`, `$2`, …; the same name gets the same number. */
export const statementOf = (sql: string): Statement => {
  const before = known.get(sql)
  if (before) return before
  const parameters: string[] = []
  const text = sql.replace(PLACE, (found, name: string | undefined) => {
    if (name === undefined) return found
    if (!parameters.includes(name)) parameters.push(name)
    return `$${parameters.indexOf(name) + 1}`
  })
  const writes = /\b(insert|update|delete)\b/i.test(sql)
  const statement = { name: `mentorship_${known.size}`, text, parameters, writes }
  known.set(sql, statement)
  return statement
}

export const valuesOf = ({ parameters, text }: Statement, bindings: Bindings) =>
  parameters.map((name) => {
    const value = bindings[name]
    if (value === undefined) throw new Error(`no value for :${name} in: ${text}`)
    return value
  })
