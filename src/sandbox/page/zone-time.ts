/** How many milliseconds a zone's clocks are ahead of UTC at an instant. */
const offset = (at: number, zone: string) => {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at)
  const value = (type: string) => Number(parts.find((part) => part.type === type)?.value ?? 0)
  const shown = Date.UTC(
    value('year'),
    value('month') - 1,
    value('day'),
    value('hour'),
    value('minute'),
    value('second'),
  )
  return shown - Math.floor(at / 1000) * 1000
}

/** Unix seconds as `YYYY-MM-DDTHH:mm` on a zone's clock, for a date and time input. */
export const toWall = (seconds: number, zone: string) =>
  new Date(seconds * 1000 + offset(seconds * 1000, zone)).toISOString().slice(0, 16)

/** Back to Unix seconds. If clocks skip that time, the instant as long after the jump. */
export const fromWall = (wall: string, zone: string) => {
  const reading = Date.parse(`${wall}Z`)
  const guess = reading - offset(reading, zone)
  return Math.floor((reading - offset(guess, zone)) / 1000)
}

/** "Berlin" of "Europe/Berlin". */
export const cityOf = (zone: string) => (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')
