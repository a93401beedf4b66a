import type { InputBlock } from '@slack/types'
import { MAX_LOCATION_LENGTH } from '../../domain/availability/availability.ts'
import { TOPIC_LIMIT } from '../../domain/sessions/session.ts'
import { actionIds, blockIds } from '../ids.ts'
import { clip, limits } from '../limits.ts'
import type { Words } from '../text/words.ts'
import { plainText } from './blocks.ts'

const textInput = (
  block: string,
  action: string,
  given: { label: string; placeholder: string; max: number; text: string },
): InputBlock => ({
  type: 'input',
  block_id: block,
  optional: true,
  label: plainText(given.label, limits.label),
  element: {
    type: 'plain_text_input',
    action_id: action,
    max_length: given.max,
    placeholder: plainText(given.placeholder, limits.placeholder),
    ...(given.text !== '' && { initial_value: clip(given.text, given.max) }),
  },
})

export const placeInput = ({ sessionFields }: Words, text: string): InputBlock =>
  textInput(blockIds.place, actionIds.editPlace, {
    label: sessionFields.placeLabel,
    placeholder: sessionFields.placePlaceholder,
    max: MAX_LOCATION_LENGTH,
    text,
  })

export const topicInput = ({ sessionFields }: Words, text: string): InputBlock =>
  textInput(blockIds.topic, actionIds.editTopic, {
    label: sessionFields.topicLabel,
    placeholder: sessionFields.topicPlaceholder,
    max: TOPIC_LIMIT,
    text,
  })
