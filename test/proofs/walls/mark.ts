/** Stands behind a place of the store's SQL, so that it can be told from the outside which statements were asked. */
export const markOf = (place: number): string => ` /* wall ${place} */`

export const markIn = (sql: string): readonly number[] =>
  [...sql.matchAll(/\/\* wall (\d+) \*\//g)].map(([, place]) => Number(place))
