import type { InWorkspace } from '../../src/store/sql/transaction.ts'
import { wrappedStore } from './wrapped-store.ts'

/**
 * The store, and how many statements were asked of it and how often they were waited for: those asked while an answer
 * is under way travel with it.
 * @param asked called with each
 */
export const countedStore = (real: InWorkspace, asked: (sql: string) => void = () => {}) => {
  const count = { statements: 0, waits: 0 }
  let unanswered = 0
  const store = wrappedStore(real, (rows) => async (sql, bindings) => {
    asked(sql)
    count.statements += 1
    if (unanswered === 0) count.waits += 1
    unanswered += 1
    return rows(sql, bindings).finally(() => {
      unanswered -= 1
    })
  })
  return { store, count }
}
