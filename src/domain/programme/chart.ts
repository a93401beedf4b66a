/** A chart before it is drawn, by Slack or as a picture. A value of null is not shown: it is about fewer than five. */
export type Chart = {
  /** `line`: over time. */
  kind: 'bars' | 'line'
  title: string
  /** In the order in which they are drawn, no two alike. */
  categories: readonly string[]
  /** Each has as many values as there are categories. */
  series: readonly { name: string; values: readonly (number | null)[] }[]
  /** Everything it shows, in words. */
  says: string
}

/** What a picture of charts says besides them. */
export type Slide = {
  title: string
  subtitle: string
  charts: readonly Chart[]
  /** On a value that is not shown. */
  few: string
  /** In place of a chart without any value. */
  empty: string
}
