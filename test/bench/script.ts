import pg from 'pg'
import type { Act, Subject } from './acts.ts'
import type { Statement } from './recording.ts'

/** A statement's value: fixed pieces, and names that depend on the act's number. */
type Piece = { constant: string } | { name: string }
/** `seconds`: a time in the act, this many milliseconds after its start. */
export type Value = readonly Piece[] | { afterStart: number } | null

/** `together`: sent before the previous one was answered. */
export type Template = { together: boolean; text: string; values: readonly Value[]; types: readonly string[] }

/** One recording of an act, and its subject. */
export type Recording = { subject: Subject; statements: readonly Statement[] }

/**
 * What an act says to the database, whatever its subject: what two recordings have in common, and the places of the
 * names that differ. Throws if a value differs and no name explains it, since the same SQL with other rows
 * would be another measurement. @param url of a database that knows the values' types
 */
export const templatesOf = async (
  act: Pick<Act, 'name'>,
  [one, two]: readonly [Recording, Recording],
  url: string,
): Promise<Template[]> => {
  const shape = ({ statements }: Recording) => statements.map(({ text }) => text)
  if (shape(one).join('\n') !== shape(two).join('\n')) {
    throw new Error(`two runs of "${act.name}" said different things to the database`)
  }
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const templates: Template[] = []
    for (const [index, { text, values, together }] of one.statements.entries()) {
      const others = two.statements[index]?.values ?? []
      templates.push({
        together,
        text,
        values: values.map((value, at) => {
          const found = generalise([value, one.subject], [others[at], two.subject])
          if (found === undefined)
            throw new Error(`"${act.name}": nothing explains value ${at + 1} of ${text}`)
          return found
        }),
        types: await typesOf(client, text, values.length),
      })
    }
    return templates
  } finally {
    await client.end()
  }
}

type Seen = readonly [value: unknown, subject: Subject]

const generalise = ([one, subject]: Seen, [two, other]: Seen): Value | undefined => {
  if (one === null && two === null) return null
  if (one instanceof Date && two instanceof Date) {
    if (one.getTime() === two.getTime()) return [{ constant: one.toISOString() }]
    const after = one.getTime() - subject.startsAt
    return after === two.getTime() - other.startsAt ? { afterStart: after } : undefined
  }
  const [pieces, others] = [split(asText(one), subject), split(asText(two), other)]
  return JSON.stringify(pieces) === JSON.stringify(others) ? pieces : undefined
}

/** As pg would send it. */
const asText = (value: unknown): string => {
  if (Array.isArray(value)) return `{${value.map((item) => JSON.stringify(item)).join(',')}}`
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

const split = (text: string, { texts }: Subject): Piece[] => {
  const known = Object.entries(texts).filter(([, name]) => name !== '')
  const longestFirst = known.sort(([, a], [, b]) => b.length - a.length)
  const pieces: Piece[] = []
  let constant = ''
  for (let at = 0; at < text.length; ) {
    const found = longestFirst.find(([, name]) => text.startsWith(name, at))
    if (found) {
      if (constant) pieces.push({ constant })
      constant = ''
      pieces.push({ name: found[0] })
      at += found[1].length
    } else {
      constant += text[at]
      at += 1
    }
  }
  return constant || pieces.length === 0 ? [...pieces, { constant }] : pieces
}

/** The type that the server gives each value. */
const typesOf = async (client: pg.Client, text: string, count: number): Promise<string[]> => {
  if (count === 0) return []
  await client.query(`prepare typed as ${text}`)
  const { rows } = await client.query<{ types: string[] }>(
    `select parameter_types::text[] as types from pg_prepared_statements where name = 'typed'`,
  )
  await client.query('deallocate typed')
  return rows[0]?.types ?? []
}
