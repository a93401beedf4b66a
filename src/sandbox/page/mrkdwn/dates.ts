const DAY_MS = 86_400_000

const format = (zone: string, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('en-US', { timeZone: zone, ...options })

/** `YYYY-MM-DD` in a zone. */
export const dayOf = (at: number, zone: string) =>
  format(zone, { year: 'numeric', month: '2-digit', day: '2-digit' })
    .formatToParts(at)
    .reduce((day, { type, value }) => day.replace(type, value), 'year-month-day')

export const timeOf = (at: number, zone: string) =>
  format(zone, { hour: 'numeric', minute: '2-digit' }).format(at)

/** The word for a pretty date, by the number of days between two dates on the zone's calendar. */
const relativeDay = (at: number, now: number, zone: string) => {
  const days = (Date.parse(dayOf(at, zone)) - Date.parse(dayOf(now, zone))) / DAY_MS
  return days === 0 ? 'today' : days === 1 ? 'tomorrow' : days === -1 ? 'yesterday' : undefined
}

const ordinal = (day: number) => {
  const tens = day % 100
  const ending = tens > 10 && tens < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][day % 10] ?? 'th')
  return `${day}${ending}`
}

const withOrdinal = (at: number, zone: string, options: Intl.DateTimeFormatOptions) =>
  format(zone, { ...options, day: 'numeric' })
    .formatToParts(at)
    .map(({ type, value }) => (type === 'day' ? ordinal(Number(value)) : value))
    .join('')

const ago = (at: number, now: number) => {
  const words = new Intl.RelativeTimeFormat('en-US', { numeric: 'auto' })
  const minutes = Math.round((at - now) / 60_000)
  if (Math.abs(minutes) < 60) return words.format(minutes, 'minute')
  if (Math.abs(minutes) < 24 * 60) return words.format(Math.round(minutes / 60), 'hour')
  return words.format(Math.round(minutes / 60 / 24), 'day')
}

/** Slack leaves out the current year. */
const year = (at: number, now: number, zone: string): Intl.DateTimeFormatOptions =>
  dayOf(at, zone).slice(0, 4) === dayOf(now, zone).slice(0, 4) ? {} : { year: 'numeric' }

/**
 * The text of a `<!date^…>`: docs.slack.dev/messaging/formatting-message-text, "Date formatting".
 * @param at and `now` in epoch milliseconds
 */
export const formatDate = (template: string, at: number, now: number, zone: string): string =>
  template.replace(/\{(\w+)\}/g, (whole, token: string) => {
    const [, base = '', pretty] = /^(\w+?)(_pretty)?$/.exec(token) ?? []
    return (pretty && relativeDay(at, now, zone)) ?? dateToken(base, at, now, zone) ?? whole
  })

const dateToken = (token: string, at: number, now: number, zone: string): string | undefined => {
  switch (token) {
    case 'date_num':
      return dayOf(at, zone)
    case 'date':
      return withOrdinal(at, zone, { month: 'long', ...year(at, now, zone) })
    case 'date_short':
      return format(zone, { month: 'short', day: 'numeric', ...year(at, now, zone) }).format(at)
    case 'date_long':
    case 'date_long_full':
    case 'day_divider':
      return withOrdinal(at, zone, { weekday: 'long', month: 'long', ...year(at, now, zone) })
    case 'time':
      return timeOf(at, zone)
    case 'time_secs':
      return format(zone, { hour: 'numeric', minute: '2-digit', second: '2-digit' }).format(at)
    case 'ago':
      return ago(at, now)
    default:
      return undefined
  }
}
