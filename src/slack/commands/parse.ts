import { type MemberId, memberId } from '../../domain/ids.ts'

export const subcommands = [
  'offer',
  'request',
  'requests',
  'book',
  'sessions',
  'availability',
  'pause',
  'resume',
  'help',
] as const
export type Subcommand = (typeof subcommands)[number]

export type Typed =
  /** `members`: those named directly after the command, each once. */
  | { command: Subcommand; members: readonly MemberId[]; rest: string }
  /** A name Slack did not resolve, such as `@ben` in plain letters. */
  | { command: Subcommand; unresolved: string }
  | { command: Subcommand; isTooLong: true }
  | { command: undefined; typed: string; nearest: Subcommand }

/** Far more than ten members and the longest message need, even fully escaped. Anything longer is not read. */
export const MOST_READ = 12_000

/** Separators between members. */
const BETWEEN = '(?:[\\s,;+]|&amp;|[Aa]nd\\b)*'

/** Slack escapes a picked member as `<@U…|name>` (manifest: should_escape). Sticky: matches only at the start of the text. */
const MENTION = new RegExp(`${BETWEEN}<@([UW][A-Z0-9]{1,30})(?:\\|[^<>]*)?>`, 'gy')
const UNRESOLVED = new RegExp(`^${BETWEEN}@(\\S+)`)

/** Reads the text after `/mentor`. */
export const parse = (text: string): Typed => {
  const trimmed = text.slice(0, MOST_READ).trim()
  const [word = ''] = /^\S*/.exec(trimmed) ?? []
  const command = word === '' ? 'help' : subcommands.find((known) => known === word.toLowerCase())
  if (!command) return { command: undefined, typed: readable(word), nearest: nearest(word.toLowerCase()) }
  if (text.length > MOST_READ) return { command, isTooLong: true }
  const { members, rest } = mentionsOf(trimmed.slice(word.length).trim())
  const [, name] = UNRESOLVED.exec(rest) ?? []
  return name ? { command, unresolved: name } : { command, members, rest: readable(rest) }
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

const nearest = (word: string): Subcommand =>
  [...subcommands].sort((a, b) => distance(word, a) - distance(word, b))[0] ?? 'help'

/** Levenshtein's distance; words are short. */
const distance = (from: string, to: string): number => {
  let row = [...Array(to.length + 1).keys()]
  for (const [i, a] of [...from.slice(0, 30)].entries()) {
    const next = [i + 1]
    for (const [j, b] of [...to].entries()) {
      next.push(Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, (row[j] ?? 0) + (a === b ? 0 : 1)))
    }
    row = next
  }
  return row.at(-1) ?? 0
}
