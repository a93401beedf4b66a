import type { Actor } from './actor.ts'

/** Tuesday 1 December 2026, 14:00 UTC: three in the afternoon in Berlin. */
export const TUESDAY = Date.UTC(2026, 11, 1, 14)

/** Fields of the form by their labels; a number of milliseconds for when it starts. */
type Filled = {
  starts?: number
  [label: string]: string | number | string[] | null | undefined
}

const CHOSEN: ReadonlySet<string> = new Set([
  'Length',
  'Repeats',
  'Open to',
  'Invite',
  'Announce in',
  'Topics',
])

/** Fills in the open form. */
export const fillIn = async (mentor: Actor, { starts = TUESDAY, ...fields }: Filled = {}) => {
  await mentor.choose('Starts', starts / 1000)
  for (const [label, value] of Object.entries(fields)) {
    if (CHOSEN.has(label) || Array.isArray(value)) await mentor.choose(label, value ?? null)
    else await mentor.fill(label, String(value ?? ''))
  }
}

/** Sets up an open session by the form, and closes it. @returns what it said */
export const hosts = async (mentor: Actor, title: string, fields: Filled = {}): Promise<string[]> => {
  await mentor.types(`host ${title}`)
  await fillIn(mentor, fields)
  const { errors } = await mentor.submit()
  if (Object.keys(errors).length > 0) throw new Error(`not set up: ${Object.values(errors).join(' ')}`)
  const said = mentor.modal()
  await mentor.close()
  return said
}
