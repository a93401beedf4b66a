import { actionIds } from '../ids.ts'
import type { Press, Reply, SlackParts } from '../reply.ts'
import { addToOpenSession } from './add-to-open-session.ts'
import {
  chooseDay,
  chooseLength,
  chooseOtherTime,
  chooseSlot,
  goToDay,
  pageSlots,
  pickFreely,
  pickFreeTime,
  switchRoles,
} from './booking.ts'
import { chooseForCalendar, connectCalendar, showCalendars } from './calendars.ts'
import { editAvailability } from './edit-availability.ts'
import { editProfile } from './edit-profile.ts'
import { answerFine, answerGreat, answerNotMet } from './feedback.ts'
import { searchAgain, showFirstFound, showMoreFound, startFinding } from './find.ts'
import {
  askForSeats,
  askToMoveOpen,
  askWhoGetsSeat,
  askWhomToInvite,
  chooseForOpenSession,
  hostAgain,
  manageSeats,
  showQuestions,
  startHosting,
} from './hosting.ts'
import {
  declineSeat,
  filterOpenSessions,
  joinSession,
  leaveSession,
  putInvitationAside,
  showOpenSessions,
  takeSeat,
} from './open-sessions.ts'
import { forgetMe, sendOwnData, showOwnData } from './own-data.ts'
import { pauseRequests, resumeRequests } from './pause.ts'
import { askForReport, changePeriod, exportReport } from './report.ts'
import { acceptRequest, browseRequests, dismissRequest, openRequests, withdrawRequest } from './requests.ts'
import { askToCancel, askToReschedule, chooseForSession, showPastSessions, showSessions } from './sessions.ts'
import { becomeOrganiser, openSettingsSection, removeOrganiser, showSettings } from './settings.ts'
import {
  answerWithSessionRequest,
  bookWithMember,
  startBooking,
  startOffer,
  startSessionRequest,
} from './start.ts'
import { endCalendarAddress, newCalendarAddress, showSubscribing } from './subscribing.ts'
import { putSuggestionAside, showSuggestions, startSuggestion } from './suggestions.ts'

type Handler = (parts: SlackParts, press: Press) => Promise<Reply<never>>

/** Every button and menu that does something; one listener dispatches by this table. */
export const actions: Readonly<Record<string, Handler>> = {
  [actionIds.acceptRequest]: acceptRequest,
  [actionIds.dismissRequest]: dismissRequest,
  [actionIds.withdrawRequest]: withdrawRequest,
  [actionIds.browse]: browseRequests,
  [actionIds.browseNewer]: browseRequests,
  [actionIds.browseOlder]: browseRequests,
  [actionIds.showRequests]: openRequests,
  [actionIds.showHistory]: openRequests,
  [actionIds.startOffer]: startOffer,
  [actionIds.startSessionRequest]: startSessionRequest,
  [actionIds.answerWithSessionRequest]: answerWithSessionRequest,
  [actionIds.bookSession]: bookWithMember,
  [actionIds.startBooking]: startBooking,
  [actionIds.switchRoles]: switchRoles,
  [actionIds.pickSlot]: chooseSlot,
  [actionIds.pickTime]: chooseSlot,
  [actionIds.pickOtherTime]: chooseOtherTime,
  [actionIds.pickDay]: chooseDay,
  [actionIds.nextDay]: goToDay,
  [actionIds.previousDay]: goToDay,
  [actionIds.anyOtherTime]: pickFreely,
  [actionIds.freeTimes]: pickFreeTime,
  [actionIds.pickLength]: chooseLength,
  [actionIds.pageSlots]: pageSlots,
  [actionIds.pageSlotsBack]: pageSlots,
  [actionIds.rescheduleSession]: askToReschedule,
  [actionIds.editAvailability]: editAvailability,
  [actionIds.showOwnData]: showOwnData,
  [actionIds.sendOwnData]: sendOwnData,
  [actionIds.forgetMe]: forgetMe,
  [actionIds.connectCalendar]: connectCalendar,
  [actionIds.showCalendars]: showCalendars,
  [actionIds.calendarMenu]: chooseForCalendar,
  [actionIds.pause]: pauseRequests,
  [actionIds.resume]: resumeRequests,
  [actionIds.showSessions]: showSessions,
  [actionIds.earlierSessions]: showSessions,
  [actionIds.laterSessions]: showSessions,
  [actionIds.cancelSession]: askToCancel,
  [actionIds.sessionMenu]: chooseForSession,
  [actionIds.showPastSessions]: showPastSessions,
  [actionIds.newerPastSessions]: showPastSessions,
  [actionIds.olderPastSessions]: showPastSessions,
  [actionIds.editProfile]: editProfile,
  [actionIds.findMentor]: startFinding,
  [actionIds.search]: searchAgain,
  [actionIds.findTopic]: searchAgain,
  [actionIds.findListedAs]: searchAgain,
  [actionIds.moreFound]: showMoreFound,
  [actionIds.firstFound]: showFirstFound,
  [actionIds.startSuggestion]: startSuggestion,
  [actionIds.putAside]: putSuggestionAside,
  [actionIds.showSuggestions]: showSuggestions,
  [actionIds.newerSuggestions]: showSuggestions,
  [actionIds.olderSuggestions]: showSuggestions,
  [actionIds.joinSession]: joinSession,
  [actionIds.leaveSession]: leaveSession,
  [actionIds.takeSeat]: takeSeat,
  [actionIds.declineSeat]: declineSeat,
  [actionIds.putInvitationAside]: putInvitationAside,
  [actionIds.showOpenSessions]: showOpenSessions,
  [actionIds.earlierOpenSessions]: showOpenSessions,
  [actionIds.laterOpenSessions]: showOpenSessions,
  [actionIds.filterOpenSessions]: filterOpenSessions,
  [actionIds.hostSession]: startHosting,
  [actionIds.addToOpenSession]: addToOpenSession,
  [actionIds.hostAgain]: hostAgain,
  [actionIds.openSessionMenu]: chooseForOpenSession,
  [actionIds.moveOpenSession]: askToMoveOpen,
  [actionIds.manageSeats]: manageSeats,
  [actionIds.changeSeats]: askForSeats,
  [actionIds.giveSeat]: askWhoGetsSeat,
  [actionIds.inviteToSession]: askWhomToInvite,
  [actionIds.showQuestions]: showQuestions,
  [actionIds.feedbackGreat]: answerGreat,
  [actionIds.feedbackFine]: answerFine,
  [actionIds.feedbackNotMet]: answerNotMet,
  [actionIds.showSettings]: showSettings,
  [actionIds.openSettings]: openSettingsSection,
  [actionIds.becomeOrganiser]: becomeOrganiser,
  [actionIds.removeOrganiser]: removeOrganiser,
  [actionIds.showSubscribing]: showSubscribing,
  [actionIds.newCalendarAddress]: newCalendarAddress,
  [actionIds.endCalendarAddress]: endCalendarAddress,
  [actionIds.askReport]: askForReport,
  [actionIds.changePeriod]: changePeriod,
  [actionIds.exportReport]: exportReport,
}
