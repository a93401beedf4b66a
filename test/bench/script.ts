import pg from 'pg'
import type { Act, Subject } from './acts.ts'
import type { Statement } from './recording.ts'

/** Fixed, a name that depends on the act's number, or a time this many milliseconds after the act's start. */
type Piece = { constant: string } | { name: string } | { afterStart: number }
/** A statement's value. */
export type Value = readonly Piece[] | null

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

/** What a value is whatever the subject; undefined if nothing explains how two recordings differ. */
export const generalise = ([one, subject]: Seen, [two, other]: Seen): Value | undefined => {
  if (one === null && two === null) return null
  const [pieces, others] = [split(asText(one), subject), split(asText(two), other)]
  if (pieces.length !== others.length) return undefined
  const found = pieces.map((piece, at) => inBoth([piece, subject], [others[at], other]))
  return found.every((piece) => piece !== undefined) ? found : undefined
}

/** As pg would send it. */
const asText = (value: unknown): string => {
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return `{${value.map((item) => JSON.stringify(item)).join(',')}}`
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** A piece of one recording's value; `time`: as it is written there. */
type SeenPiece = { constant: string } | { name: string } | { time: string }

/** Times alone, and those in ranges. */
const TIME = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/y

const split = (text: string, { texts }: Subject): SeenPiece[] => {
  const known = Object.entries(texts).filter(([, name]) => name !== '')
  const longestFirst = known.sort(([, a], [, b]) => b.length - a.length)
  const pieces: SeenPiece[] = []
  let constant = ''
  const add = (piece: SeenPiece) => {
    if (constant) pieces.push({ constant })
    constant = ''
    pieces.push(piece)
  }
  for (let at = 0; at < text.length; ) {
    TIME.lastIndex = at
    const [time] = TIME.exec(text) ?? []
    const found = longestFirst.find(([, name]) => text.startsWith(name, at))
    if (time) add({ time })
    else if (found) add({ name: found[0] })
    else constant += text[at]
    at += (time ?? found?.[1] ?? ' ').length
  }
  return constant || pieces.length === 0 ? [...pieces, { constant }] : pieces
}

/** What a piece is whatever the subject; undefined if the two recordings do not show it. */
const inBoth = (
  [one, subject]: readonly [SeenPiece, Subject],
  [two, other]: readonly [SeenPiece | undefined, Subject],
): Piece | undefined => {
  if (!('time' in one)) return JSON.stringify(one) === JSON.stringify(two) ? one : undefined
  if (!two || !('time' in two)) return undefined
  if (one.time === two.time) return { constant: one.time }
  const after = Date.parse(one.time) - subject.startsAt
  return after === Date.parse(two.time) - other.startsAt ? { afterStart: after } : undefined
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
