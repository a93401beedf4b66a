import type { ModalView } from '@slack/types'
import fc from 'fast-check'
import type { Words } from '../../../src/slack/text/words.ts'
import { findModal } from '../../../src/slack/views/find-modal.ts'
import { profileModal } from '../../../src/slack/views/profile-modal.ts'
import { anyAvoided, anyFound, anyProfile, anySearch } from './directory-states.ts'

/** The views of the directory, as those in `drawn-views.ts`. */
export const drawnDirectoryViews: Record<string, (words: Words) => fc.Arbitrary<ModalView>> = {
  findModal: (words) =>
    fc.tuple(anyFound, anySearch).map(([found, search]) => findModal(words, found, search)),
  profileModal: (words) =>
    fc.record({ profile: anyProfile, avoided: anyAvoided }).map((own) => profileModal(words, own)),
}
