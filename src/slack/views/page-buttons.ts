import type { Button } from '@slack/types'
import type { From, Page } from '../../domain/page.ts'
import { button } from './blocks.ts'

type Way = { label: string; id: string }

/** The ways to the pages before and after this one, where there are such. @param value what a way carries */
export const pageButtons = <Cursor>(
  { previous, next }: Pick<Page<unknown, Cursor>, 'previous' | 'next'>,
  ways: { before: Way; after: Way },
  value: (from: From<Cursor>) => string,
): Button[] => {
  const { before, after } = ways
  return [
    ...(previous === null ? [] : [button(before.label, before.id, { value: value({ before: previous }) })]),
    ...(next === null ? [] : [button(after.label, after.id, { value: value({ after: next }) })]),
  ]
}
