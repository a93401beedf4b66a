import { type JsonObject, textAt } from '../../json.ts'
import { emojiNamed } from '../mrkdwn/emoji.ts'
import { Mrkdwn } from '../mrkdwn/mrkdwn.tsx'

/** A text object: markup, or as it stands but for emoji names where it allows them. */
export const Text = ({ of }: { of: JsonObject | undefined }) => {
  const text = textAt(of, 'text') ?? ''
  return of?.type === 'mrkdwn' ? <Mrkdwn text={text} /> : plainText(of)
}

export const plainText = (of: JsonObject | undefined): string => {
  const text = textAt(of, 'text') ?? ''
  if (of?.emoji === false) return text
  return text.replace(/:([a-z0-9_+'-]+):/g, (whole, name: string) => emojiNamed(name) ?? whole)
}
