import { english } from '../../src/slack/text/english/english.ts'
import type { Words } from '../../src/slack/text/words.ts'

/** What is no language, and so stays: markup, dates and addresses, typed commands, names of files and zones, and what is marked already. */
const KEPT =
  /(⟦[^⟧]*⟧|<[^<>]*>|`[^`]*`|https?:\/\/\S+|[\w-]+\.ics|[A-Z]\w+(?:\/[\w+-]+)+|&\w+;|:[a-z_]+:|[*_~])/

/** Marks where a sentence begins and ends, so that one that was cut off, or is in no language, is seen. */
export const [BEGINS, ENDS] = ['⟦', '⟧']

const ACCENTED: Readonly<Record<string, string>> = { a: 'á', e: 'é', i: 'í', o: 'ó', u: 'ú' }

/** `Offer to mentor` → `⟦Offéér tóó mééntóór⟧`: readable, and 40 % longer with its marks. */
export const longer = (sentence: string): string => {
  const parts = sentence.split(KEPT)
  const isOwn = (_part: string, index: number) => index % 2 === 0
  const own = parts.filter(isOwn).join('')
  if (own.trim() === '') return sentence
  // Digits and dashes are as long in any language.
  const length = own.replace(/[^\p{L}\s]/gu, '').length
  let missing = Math.max(0, Math.ceil(length * 0.4) - BEGINS.length - ENDS.length)
  let vowels = own.replace(/[^aeiou]/g, '').length
  const drawn = (letter: string) => {
    const times = Math.ceil(missing / vowels)
    vowels -= 1
    missing -= times
    return (ACCENTED[letter] ?? letter).repeat(1 + times)
  }
  const said = parts.map((part, index) => (isOwn(part, index) ? part.replace(/[aeiou]/g, drawn) : part))
  return `${BEGINS}${said.join('')}${ENDS}`
}

const walked = (said: unknown): unknown => {
  if (typeof said === 'string') return longer(said)
  if (typeof said === 'function') return (...given: unknown[]) => walked(said(...given))
  if (Array.isArray(said)) return said.map(walked)
  if (typeof said !== 'object' || said === null) return said
  return Object.fromEntries(Object.entries(said).map(([name, inner]) => [name, walked(inner)]))
}

/** A language that nobody speaks, 40 % longer than English: what fits in it has room for a translation. */
export const pseudo = walked(english) as Words
