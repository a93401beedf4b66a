import { type JsonObject, textAt } from '../../slack/json.ts'
import { withEmoji } from '../mrkdwn/emoji.ts'

/** Plain text, with emoji in place of their names if it allows them. */
export const plainText = (of: JsonObject | undefined): string => {
  const text = textAt(of, 'text') ?? ''
  return of?.emoji === false ? text : withEmoji(text)
}
