/** A booking at the mentor's usual length and place, that replaces no other session. */
export const asUsual = { minutes: null, location: null, replaces: null } as const
