/** Slack's own markup as a tree: docs.slack.dev/messaging/formatting-message-text. */
export type Piece =
  | { is: 'text'; text: string }
  | { is: 'bold' | 'italic' | 'strike' | 'quote'; pieces: Piece[] }
  | { is: 'code' | 'pre'; text: string }
  | { is: 'user' | 'channel'; id: string; label?: string }
  | { is: 'broadcast'; label: string }
  | { is: 'link'; url: string; label: string }
  /** `begins`: it is the first thing on its line. */
  | { is: 'date'; seconds: number; format: string; url?: string; fallback: string; begins: boolean }
  | { is: 'emoji'; name: string }
  | { is: 'break' }

export const unescaped = (text: string) =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

export const parseMrkdwn = (text: string): Piece[] =>
  text.split(/```([\s\S]+?)```/).flatMap((part, index): Piece[] => {
    if (index % 2 === 1) return [{ is: 'pre', text: unescaped(part.replace(/^\n|\n$/g, '')) }]
    return part === '' ? [] : lines(part)
  })

/** Splits text into lines, and joins lines that begin with `>` into quotes. */
const lines = (text: string): Piece[] => {
  const pieces: Piece[] = []
  let quoted: string[] = []
  let isFirst = true
  const endQuote = () => {
    if (quoted.length === 0) return
    pieces.push({ is: 'quote', pieces: broken(quoted.map((line) => inline(line))) })
    quoted = []
    isFirst = true
  }
  for (const line of text.split('\n')) {
    const quote = /^(?:&gt;|>)\s?(.*)$/.exec(line)
    if (quote) {
      quoted.push(quote[1] ?? '')
      continue
    }
    endQuote()
    if (!isFirst) pieces.push({ is: 'break' })
    isFirst = false
    pieces.push(...inline(line))
  }
  endQuote()
  return pieces
}

const broken = (parts: Piece[][]): Piece[] =>
  parts.flatMap((part, index): Piece[] => (index === 0 ? part : [{ is: 'break' }, ...part]))

const MARKS = { '*': 'bold', _: 'italic', '~': 'strike' } as const
const isMark = (char: string): char is keyof typeof MARKS => Object.hasOwn(MARKS, char)
/** Marks format whole words only: no letter or digit may touch them from outside. */
const isWord = (char: string | undefined) => char !== undefined && /[\p{L}\p{N}]/u.test(char)

/** @param begins whether its line begins with it */
const inline = (line: string, begins = true): Piece[] => {
  const pieces: Piece[] = []
  let plain = ''
  let at = 0
  const add = (piece: Piece, end: number) => {
    if (plain !== '') pieces.push({ is: 'text', text: unescaped(plain) })
    plain = ''
    pieces.push(piece)
    at = end
  }
  while (at < line.length) {
    const char = line[at] ?? ''
    const found = special(line, at, char, begins && pieces.length === 0 && plain.trim() === '')
    if (found) add(found.piece, found.end)
    else {
      plain += char
      at += 1
    }
  }
  if (plain !== '') pieces.push({ is: 'text', text: unescaped(plain) })
  return pieces
}

type Found = { piece: Piece; end: number } | undefined

const special = (line: string, at: number, char: string, begins: boolean): Found => {
  if (char === '<') {
    const end = line.indexOf('>', at)
    const piece = end > at + 1 ? reference(line.slice(at + 1, end), begins) : undefined
    return piece && { piece, end: end + 1 }
  }
  if (char === '`') {
    const end = line.indexOf('`', at + 1)
    return end > at + 1
      ? { piece: { is: 'code', text: unescaped(line.slice(at + 1, end)) }, end: end + 1 }
      : undefined
  }
  if (char === ':' && !isWord(line[at - 1])) {
    const name = /^:([a-z0-9_+'-]+(?:::skin-tone-[2-6])?):/.exec(line.slice(at))?.[1]
    return name ? { piece: { is: 'emoji', name }, end: at + name.length + 2 } : undefined
  }
  if (!isMark(char) || isWord(line[at - 1])) return undefined
  const end = closing(line, at, char)
  if (end < 0) return undefined
  return { piece: { is: MARKS[char], pieces: inline(line.slice(at + 1, end), begins) }, end: end + 1 }
}

const closing = (line: string, start: number, mark: string) => {
  if (/\s/.test(line[start + 1] ?? ' ') || line[start + 1] === mark) return -1
  for (let at = start + 1; at < line.length; at += 1) {
    const char = line[at]
    const shut = char === '<' ? '>' : char === '`' ? '`' : undefined
    if (shut) {
      const end = line.indexOf(shut, at + 1)
      if (end > 0) at = end
    } else if (char === mark && !/\s/.test(line[at - 1] ?? ' ') && !isWord(line[at + 1])) return at
  }
  return -1
}

const reference = (inner: string, begins: boolean): Piece | undefined => {
  const [head = '', ...rest] = inner.split('|')
  const label = rest.length > 0 ? unescaped(rest.join('|')) : undefined
  const id = head.slice(1)
  if (/^@[UW]/.test(head)) return { is: 'user', id, ...(label && { label }) }
  if (/^#C/.test(head)) return { is: 'channel', id, ...(label && { label }) }
  const date = /^!date\^(\d+)\^([^^]*)(?:\^(.+))?$/.exec(head)
  if (date) {
    const [, seconds = '0', format = '', url] = date
    const fallback = label ?? ''
    return { is: 'date', seconds: Number(seconds), format, fallback, begins, ...(url && { url }) }
  }
  if (head.startsWith('!')) return { is: 'broadcast', label: label ?? `@${id.split('^')[0]}` }
  if (/^(https?:|mailto:|tel:)/i.test(head)) {
    return { is: 'link', url: unescaped(head), label: label ?? unescaped(head) }
  }
  return undefined
}
