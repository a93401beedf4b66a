import type { InputBlock, KnownBlock, ModalView } from '@slack/types'
import { listedAs, MOST_SHOWN } from '../../domain/directory/profile.ts'
import type { Found } from '../../service/directory/find.ts'
import { type FindMetadata, findMetadata } from '../directory-values.ts'
import { actionIds, blockIds, callbackIds } from '../ids.ts'
import { clip, limits } from '../limits.ts'
import type { Words } from '../text/words.ts'
import { actions, button, context, divider, listed, plainText, section, stack } from './blocks.ts'
import { foundRow } from './found-rows.ts'
import { input, radios, textField } from './inputs.ts'
import { modal } from './modal.ts'
import { topicOption } from './topic-menus.ts'

/** More is read of nothing that people type to search. */
export const MOST_SEARCHED = 200

/** The directory: what is searched for, and a page of those found. @param asked the search, with whom its earlier pages showed */
export const findModal = (words: Words, found: Found, asked: FindMetadata): ModalView => {
  const search = { ...asked, words: clip(asked.words, MOST_SEARCHED) }
  const shown = [...asked.shown, ...found.results.map(({ member }) => member.id)]
  const metadata = findMetadata.encode({ ...search, shown })
  const canGoOn = shown.length < MOST_SHOWN && metadata.length <= limits.privateMetadata
  return modal(words, {
    callback_id: callbackIds.findModal,
    private_metadata: canGoOn ? metadata : findMetadata.encode({ ...search, shown: [] }),
    title: words.modals.findTitle,
    submit: words.modals.search,
    blocks: stack(
      wordsInput(words, search.words),
      topicInput(words, found),
      found.isMentor && listedAsInput(words, found),
      section(words.finding.openSessions, button(words.labels.openSessions, actionIds.showOpenSessions)),
      divider,
      page(words, found, { before: asked.shown.length, canGoOn }),
    ),
  })
}

const page = (
  words: Words,
  found: Found,
  { before, canGoOn }: { before: number; canGoOn: boolean },
): KnownBlock[] => {
  const { results, hasMore, listedAs, now } = found
  const { labels, finding } = words
  const below = actions(
    ...(hasMore && canGoOn ? [button(labels.moreFound, actionIds.moreFound)] : []),
    ...(before > 0 ? [button(labels.firstFound, actionIds.firstFound)] : []),
  )
  return stack(
    results.length === 0 && nobody(words, found, before),
    before > 0 && results.length > 0 && context(words.foundFromTo(before + 1, before + results.length)),
    listed(
      results.map((result) => foundRow(words, result, { listedAs, now })),
      stack(hasMore && !canGoOn && section(finding.narrow), below),
    ),
  )
}

const nobody = (words: Words, { nobodyListed, listedAs, isMentor }: Found, before: number): KnownBlock[] => {
  const { finding, labels } = words
  if (before > 0) return [section(finding.noneLeft)]
  if (!nobodyListed) return [section(finding.noMatch)]
  return stack(
    section(finding.nobody[listedAs]),
    listedAs === 'mentor' && !isMentor && actions(button(labels.fillInOwnProfile, actionIds.editProfile)),
  )
}

/** Pressing Enter searches, as the button below does. */
const wordsInput = ({ finding }: Words, typed: string): InputBlock =>
  input(
    blockIds.searchedWords,
    finding.wordsLabel,
    textField(actionIds.search, { max: MOST_SEARCHED, placeholder: finding.wordsPlaceholder }, typed),
    { optional: true, asks: true },
  )

const topicInput = ({ finding }: Words, { topic }: Found): InputBlock =>
  input(
    blockIds.searchedTopic,
    finding.topicLabel,
    {
      type: 'external_select',
      action_id: actionIds.findTopic,
      min_query_length: 0,
      placeholder: plainText(finding.topicPlaceholder, limits.placeholder),
      ...(topic && { initial_option: topicOption(topic) }),
    },
    { optional: true, asks: true },
  )

const listedAsInput = ({ finding }: Words, found: Found): InputBlock =>
  input(
    blockIds.searchedListedAs,
    finding.listedAsLabel,
    radios(actionIds.findListedAs, listedAs, finding.listedAs, found.listedAs),
    { asks: true },
  )
