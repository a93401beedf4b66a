import type { MemberId, ReceiptKey, WorkspaceId } from '../domain/ids.ts'
import { type Act, actOf, type Change, changeIn, type Parts, type Read, readIn } from './act.ts'
import { ownAvailability, setAvailability, zonesAndDates } from './availability/own-availability.ts'
import { pause } from './availability/pause.ts'
import { askNow } from './calendars/ask-now.ts'
import { connectFeed } from './calendars/connect.ts'
import { connectProvider, tickets } from './calendars/consent.ts'
import { endCalendarAddress, makeCalendarAddress, ownCalendarAddress } from './calendars/own-address.ts'
import { checkCalendar, disconnectCalendar } from './calendars/own-calendars.ts'
import { calendarReading } from './calendars/reading.ts'
import { subscription } from './calendars/subscription.ts'
import { writingSessions } from './calendars/write-sessions.ts'
import { find } from './directory/find.ts'
import { ownProfile } from './directory/own-profile.ts'
import { saveProfile } from './directory/save-profile.ts'
import { topicOptions } from './directory/topic-options.ts'
import { mergeTopics, renameTopic, retireTopic } from './directory/topics.ts'
import { browseHome, openHome } from './home.ts'
import { learn, learnAnswer, uninstall } from './members/learn.ts'
import { type FetchAccount, type Meet, meeting } from './members/meet.ts'
import { add } from './open-sessions/add.ts'
import { announcing } from './open-sessions/announcing.ts'
import { cancelOpen } from './open-sessions/cancel-open.ts'
import { changeSeats } from './open-sessions/change-seats.ts'
import { editOpen } from './open-sessions/edit-open.ts'
import { host } from './open-sessions/host.ts'
import { invite, putInvitationAside } from './open-sessions/invite.ts'
import { join } from './open-sessions/join.ts'
import { joinAll } from './open-sessions/join-all.ts'
import { joiningOptions } from './open-sessions/joining-options.ts'
import { answerSeat, leave } from './open-sessions/leave.ts'
import { moveOpen } from './open-sessions/move-open.ts'
import { questions } from './open-sessions/questions.ts'
import { openSessionsUpkeep } from './open-sessions/upkeep.ts'
import { isRefusal } from './outcome.ts'
import { type ForgettingMe, forget } from './own-data/forget.ts'
import { forgetting } from './own-data/forgetting.ts'
import { myData, sendMyData } from './own-data/my-data.ts'
import { askReport, changePeriod, exportReport } from './programme/ask-report.ts'
import { changeSettings } from './programme/change-settings.ts'
import { nameOrganiser, removeOrganiser } from './programme/organisers.ts'
import { programme } from './programme/programme.ts'
import { reports } from './programme/reports.ts'
import { isLastTurn, receipts } from './receipts.ts'
import { dismiss } from './requests/dismiss.ts'
import { nudges } from './requests/nudges.ts'
import { reroutes } from './requests/reroutes.ts'
import { send } from './requests/send.ts'
import { sendToEach } from './requests/send-to-each.ts'
import { withdraw } from './requests/withdraw.ts'
import { screens } from './screens.ts'
import { askForFeedback } from './sessions/ask-for-feedback.ts'
import { book } from './sessions/book.ts'
import { bookingOptions } from './sessions/booking-options.ts'
import { cancel } from './sessions/cancel.ts'
import { edit } from './sessions/edit.ts'
import { answerFeedback, writeFeedback } from './sessions/give-feedback.ts'
import { reminders } from './sessions/reminders.ts'
import { reschedule } from './sessions/reschedule.ts'
import { putAside } from './suggestions/put-aside.ts'
import { suggest } from './suggestions/suggest.ts'
import { unanswered } from './unanswered.ts'

type InWorkspace = { workspace: WorkspaceId }
type ByMember = InWorkspace & { actor: MemberId }

/** Makes each use case a function of its input alone, whose actor and workspace decide the transaction that it gets. */
const bound = (parts: Parts, meet: Meet) => ({
  act:
    <Input extends ByMember, Outcome>(useCase: (act: Act, input: Input) => Promise<Outcome>) =>
    async (input: Input) => {
      const outcome = await useCase(actOf(parts, meet, input), input).catch((error: unknown) => {
        parts.ended?.('failed')
        throw error
      })
      parts.ended?.(isRefusal(outcome) ? 'refused' : 'done')
      return outcome
    },
  change:
    <Input extends InWorkspace, Outcome>(useCase: (change: Change, input: Input) => Promise<Outcome>) =>
    (input: Input) =>
      useCase(changeIn(parts, input.workspace), input),
  read:
    <Input extends InWorkspace, Outcome>(useCase: (read: Read, input: Input) => Promise<Outcome>) =>
    (input: Input) =>
      useCase(readIn(parts, meet, input.workspace), input),
})

