/** Marks a place in the store's SQL, which shows from outside which statements were run. */
export const markOf = (place: number): string => ` /* wall ${place} */`

export const markIn = (sql: string): readonly number[] =>
  [...sql.matchAll(/\/\* wall (\d+) \*\//g)].map(([, place]) => Number(place))
