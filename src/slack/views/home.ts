import type { HomeView, KnownBlock } from '@slack/types'
import { MESSAGE_LIMIT } from '../../domain/requests/request.ts'
import type { HomeState } from '../../store/reads/home.ts'
import { actionIds } from '../ids.ts'
import type { Words } from '../text/words.ts'
import { actions, button, context, divider, header, section, stack } from './blocks.ts'
import { named } from './peoples-text.ts'
import { requestLists } from './request-lists.ts'
import { sessionRows } from './session-rows.ts'

export const homeView = (words: Words, state: HomeState): HomeView => ({
  type: 'home',
  blocks: stack(
    header(words.headings.home),
    isNew(state) ? newcomer(words) : [section(words.waitingLine(state.pending)), ...starts(words)],
    divider,
    requestLists(words, state, MESSAGE_LIMIT),
    divider,
    header(words.headings.sessions),
    sessionRows(words, state.upcoming, state.member, state.now),
    state.upcomingCount > state.upcoming.length &&
      actions(button(words.showAllSessions(state.upcomingCount), actionIds.showSessions)),
    divider,
    header(words.headings.availability),
    section(
      words.availabilityText(state.availability, state.availabilityIsSet, state),
      button(
        state.availabilityIsSet ? words.labels.editAvailability : words.labels.setAvailability,
        actionIds.editAvailability,
      ),
    ),
    named([{ name: words.sessions.location, typed: state.availability.location }]),
  ),
})

const startOffer = (words: Words) => button(words.labels.offer, actionIds.startOffer)
const startRequest = (words: Words) => button(words.labels.requestSession, actionIds.startSessionRequest)

const starts = (words: Words) => actions(startOffer(words), startRequest(words))

const newcomer = (words: Words): KnownBlock[] => [
  section(words.welcome.title),
  section(words.welcome.offer, startOffer(words)),
  section(words.welcome.requestSession, startRequest(words)),
  context(words.welcome.next),
]

const isNew = ({ view, received, sent, upcoming }: HomeState): boolean =>
  upcoming.length === 0 &&
  [received, sent].every(({ items }) => items.length === 0) &&
  [view.received, view.sent].every(
    ({ filter, from }) => from === null && filter.kind === null && filter.state === null,
  )
