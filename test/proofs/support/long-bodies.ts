import { hostileTexts } from '../../support/hostile-texts.ts'
import { type Body, type Json, parsedOf, put, write } from '../fuzz/mutants.ts'

/** As long as a text from Slack may be, and just within what the app reads from a command. */
const LONGEST = 39_000
const COMMAND = 11_000

type Place = { holder: Json[] | { [key: string]: Json }; key: string; text: string }

/** Views and messages come back as the app drew them; nobody reads that. */
const DRAWN = ['blocks', 'message', 'title', 'submit', 'close']
const WRITTEN = ['text', 'value', 'private_metadata', 'name', 'real_name', 'display_name', 'tz']

/** Places for words that a person may have typed, or that the app gave Slack to carry. */
const writtenPlaces = (value: Json): Place[] => {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]): Place[] => {
    if (DRAWN.includes(key)) return []
    if (key === 'value' && inner === null) return [{ holder: value, key, text: '' }]
    return typeof inner === 'string' && WRITTEN.includes(key)
      ? [{ holder: value, key, text: inner }]
      : writtenPlaces(inner)
  })
}

const wordOf = (text: string) => text.split(' ')[0] ?? ''

/** What tells one kind of body from another: the names that Slack and the app give it. */
const kindOf = (body: Body): string => {
  const names = /"(?:type|callback_id|action_id|event)":"?[\w.]*|(?:^|&)(?:command|text)=[\w%]*/g
  return [
    ...new Set(
      body.body.includes('payload=') ? decodeURIComponent(body.body).match(names) : body.body.match(names),
    ),
  ].join()
}

/**
 * One body of each kind with one long text in it: a description, and how to make the body. All of them at once would
 * take gigabytes.
 */
export const longBodies = (
  recorded: readonly Body[],
): readonly (readonly [what: string, make: () => Body])[] =>
  [...new Map(recorded.map((body) => [kindOf(body), body])).values()].flatMap((body) =>
    writtenPlaces(parsedOf(body)).flatMap(({ key, text: before }, index) => {
      const begin = key === 'text' ? `${wordOf(before)} ` : ''
      return [LONGEST, ...(key === 'text' ? [COMMAND] : [])].flatMap((length) =>
        hostileTexts(length).map(([what, text]) => {
          const make = () => {
            const parsed = parsedOf(body)
            const place = writtenPlaces(parsed)[index]
            if (place) put(place.holder, place.key, `${begin}${text}`)
            return write(parsed, body)
          }
          return [`${key} (${before.slice(0, 20)}): ${length} of ${what}`, make] as const
        }),
      )
    }),
  )
