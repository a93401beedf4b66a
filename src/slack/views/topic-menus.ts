import type { MultiExternalSelect, PlainTextOption } from '@slack/types'
import type { Topic } from '../../domain/directory/profile.ts'
import { topicChoice } from '../directory-values.ts'
import { limits } from '../limits.ts'
import { readable } from '../text/markup.ts'
import type { Words } from '../text/words.ts'
import { option, plainText } from './blocks.ts'

export const topicOption = ({ id, name }: Topic): PlainTextOption =>
  option(readable(name).trim() || '?', topicChoice.encode({ topic: id }))

/** The same for one that is not offered to members any more. */
export const retiredOption = (words: Words, { id, name }: Topic): PlainTextOption =>
  option(words.retiredTopic(readable(name).trim() || '?'), topicChoice.encode({ topic: id }))

/** A menu that asks the app for topics, by what was typed so far. */
export const topicsMenu = (
  actionId: string,
  { most, placeholder }: { most: number; placeholder: string },
  chosen: readonly Topic[],
): MultiExternalSelect => ({
  type: 'multi_external_select',
  action_id: actionId,
  min_query_length: 0,
  max_selected_items: most,
  placeholder: plainText(placeholder, limits.placeholder),
  ...(chosen.length > 0 && { initial_options: chosen.map(topicOption) }),
})
