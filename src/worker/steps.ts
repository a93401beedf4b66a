/**
 * Every await between the commit of a notice and the record that it was sent, in any of which a process can be killed.
 * Each runs through a `RunStep`, so that the tests can kill a process before and after it.
 */
export const steps = [
  'take lanes',
  'claim',
  'read',
  'record attempt',
  'check',
  'conversations.open',
  'conversations.history',
  'chat.delete',
  'chat.postMessage',
  'chat.update',
  'views.publish',
  'files.getUploadURLExternal',
  'upload',
  'keep file',
  'files.completeUploadExternal',
  'keep event',
  'write event',
  'record outcome',
  'release lane',
] as const
export type Step = (typeof steps)[number]

/** A Slack method that is not on the list runs anyway; a test compares the list with what is called. */
export type RunStep = <T>(step: Step | `${string}.${string}`, work: () => Promise<T>) => Promise<T>

/** Steps that may wait for something more urgent. Never between a last check (`check`) and the call that it allows. */
const unhurried: ReadonlySet<string> = new Set<Step>([
  'take lanes',
  'claim',
  'read',
  'record attempt',
  'record outcome',
  'release lane',
])

/** @param giveWay waited for before each step that may wait */
export const stepThrough =
  (giveWay: () => Promise<void>): RunStep =>
  async (step, work) => {
    if (unhurried.has(step)) await giveWay()
    return work()
  }
