import { actionIds } from '../ids.ts'
import type { Words } from '../text/words.ts'
import { button } from './blocks.ts'

export const subscribeButton = (words: Words) =>
  button(words.labels.subscribe, actionIds.showSubscribing, { spoken: words.subscribing.button })
