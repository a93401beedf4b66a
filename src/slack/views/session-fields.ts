import type { InputBlock } from '@slack/types'
import { MAX_LOCATION_LENGTH } from '../../domain/availability/availability.ts'
import { TOPIC_LIMIT } from '../../domain/sessions/session.ts'
import { actionIds, blockIds } from '../ids.ts'
import type { Words } from '../text/words.ts'
import { input, textField } from './inputs.ts'

const textInput = (
  block: string,
  action: string,
  given: { label: string; placeholder: string; max: number; text: string },
): InputBlock => input(block, given.label, textField(action, given, given.text), { optional: true })

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
