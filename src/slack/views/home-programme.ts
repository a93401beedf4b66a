import type { KnownBlock } from '@slack/types'
import { mayDo } from '../../domain/programme/organisers.ts'
import type { HomeState } from '../../store/reads/home.ts'
import { actionIds } from '../ids.ts'
import type { Words } from '../text/words.ts'
import { actions, button, context, section } from './blocks.ts'

/** What organisers can do, and for everybody else who they are. */
export const programmeOnHome = (words: Words, { place, organisers }: HomeState): KnownBlock[] => {
  const who = words.organisersLine(organisers)
  const buttons = [
    ...(mayDo(place, 'seeReport') ? [button(words.labels.report, actionIds.askReport)] : []),
    ...(mayDo(place, 'seeSettings') ? [button(words.labels.settings, actionIds.showSettings)] : []),
  ]
  if (buttons.length > 0) return actions(...buttons)
  return mayDo(place, 'nameSelf')
    ? [section(who, button(words.labels.becomeOrganiser, actionIds.becomeOrganiser))]
    : [context(who)]
}
