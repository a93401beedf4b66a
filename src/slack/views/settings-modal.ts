import type { ModalView } from '@slack/types'
import type { ProgrammeState } from '../../service/programme/programme.ts'
import { actionIds } from '../ids.ts'
import { sectionTarget } from '../settings-values.ts'
import type { Words } from '../text/words.ts'
import { button, context, divider, header, section, stack } from './blocks.ts'
import { modal } from './modal.ts'

/** Everything that is set, each part with a button to change it, and what was changed last. */
export const settingsModal = (words: Words, { organisers, changes }: ProgrammeState): ModalView =>
  modal(words, {
    title: words.modals.settingsTitle,
    blocks: stack(
      section(
        `*${words.programme.organisers}*\n${words.organisersLine(organisers)}`,
        button(words.labels.change, actionIds.openSettings, {
          value: sectionTarget.encode({ section: 'organisers' }),
          spoken: `${words.labels.change}: ${words.programme.organisers}`,
        }),
      ),
      divider,
      header(words.headings.changes),
      changes.length === 0
        ? context(words.programme.noChanges)
        : changes.map((change) => context(words.changeLine(change))),
    ),
  })
