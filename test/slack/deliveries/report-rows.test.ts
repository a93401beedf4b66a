import { expect, it } from 'vitest'
import { reportRows } from '../../../src/slack/deliveries/report-rows.ts'
import { english } from '../../../src/slack/text/english/english.ts'
import { world } from '../../support/world.ts'
import { reportAt } from '../support/drawn-report.ts'

it('counts in a file are digits alone, which a spreadsheet in any language reads as a number', async () => {
  const { workspace, services } = await world([])
  const pages = reportRows(
    { reports: services.reports, words: english, workspace },
    reportAt(12_345),
    'topics',
  )
  for await (const [first] of pages) expect(first?.slice(1)).toEqual(['12345', 'fewer than 5', 'yes'])
})
