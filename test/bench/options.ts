import { parseArgs } from 'node:util'

export type Section =
  | 'acts'
  | 'reads'
  | 'find'
  | 'clicks'
  | 'members'
  | 'burst'
  | 'seats'
  | 'embedded'
  | 'starts'
  | 'delivery'
  | 'instances'
  | 'idle'
  | 'fairness'
  | 'purge'
  | 'report'
  | 'calendars'

export type Options = {
  /** How many requests the big database holds, and how to write that number. */
  size: number
  label: string
  /** How many clicks the memory figure takes. */
  clicks: number
  sections: readonly Section[]
}

const sections: readonly Section[] = [
  'acts',
  'reads',
  'find',
  'clicks',
  'members',
  'burst',
  'seats',
  'embedded',
  'starts',
  'delivery',
  'instances',
  'idle',
  'fairness',
  'purge',
  'report',
  'calendars',
]

const USAGE = `npm run bench -- [--size 1k|100k|1M|10M] [--clicks 5000] [--only ${sections.join(',')}]`

export const DEFAULT_SIZE = 100_000
export const DEFAULT_CLICKS = 4_000

/** Throws a sentence that says what to type instead. */
export const readOptions = (args: readonly string[]): Options => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      size: { type: 'string', default: '100k' },
      clicks: { type: 'string', default: String(DEFAULT_CLICKS) },
      only: { type: 'string', default: sections.join(',') },
    },
  })
  const [, digits, unit] = /^(\d+)(k|M)$/.exec(values.size) ?? []
  const size = Number(digits) * (unit === 'M' ? 1_000_000 : 1_000)
  const wanted = values.only.split(',')
  const clicks = Number(values.clicks)
  if (!digits || size < 1_000 || size > 50_000_000 || !Number.isInteger(clicks) || clicks < 100)
    throw new Error(USAGE)
  if (wanted.some((name) => !sections.some((section) => section === name))) throw new Error(USAGE)
  return {
    size,
    label: values.size,
    clicks,
    sections: sections.filter((section) => wanted.includes(section)),
  }
}
