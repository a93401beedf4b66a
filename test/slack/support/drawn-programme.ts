import type { ModalView } from '@slack/types'
import fc from 'fast-check'
import { MOST_ORGANISERS } from '../../../src/domain/programme/organisers.ts'
import { MOST_CHANGES, type ProgrammeState } from '../../../src/service/programme/programme.ts'
import type { Words } from '../../../src/slack/text/words.ts'
import { organisersModal, whoOrganises } from '../../../src/slack/views/organisers-modal.ts'
import { settingsModal } from '../../../src/slack/views/settings-modal.ts'
import type { RecordedChange } from '../../../src/store/programme-changes.ts'
import { someone } from './arbitrary.ts'
import { ids, NOW } from './states.ts'

const organisers = fc.array(someone, { maxLength: MOST_ORGANISERS })

const anyChange: fc.Arbitrary<RecordedChange> = fc.record({
  kind: fc.constantFrom('named', 'removed'),
  member: someone,
  by: fc.option(someone),
  at: fc.constant(NOW),
})

const anyProgramme: fc.Arbitrary<ProgrammeState> = fc.record({
  outcome: fc.constant('programme'),
  organisers,
  changes: fc.array(anyChange, { maxLength: MOST_CHANGES }),
  now: fc.constant(NOW),
})

/** The views of organisers, as those in `drawn-views.ts`. */
export const drawnProgrammeViews: Record<string, (words: Words) => fc.Arbitrary<ModalView>> = {
  settingsModal: (words) => anyProgramme.map((state) => settingsModal(words, state)),
  organisersModal: (words) => anyProgramme.map((state) => organisersModal(words, state)),
  whoOrganises: (words) =>
    fc
      .record({ outcome: fc.constant('organisers'), organisers, mayNameSelf: fc.boolean() })
      .map((state) => whoOrganises(words, state)),
}

/** With so many organisers and changes, as far as there can be. */
const programmeAt = (count: number): ProgrammeState => ({
  outcome: 'programme',
  organisers: Array.from({ length: Math.min(count, MOST_ORGANISERS) }, () => ids.ada),
  changes: Array.from({ length: Math.min(count, MOST_CHANGES) }, () => ({
    ...{ kind: 'named', member: ids.ada, by: ids.ben, at: NOW },
  })),
  now: NOW,
})

export const programmeViewsAt: Record<string, (words: Words, count: number) => readonly ModalView[]> = {
  settingsModal: (words, count) => [settingsModal(words, programmeAt(count))],
  organisersModal: (words, count) => [organisersModal(words, programmeAt(count))],
  whoOrganises: (words, count) => [
    whoOrganises(words, {
      outcome: 'organisers',
      organisers: programmeAt(count).organisers,
      mayNameSelf: true,
    }),
  ],
}
