import type { Paused } from '../../../service/availability/pause.ts'

/** The answer to `/mentor pause` and `/mentor resume`. */
export const pausedText = ({ outcome, paused }: Paused): string => {
  if (paused) {
    const stays = 'Your sessions stay, and people can still answer what you sent.'
    return outcome === 'changed'
      ? `You're paused: no new requests, no bookings. ${stays} \`/mentor resume\` ends the pause.`
      : `You're already paused. ${stays} \`/mentor resume\` ends the pause.`
  }
  return outcome === 'changed'
    ? 'Welcome back! You can be booked and get new requests again.'
    : "You weren't paused. You can be booked and get new requests."
}
