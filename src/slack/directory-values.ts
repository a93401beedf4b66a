import * as v from 'valibot'
import { type ChosenTopic, listedAs } from '../domain/directory/profile.ts'
import { topicId } from '../domain/ids.ts'
import { type Codec, codec, id, member, VERSION } from './codec.ts'

/** Of the chosen topics in a menu, whose options hold 150 characters: JSON could make more of a name. */
export const topicChoice: Codec<ChosenTopic> = {
  encode: (choice) => ('topic' in choice ? `${VERSION}t${choice.topic}` : `${VERSION}a${choice.add}`),
  decode: (raw) => {
    if (typeof raw !== 'string') return undefined
    const [kind, rest] = [raw.slice(0, 2), raw.slice(2)]
    if (kind === `${VERSION}a`) return { add: rest }
    return kind === `${VERSION}t` && v.is(id, rest) ? { topic: topicId(rest) } : undefined
  },
}

const searched = v.object({
  listedAs: v.picklist(listedAs),
  words: v.string(),
  topic: v.nullable(v.pipe(id, v.transform(topicId))),
  /** In one text: a list would not fit into the 3,000 characters that a modal carries. */
  shown: v.pipe(
    v.string(),
    v.transform((ids) => (ids === '' ? [] : ids.split(','))),
    v.array(member),
  ),
})

/** A search, and whom its pages have shown so far. */
export const findMetadata: Codec<v.InferOutput<typeof searched>> = {
  encode: ({ shown, ...search }) => JSON.stringify([VERSION, { ...search, shown: shown.join(',') }]),
  decode: codec(searched).decode,
}
export type FindMetadata = v.InferOutput<typeof searched>