const useCases = (parts: Parts, meet: Meet) => {
  const by = bound(parts, meet)
  return {
    send: by.act(send),
    sendToEach: by.act(sendToEach),
    dismiss: by.act(dismiss),
    withdraw: by.act(withdraw),
    book: by.act(book(askNow(parts))),
    reschedule: by.act(reschedule(askNow(parts))),
    cancel: by.act(cancel),
    edit: by.act(edit),
    bookingOptions: by.read(bookingOptions),
    ownAvailability: by.read(ownAvailability(parts.calendars)),
    setAvailability: by.act(setAvailability),
    pause: by.act(pause),
    connectFeed: by.act(connectFeed(parts.calendars)),
    connectProvider: by.act(connectProvider(parts.calendars)),
    disconnectCalendar: by.act(disconnectCalendar),
    checkCalendar: by.act(checkCalendar(parts.calendars)),
    ownProfile: by.read(ownProfile),
    saveProfile: by.act(saveProfile),
    topicOptions: by.read(topicOptions),
    renameTopic: by.act(renameTopic),
    mergeTopics: by.act(mergeTopics),
    retireTopic: by.act(retireTopic),
    find: by.read(find),
    suggest: by.act(suggest),
    putAside: by.act(putAside),
    host: by.act(host(askNow(parts))),
    joiningOptions: by.read(joiningOptions),
    join: by.act(join),
    leave: by.act(leave),
    answerSeat: by.act(answerSeat),
    add: by.act(add),
    changeSeats: by.act(changeSeats),
    cancelOpen: by.act(cancelOpen),
    joinAll: by.act(joinAll),
    invite: by.act(invite),
    putInvitationAside: by.act(putInvitationAside),
    editOpen: by.act(editOpen),
    moveOpen: by.act(moveOpen(askNow(parts))),
    programme: by.read(programme),
    nameOrganiser: by.act(nameOrganiser),
    removeOrganiser: by.act(removeOrganiser),
    ownCalendarAddress: by.read(ownCalendarAddress),
    makeCalendarAddress: by.act(makeCalendarAddress),
    endCalendarAddress: by.act(endCalendarAddress),
    subscription: by.read(subscription),
    changeSettings: by.act(changeSettings),
    askReport: by.act(askReport),
    changePeriod: by.act(changePeriod),
    exportReport: by.act(exportReport),
    answerFeedback: by.act(answerFeedback),
    writeFeedback: by.act(writeFeedback),
    openHome: by.act(openHome),
    browseHome: by.change(browseHome),
    learn: by.change(learn),
    uninstall: by.change(uninstall),
    myData: myData(parts),
    sendMyData: by.change(sendMyData),
    forgetMe: (input: ForgettingMe) => forget(parts, input),
    unanswered: by.change(unanswered),
    isLastTurn: isLastTurn(parts),
    screens: screens(parts),
    ...tickets(parts),
    ...zonesAndDates(parts.clock),
  }
}

export type UseCases = ReturnType<typeof useCases>

/** The use cases, ready to be called: each act is one transaction that ends in an outcome, refusals included. */
export const services = (parts: Parts, fetchAccount: FetchAccount) => {
  const meet = meeting({
    ...parts,
    fetchAccount,
    keep: (workspace, account, askedAt) => learnAnswer(changeIn(parts, workspace), account, askedAt),
  })
  return {
    ...useCases(parts, meet),
    reminders: reminders(parts),
    feedback: askForFeedback(parts),
    openSessions: openSessionsUpkeep(parts),
    announcing: announcing(parts),
    questions: questions(parts),
    nudges: nudges(parts),
    reroutes: reroutes(parts, meet),
    reports: reports(parts),
    forgetting: forgetting(parts),
    receipts: receipts(parts),
    writing: writingSessions(parts),
    calendarReading: parts.calendars && calendarReading(parts, parts.calendars),
    /** The same for one payload: its act happens once, however often Slack sends it. */
    onceFor: (receipt: ReceiptKey): UseCases => useCases({ ...parts, receipt }, meet),
  }
}

export type Services = ReturnType<typeof services>
