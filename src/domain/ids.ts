declare const brand: unique symbol

/** A string that only the function named after it may make: one kind of id never passes for another. */
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

/** What one submitted command or modal is known by, so that its second delivery creates nothing: Slack's trigger or view id. */
export type Intent = Branded<'Intent'>

/** What one delivery of Slack's is known by however often it comes: its event id, trigger id, or view with its state. */
export type ReceiptKey = Branded<'ReceiptKey'>

export const workspaceId = (raw: string) => raw as WorkspaceId
export const memberId = (raw: string) => raw as MemberId
export const requestId = (raw: string) => raw as RequestId
export const sessionId = (raw: string) => raw as SessionId
export const cardId = (raw: string) => raw as CardId
export const deliveryId = (raw: string) => raw as DeliveryId
export const intent = (raw: string) => raw as Intent
export const receiptKey = (raw: string) => raw as ReceiptKey
