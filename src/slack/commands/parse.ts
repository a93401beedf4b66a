import { type MemberId, memberId } from '../../domain/ids.ts'

export const subcommands = [
  'offer',
  'request',
  'requests',
  'book',
  'sessions',
  'availability',
  'help',
] as const
export type Subcommand = (typeof subcommands)[number]

export type Typed =
  | { command: Subcommand; member: MemberId | undefined; rest: string }
  /** A name that Slack did not resolve, such as `@ben` in plain letters. */
  | { command: Subcommand; unresolved: string }
  | { command: undefined; typed: string; nearest: Subcommand }

/** Slack escapes a picked member as `<@U…|name>` (manifest: should_escape). */
const MENTION = /^<@([UW][A-Z0-9]+)(?:\|[^>]*)?>\s*/

/** Reads the text after `/mentor`. */
export const parse = (text: string): Typed => {
  const trimmed = text.trim()
  const [word = ''] = /^\S*/.exec(trimmed) ?? []
  const command = word === '' ? 'help' : subcommands.find((known) => known === word.toLowerCase())
  if (!command) return { command: undefined, typed: readable(word), nearest: nearest(word.toLowerCase()) }
  const rest = trimmed.slice(word.length).trim()
  const mention = MENTION.exec(rest)
  if (mention?.[1])
    return { command, member: memberId(mention[1]), rest: readable(rest.slice(mention[0].length)) }
  const [, name] = /^@(\S+)/.exec(rest) ?? []
  return name ? { command, unresolved: name } : { command, member: undefined, rest: readable(rest) }
}

/** What somebody typed, out of the escapes in which a command carries it. */
const readable = (escaped: string): string =>
  escaped
    .replace(/<[@#!][^|>]*\|([^>]*)>/g, (whole, name: string) =>
      whole.startsWith('<#') ? `#${name}` : `@${name}`,
    )
    .replace(/<(https?:[^|>]*|mailto:[^|>]*)(?:\|[^>]*)?>/g, '$1')
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
