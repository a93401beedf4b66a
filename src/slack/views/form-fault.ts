import type { Refusal } from '../../service/outcome.ts'
import { clip } from '../limits.ts'
import type { Words } from '../text/words.ts'
import { warning } from './modal.ts'
import { said } from './peoples-text.ts'

/** Why a form opens on what was already typed: it was refused, or a name in it is nobody's. */
export type FormFault = Refusal | { unresolved: string }

const MOST_OF_NAME = 100

/** At the top of the form. */
export const faultBlock = (words: Words, fault: FormFault) =>
  'unresolved' in fault
    ? said(words.unresolvedName(clip(fault.unresolved, MOST_OF_NAME)))
    : warning(words.refusalText(fault))
