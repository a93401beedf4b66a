import * as v from 'valibot'
import { codec, id } from './codec.ts'

/** An entry of a calendar's menu. */
export const calendarChoice = codec(v.object({ source: id, choose: v.picklist(['check', 'disconnect']) }))
