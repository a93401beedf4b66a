import type { HomeView, ModalView } from '@slack/types'
import fc from 'fast-check'
import { type OwnSection, ownSections } from '../../../src/domain/own-data.ts'
import { MOST_COUNTED_ROWS, type OwnData } from '../../../src/service/own-data/my-data.ts'
import type { Words } from '../../../src/slack/text/words.ts'
import { erasedMessage, forgottenHome } from '../../../src/slack/views/erased-message.ts'
import { fileRefused } from '../../../src/slack/views/file-refused.ts'
import { forgetModal, forgetWordModal } from '../../../src/slack/views/forget-modals.ts'
import type { Message } from '../../../src/slack/views/message.ts'
import { ownDataModal } from '../../../src/slack/views/own-data-modal.ts'
import { typed } from './arbitrary.ts'

const row = fc.record({
  ...{ full_name: typed(200), name: typed(200), title: typed(400), zone: fc.constant('Pacific/Auckland') },
  ...{ headline: typed(120), about: typed(600), location: typed(300) },
  helps_with: fc.array(typed(60), { maxLength: 20 }),
})

const ofEach = (rows: (section: OwnSection) => readonly unknown[]): OwnData =>
  // One for each section.
  Object.fromEntries(ownSections.map((section) => [section, rows(section)] as const)) as OwnData

/** Sections with no row, one, or more than are counted. */
const anyOwnData: fc.Arbitrary<OwnData> = fc
  .tuple(row, fc.array(fc.constantFrom(0, 1, 999, 1_000), { minLength: 20, maxLength: 20 }))
  .map(([one, counts]) =>
    ofEach((section) => Array.from({ length: counts[ownSections.indexOf(section)] ?? 0 }, () => one)),
  )

/** So many rows of everything, up to as many as are read for the page. */
export const ownDataAt = (count: number): OwnData => {
  const row = { full_name: 'Ada Berlin', about: 'x'.repeat(600) }
  const rows = Array.from({ length: Math.min(count, MOST_COUNTED_ROWS) }, () => row)
  return ofEach(() => rows)
}

export const ownDataViewsOfOne = [
  'fileRefused',
  'forgetModal',
  'forgetWordModal',
  'erasedMessage',
  'forgottenHome',
]

export const drawnOwnDataViews: Record<
  string,
  (words: Words) => fc.Arbitrary<Message | ModalView | HomeView>
> = {
  ownDataModal: (words) => anyOwnData.map((data) => ownDataModal(words, data)),
  fileRefused: (words) =>
    fc.constantFrom(...[words.ownData, words.report].map((said) => fileRefused(said.fileRefused))),
  forgetModal: (words) => fc.constant(forgetModal(words)),
  forgetWordModal: (words) => fc.constant(forgetWordModal(words)),
  erasedMessage: (words) => fc.constant(erasedMessage(words)),
  forgottenHome: (words) => fc.constant(forgottenHome(words)),
}
