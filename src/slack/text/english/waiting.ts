import type { Request } from '../../../domain/requests/request.ts'
import { mention } from '../markup.ts'
import { kindWords } from './nouns.ts'
import { moment } from './times.ts'

export const nudgeLine = ({ kind, sender, sentAt }: Request): string =>
  `*${kindWords[kind]}* from ${mention(sender)} · sent ${moment(sentAt)}`

export const nudging = {
  more: 'And more: the button shows all of them.',
  next: 'Accept by booking a time, or dismiss what does not suit: nobody is told.',
} as const

/** For an older message that the workspace does not allow us to delete. */
export const replacedLine = 'There is a newer message about this further down.'
