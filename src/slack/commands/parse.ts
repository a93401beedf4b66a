import { type MemberId, memberId } from '../../domain/ids.ts'
import { meantBy } from './meant.ts'
import { type Subcommand, subcommands } from './subcommands.ts'

export type Named = {
  command: Subcommand
  /** Those named directly after the command, each once. */
  members: readonly MemberId[]
  /** The one after a “to”. */
  to?: MemberId
  rest: string
  /** A name after them that Slack did not turn into a member, such as `@ben` in plain letters. */
  unresolved?: string
}

export type Typed =
  | Named
  /** `rest`: its beginning. */
  | { command: Subcommand; isTooLong: true; rest: string }
  /** `meant`: what it most likely was, the likeliest first; perhaps nothing. */
  | { command: undefined; typed: string; meant: readonly Subcommand[] }

/** Far more than ten members and the longest message need, even fully escaped. Anything longer is not read. */
export const MOST_READ = 12_000

/** Separators between members. */
const BETWEEN = '(?:[\\s,;+]|&amp;|[Aa]nd\\b)*'

/** Slack escapes a picked member as `<@U…|name>` (manifest: should_escape). Sticky: matches only at the start of the text. */
const MENTION = new RegExp(`${BETWEEN}<@([UW][A-Z0-9]{1,30})(?:\\|[^<>]*)?>`, 'gy')
const UNRESOLVED = new RegExp(`^${BETWEEN}@([^\\s,;]+)`)

/** `/mentor my data`, and so `my requests` and all others. */
const MY = /^my\s+/i

/** Reads the text after `/mentor`. */
export const parse = (text: string): Typed => {
  const trimmed = text.slice(0, MOST_READ).trim()
  const [word = ''] = /^\S*/.exec(trimmed.replace(MY, '')) ?? []
  const command = word === '' ? 'help' : subcommands.find((known) => known === word.toLowerCase())
  if (!command) {
    const startsWithMember = mentionsOf(trimmed).members.length > 0
    const typed = readable(trimmed)
    return { command, typed, meant: startsWithMember ? ['offer', 'request', 'book'] : meantBy(typed) }
  }
  const after = trimmed.replace(MY, '').slice(word.length).trim()
  const { members, to, rest } = namedIn(after, command)
  if (text.length > MOST_READ) return { command, isTooLong: true, rest: readable(rest) }
  const [whole = '', unresolved] = command === 'find' ? [] : (UNRESOLVED.exec(rest) ?? [])
  const named = { command, members, ...(to && { to }) }
  return unresolved === undefined
    ? { ...named, rest: readable(rest) }
    : { ...named, unresolved, rest: readable(rest.slice(whole.length).trim()) }
}

const TO = /^to\b\s*(?=<?@)/i

/** Nobody is named to be found; a suggestion names one member to another. */
const namedIn = (text: string, command: Subcommand): Pick<Named, 'members' | 'to' | 'rest'> => {
  if (command === 'find') return { members: [], rest: text }
  const named = mentionsOf(text)
  if (command !== 'suggest' || !TO.test(named.rest)) return named
  const { members, rest } = mentionsOf(named.rest.replace(TO, ''))
  const [to, ...more] = members
  return { members: [...named.members, ...more], rest, ...(to && { to }) }
}

/** The members at the start of a text, and the rest of it. */
const mentionsOf = (text: string): { members: readonly MemberId[]; rest: string } => {
  const found = [...text.matchAll(MENTION)]
  const end = found.reduce((length, [whole]) => length + whole.length, 0)
  const members = new Set(found.flatMap(([, id]) => (id ? [memberId(id)] : [])))
  return { members: [...members], rest: text.slice(end).trim() }
}

/**
 * Undoes the escapes that a command puts into typed text. An escape contains no `<`, so the search for its end stops at
 * the next one.
 */
const readable = (escaped: string): string =>
  escaped
    .replace(/<[@#!][^<|>]*\|([^<>]*)>/g, (whole, name: string) =>
      whole.startsWith('<#') ? `#${name}` : `@${name}`,
    )
    .replace(/<(https?:[^<|>]*|mailto:[^<|>]*)(?:\|[^<>]*)?>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
