import * as v from 'valibot'
import { exportedFiles } from '../domain/programme/report-files.ts'
import { periods } from '../domain/programme/report-periods.ts'
import { codec, id } from './codec.ts'

/** A report, and the period that its message is to show. */
export const reportPeriod = codec(v.object({ report: id, period: v.picklist(periods) }))
/** A report, and what of it is to be exported. */
export const reportExport = codec(v.object({ report: id, file: v.picklist(exportedFiles) }))
