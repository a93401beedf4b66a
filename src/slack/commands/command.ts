import { type Intent, intent } from '../../domain/ids.ts'
import type { Signed } from '../reply.ts'
import type { Message } from '../views/message.ts'

/** `/mentor`, with the text after it. */
export type Command = Signed & { triggerId: string; text: string }

/** An answer of one sentence. */
export const inWords = (text: string): Message => ({ text, blocks: [] })

/** Slack gives each command its own trigger, and repeats the trigger when it redelivers the command. */
export const intentOf = ({ triggerId }: Command): Intent => intent(`command:${triggerId}`)
