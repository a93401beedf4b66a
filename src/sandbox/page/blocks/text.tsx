import { type JsonObject, textAt } from '../../slack/json.ts'
import { Mrkdwn } from '../mrkdwn/mrkdwn.tsx'
import { plainText } from './plain-text.ts'

/** A text object: markup, or plain text in which only emoji names are replaced, if it allows them. */
export const Text = ({ of }: { of: JsonObject | undefined }) =>
  of?.type === 'mrkdwn' ? <Mrkdwn text={textAt(of, 'text') ?? ''} /> : plainText(of)
