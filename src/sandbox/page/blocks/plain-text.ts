import { type JsonObject, textAt } from '../../slack/json.ts'
import { withEmoji } from '../mrkdwn/emoji.ts'

/** A plain text with emoji for their names, where it allows them. */
export const plainText = (of: JsonObject | undefined): string => {
  const text = textAt(of, 'text') ?? ''
  return of?.emoji === false ? text : withEmoji(text)
}
