declare const brand: unique symbol

/** A string that only the function named after it may make, so one kind of id never passes for another. */
type Branded<Name extends string> = string & { readonly [brand]: Name }

/** Slack's team id (`T…`), or the enterprise id (`E…`) where the app is installed organisation-wide. */
export type WorkspaceId = Branded<'WorkspaceId'>
/** Slack's user id, `U…` or, in an Enterprise Grid organisation, `W…`. */
export type MemberId = Branded<'MemberId'>
/** UUID v7, made by the app. */
export type RequestId = Branded<'RequestId'>
/** UUID v7, made by the app. */
export type SessionId = Branded<'SessionId'>
/** UUID v7, made by the app. */
export type CardId = Branded<'CardId'>
/** UUID v7, made by the app. */
export type DeliveryId = Branded<'DeliveryId'>
/** UUID v7, made by the app. */
export type TopicId = Branded<'TopicId'>
/** UUID v7, made by the app. */
export type SuggestionId = Branded<'SuggestionId'>

/** Identifies one submitted command or modal by Slack's trigger or view id, so that a repeat creates nothing. */
export type Intent = Branded<'Intent'>

/** Identifies one payload, however often Slack sends it: by its event id, trigger id, or view and state. */
export type ReceiptKey = Branded<'ReceiptKey'>

export const workspaceId = (raw: string) => raw as WorkspaceId
export const memberId = (raw: string) => raw as MemberId
export const requestId = (raw: string) => raw as RequestId
export const sessionId = (raw: string) => raw as SessionId
export const cardId = (raw: string) => raw as CardId
export const deliveryId = (raw: string) => raw as DeliveryId
export const topicId = (raw: string) => raw as TopicId
export const suggestionId = (raw: string) => raw as SuggestionId
export const intent = (raw: string) => raw as Intent
export const receiptKey = (raw: string) => raw as ReceiptKey
