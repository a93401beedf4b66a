import type { KnownBlock, ModalView } from '@slack/types'
import * as v from 'valibot'
import { type OwnSection, ownSections } from '../../domain/own-data.ts'
import type { OwnData } from '../../service/own-data/my-data.ts'
import { actionIds } from '../ids.ts'
import type { Words } from '../text/words.ts'
import { actions, button, context, divider, section, stack } from './blocks.ts'
import { modal } from './modal.ts'
import { quote } from './peoples-text.ts'

/** All that is kept about a member, and who sees it: the short things in full, of long lists how many there are. */
export const ownDataModal = (words: Words, data: OwnData): ModalView => {
  const kept = ownSections.filter((name) => data[name].length > 0)
  return modal(words, {
    title: words.ownData.title,
    blocks:
      kept.length === 0
        ? [section(words.ownData.nothing)]
        : stack(
            section(words.ownData.intro),
            ...kept.flatMap((name) => part(words, name, data)),
            divider,
            context(words.ownData.besides),
            section(words.ownData.inFile),
            actions(
              button(words.ownData.sendFile, actionIds.sendOwnData),
              button(words.forgetting.open, actionIds.forgetMe, { style: 'danger' }),
            ),
          ),
  })
}

const LONGEST = 900

const part = (words: Words, name: OwnSection, data: OwnData): KnownBlock[] =>
  stack(
    section(words.ownSectionTitle(name, data[name].length)),
    name in facts && quote(data[name].slice(0, 1).flatMap(factsOf(name)).join('\n'), LONGEST),
    context(`${words.ownData.whoSees} ${words.whoSees[name]}`),
  )

const texts = v.looseObject({})

/** What is shown word for word, as it is kept. */
const facts: Partial<Record<OwnSection, readonly string[]>> = {
  account: ['full_name', 'name', 'title', 'zone'],
  profile: ['headline', 'about', 'helps_with', 'wants_to_learn'],
  availability: ['zone', 'location'],
}

const factsOf =
  (name: OwnSection) =>
  (row: unknown): readonly string[] => {
    const parsed = v.safeParse(texts, row)
    if (!parsed.success) return []
    return (facts[name] ?? []).flatMap((column) => {
      const value = parsed.output[column]
      const said = Array.isArray(value) ? value.join(', ') : value
      return typeof said === 'string' && said !== '' ? [said] : []
    })
  }
