import type { HomeView, KnownBlock } from '@slack/types'
import { SETTING_LIMITS } from '../../domain/settings.ts'
import type { HomeScreen } from '../../service/screens.ts'
import type { HomeState } from '../../store/reads/home.ts'
import { actionIds } from '../ids.ts'
import type { OptionalScope } from '../oauth/scopes.ts'
import type { Words } from '../text/words.ts'
import { actions, button, context, divider, header, listed, section, stack } from './blocks.ts'
import { calendarsButtons } from './calendar-rows.ts'
import { toHelpRow } from './found-rows.ts'
import { openOnHome } from './home-open-sessions.ts'
import { programmeOnHome } from './home-programme.ts'
import { receivedOnHome, sentOnHome } from './home-requests.ts'
import { suggestedOnHome } from './home-suggestions.ts'
import { nextSession } from './next-session.ts'
import { named, quote } from './peoples-text.ts'
import { sessionRows } from './session-rows.ts'
import { subscribeButton } from './subscribe-button.ts'

/** What needs the member first, then what they can start, then what goes its way without them. */
export const homeView = (
  words: Words,
  state: HomeScreen,
  lacking: readonly OptionalScope[] = [],
): HomeView => {
  const [next, ...later] = state.upcoming
  return {
    type: 'home',
    blocks: stack(
      state.availability.paused &&
        section(words.pausedLine, button(words.labels.resume, actionIds.resume, { style: 'primary' })),
      isNew(state)
        ? [...newcomer(words, state), ...openOnHome(words, state), ...peopleToHelp(words, state)]
        : [],
      next && nextSession(words, next, state),
      (next !== undefined || state.availability.paused) && divider,
      isNew(state) ? [] : [...receivedOnHome(words, state), divider],
      suggestedOnHome(words, state.suggested),
      isNew(state)
        ? []
        : [
            ...actions(
              ...[findMentor(words), startBooking(words), startOffer(words), startRequest(words)],
              ...[showOpen(words), hostOpen(words)],
            ),
            divider,
            ...upcoming(words, state, later),
            ...openOnHome(words, state),
            ...peopleToHelp(words, state),
            ...sentOnHome(words, state),
          ],
      availability(words, state),
      profile(words, state),
      programmeOnHome(words, state),
      lacking.length > 0 && context(words.lacking(lacking)),
    ),
  }
}

const findMentor = (words: Words) => button(words.labels.findMentor, actionIds.findMentor)
const startBooking = (words: Words) => button(words.labels.book, actionIds.startBooking)
const startOffer = (words: Words) => button(words.labels.offer, actionIds.startOffer)
const startRequest = (words: Words) => button(words.labels.requestSession, actionIds.startSessionRequest)
const showOpen = (words: Words) => button(words.labels.openSessions, actionIds.showOpenSessions)
const hostOpen = (words: Words) => button(words.labels.hostSession, actionIds.hostSession)

/** Those after the next one, which is at the top. */
const upcoming = (words: Words, state: HomeState, later: HomeState['upcoming']): KnownBlock[] =>
  stack(
    header(words.headings.sessions),
    later.length === 0 && context(state.upcoming.length > 0 ? words.onlyTheNext : words.noSessions),
    listed(
      sessionRows(words, later, state),
      actions(
        ...(state.upcomingCount > state.upcoming.length
          ? [button(words.showAllSessions(state.upcomingCount), actionIds.showSessions)]
          : []),
        button(words.headings.pastSessions, actionIds.showPastSessions),
        subscribeButton(words),
      ),
    ),
    divider,
  )

/** For a listed mentor: some of those who look for one. */
const peopleToHelp = (words: Words, { toHelp }: HomeScreen): KnownBlock[] =>
  toHelp.length === 0
    ? []
    : [
        header(words.headings.peopleToHelp),
        // Without lines between them: each begins with a button, and Home has no block to spare.
        ...toHelp.flatMap((result) => toHelpRow(words, result)),
        divider,
      ]

const availability = (
  words: Words,
  { availability, availabilityIsSet, nextSlot, calendars }: HomeScreen,
): KnownBlock[] =>
  stack(
    header(words.headings.availability),
    section(
      [
        words.availabilityLine(availability, availabilityIsSet),
        ...(availability.paused ? [] : [words.nextFreeTime(nextSlot, availability.horizonDays)]),
        // Home has no block to spare.
        ...calendars.sources.map((source) => words.shortCalendarLine(source)),
      ].join('\n'),
    ),
    actions(
      button(words.labels.edit, actionIds.editAvailability, { spoken: words.labels.editAvailability }),
      ...(availability.paused ? [] : [button(words.labels.pause, actionIds.pause)]),
      // It is about all of what stands here. Home has no block to spare for a row of its own.
      ...calendarsButtons(words, calendars),
      button(words.ownData.open, actionIds.showOwnData),
    ),
  )

const profile = (words: Words, { listing }: HomeState): KnownBlock[] => {
  const label = listing.isSet ? words.labels.editProfile : words.labels.fillInProfile
  return [
    header(words.headings.profile),
    section(words.listingLine(listing), button(label, actionIds.editProfile)),
  ]
}

/** How the app works, for a member with nothing to show yet. */
const newcomer = (words: Words, { about }: HomeState): KnownBlock[] =>
  stack(
    about.programmeName === ''
      ? section(words.welcome.title)
      : named([{ name: words.welcomeTo, typed: about.programmeName }]),
    quote(about.welcomeLine, SETTING_LIMITS.welcomeLine),
    section(words.welcome.find, findMentor(words)),
    section(words.welcome.offer, startOffer(words)),
    section(words.welcome.requestSession, startRequest(words)),
    section(words.welcome.book, startBooking(words)),
    section(words.welcome.openSessions, showOpen(words)),
    divider,
    header(words.headings.requests),
    context(words.welcome.next),
    divider,
  )

const isNew = ({ browsing, history, received, sent, upcoming, hasPast }: HomeState): boolean =>
  upcoming.length === 0 &&
  !hasPast &&
  [received, sent].every(({ items }) => items.length === 0) &&
  !history.received &&
  !history.sent &&
  browsing.received.from === null &&
  browsing.received.filter.kind === null &&
  browsing.received.filter.state === null
