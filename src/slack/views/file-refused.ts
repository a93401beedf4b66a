import { section } from './blocks.ts'
import { type Message, message } from './message.ts'

/** In place of a file that a member asked for, where the app may upload nothing. @param why with what to do */
export const fileRefused = (why: string): Message => message([section(why)])
