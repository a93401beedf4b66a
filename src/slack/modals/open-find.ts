import type { ModalView } from '@slack/types'
import { listedAs } from '../../domain/directory/profile.ts'
import { type FindMetadata, findMetadata, topicChoice } from '../directory-values.ts'
import { blockIds } from '../ids.ts'
import { inputOf, type ModalState } from '../payloads.ts'
import type { Signed, SlackParts } from '../reply.ts'
import { findModal } from '../views/find-modal.ts'

/** A search in the directory; `shown`: whom its earlier pages showed. */
export type FindForm = FindMetadata

/** The directory, with what a search finds, or the sentence that says why not. */
export const drawFind = async (
  { services, words }: SlackParts,
  { workspace, actor }: Signed,
  asked: FindForm,
): Promise<{ view: ModalView } | { refused: string }> => {
  const found = await services.find({ workspace, actor, ...asked })
  return found.outcome === 'refused'
    ? { refused: words.refusalText(found) }
    : { view: findModal(words, found, asked) }
}

/** The directory as it is first opened: the mentors who match these words or, without any, all of them. */
export const openFind = (parts: SlackParts, signed: Signed, words = '') =>
  drawFind(parts, signed, { listedAs: 'mentor', words, topic: null, shown: [] })

/** The search that the open form asks for, from its beginning. */
export const readFindForm = (modal: ModalState): FindForm => {
  const as = inputOf(modal, blockIds.searchedListedAs).option
  const chosen = topicChoice.decode(inputOf(modal, blockIds.searchedTopic).option)
  return {
    listedAs: listedAs.find((one) => one === as) ?? 'mentor',
    words: inputOf(modal, blockIds.searchedWords).text,
    topic: chosen && 'topic' in chosen ? chosen.topic : null,
    shown: [],
  }
}

/** The search whose results the open form shows; undefined if it is no such form. */
export const shownSearch = (modal: ModalState | undefined): FindForm | undefined =>
  modal && findMetadata.decode(modal.private_metadata)
