/** All slots that there are. */
export const AT_ANY_TIME = { from: Number.NEGATIVE_INFINITY, until: Number.POSITIVE_INFINITY }
