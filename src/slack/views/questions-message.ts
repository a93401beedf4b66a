import type { Question } from '../../store/reads/open-session-state.ts'
import type { Words } from '../text/words.ts'
import { section } from './blocks.ts'
import { type Message, message } from './message.ts'
import { questionRows } from './question-rows.ts'

/** Two blocks each: a message holds 50 blocks, and about 13,000 characters. */
export const MOST_QUESTIONS = 20

/** What those who come would like to talk about: for the mentor alone. */
export const questionsMessage = (words: Words, title: string, questions: readonly Question[]): Message =>
  message([section(title), ...questionRows(words, questions, MOST_QUESTIONS)])
