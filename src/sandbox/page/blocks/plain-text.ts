import { type JsonObject, textAt } from '../../json.ts'
import { emojiNamed } from '../mrkdwn/emoji.ts'

/** A plain text with emoji for their names, where it allows them. */
export const plainText = (of: JsonObject | undefined): string => {
  const text = textAt(of, 'text') ?? ''
  if (of?.emoji === false) return text
  return text.replace(/:([a-z0-9_+'-]+):/g, (whole, name: string) => emojiNamed(name) ?? whole)
}
