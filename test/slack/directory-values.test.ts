import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MOST_SHOWN, PROFILE_LIMITS } from '../../src/domain/directory/profile.ts'
import { memberId, topicId } from '../../src/domain/ids.ts'
import { findMetadata, topicChoice } from '../../src/slack/directory-values.ts'
import { limits } from '../../src/slack/limits.ts'
import { english } from '../../src/slack/text/english/english.ts'
import { findModal, MOST_SEARCHED } from '../../src/slack/views/find-modal.ts'
import { typed } from './support/arbitrary.ts'
import { anySearch, foundAt } from './support/directory-states.ts'
import { labelsOf, readAloud } from './support/reading.ts'

describe('a topic in a menu', () => {
  it('comes back as it was offered, however it is called, and fits into an option', () => {
    fc.assert(
      fc.property(typed(PROFILE_LIMITS.topicName), fc.uuid({ version: 7 }), (name, id) => {
        const [added, known] = [topicChoice.encode({ add: name }), topicChoice.encode({ topic: topicId(id) })]
        expect(topicChoice.decode(added)).toEqual({ add: name })
        expect(topicChoice.decode(known)).toEqual({ topic: id })
        expect(Math.max(added.length, known.length)).toBeLessThanOrEqual(limits.optionValue)
      }),
    )
  })

  it.each([undefined, null, 7, '', '1', '2aSQL', '1tSQL', '1xSQL', '["1","SQL"]'])(
    'is nothing if the app did not write it: %j',
    (raw) => expect(topicChoice.decode(raw)).toBeUndefined(),
  )
})

describe('a search', () => {
  it('travels with all whom its pages have shown', () => {
    fc.assert(
      fc.property(anySearch, (search) => {
        expect(findMetadata.decode(findMetadata.encode(search))).toEqual(search)
      }),
    )
  })

  const shown = (count: number) =>
    Array.from({ length: count }, (_, n) => memberId(`U0${String(n).padStart(9, '0')}`))
  const search = { listedAs: 'seeker', words: '"'.repeat(MOST_SEARCHED), topic: null } as const
  const drawn = (before: number, characters = 11) => {
    const ids = shown(before).map((id) => memberId(id.padEnd(characters, 'X')))
    const view = findModal(english, foundAt(1_000), { ...search, shown: ids })
    return { view, text: readAloud(view.blocks), labels: labelsOf(view.blocks) }
  }

  it('goes on for two hundred people, and then asks for a narrower one', () => {
    const [early, last, over] = [drawn(5), drawn(MOST_SHOWN - 6), drawn(MOST_SHOWN - 5)]
    for (const { labels, text } of [early, last]) {
      expect(labels).toContain('More')
      expect(text).not.toContain('add a word or a topic')
    }
    expect(over.labels).not.toContain('More')
    expect(over.text).toContain('add a word or a topic to your search')
    for (const { view, labels } of [early, last, over]) {
      expect(labels).toContain('Back to the first')
      expect(view.private_metadata?.length).toBeLessThanOrEqual(limits.privateMetadata)
    }
  })

  it('ends earlier where Slack’s ids are longer than any it has made so far', () => {
    const { view, labels } = drawn(150, 30)
    expect(labels).not.toContain('More')
    expect(view.private_metadata?.length).toBeLessThanOrEqual(limits.privateMetadata)
  })
})
