import type { HomeView, KnownBlock } from '@slack/types'
import { MESSAGE_LIMIT } from '../../domain/requests/request.ts'
import type { HomeState } from '../../store/reads/home.ts'
import { actionIds } from '../ids.ts'
import { availabilityText } from '../text/availability.ts'
import { waitingLine, welcome } from '../text/home.ts'
import { headings, labels } from '../text/labels.ts'
import { sessionWords, showAllSessions } from '../text/sessions.ts'
import { actions, button, context, divider, header, section, stack } from './blocks.ts'
import { named } from './peoples-text.ts'
import { requestLists } from './request-lists.ts'
import { sessionRows } from './session-rows.ts'

export const homeView = (state: HomeState): HomeView => ({
  type: 'home',
  blocks: stack(
    header(headings.home),
    isNew(state) ? newcomer : [section(waitingLine(state.pending)), ...starts],
    divider,
    requestLists(state, MESSAGE_LIMIT),
    divider,
    header(headings.sessions),
    sessionRows(state.upcoming, state.member, state.now),
    state.upcomingCount > state.upcoming.length &&
      actions(button(showAllSessions(state.upcomingCount), actionIds.showSessions)),
    divider,
    header(headings.availability),
    section(
      availabilityText(state.availability, state.availabilityIsSet, state),
      button(
        state.availabilityIsSet ? labels.editAvailability : labels.setAvailability,
        actionIds.editAvailability,
      ),
    ),
    named([{ name: sessionWords.location, typed: state.availability.location }]),
  ),
})

const startOffer = button(labels.offer, actionIds.startOffer)
const startRequest = button(labels.requestSession, actionIds.startSessionRequest)

const starts = actions(startOffer, startRequest)

const newcomer: KnownBlock[] = [
  section(welcome.title),
  section(welcome.offer, startOffer),
  section(welcome.requestSession, startRequest),
  context(welcome.next),
]

const isNew = ({ view, received, sent, upcoming }: HomeState): boolean =>
  upcoming.length === 0 &&
  [received, sent].every(({ items }) => items.length === 0) &&
  [view.received, view.sent].every(
    ({ filter, from }) => from === null && filter.kind === null && filter.state === null,
  )
