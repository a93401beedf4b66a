import type { KnownBlock, ModalView } from '@slack/types'
import { canGo } from '../../domain/programme/organisers.ts'
import type { OrganisersState, ProgrammeState } from '../../service/programme/programme.ts'
import { actionIds, blockIds, callbackIds } from '../ids.ts'
import { limits } from '../limits.ts'
import type { Words } from '../text/words.ts'
import { memberTarget } from '../values.ts'
import { actions, button, context, plainText, section, stack } from './blocks.ts'
import { input } from './inputs.ts'
import { modal } from './modal.ts'

/** Where organisers name and remove each other. */
export const organisersModal = (words: Words, { organisers }: ProgrammeState): ModalView =>
  modal(words, {
    callback_id: callbackIds.organisersModal,
    title: words.modals.organisersTitle,
    submit: words.modals.nameOrganiser,
    blocks: stack(
      context(words.programme.organisersDo),
      organisers.map((member) =>
        section(
          words.organiserRow(member),
          canGo(organisers)
            ? button(words.labels.remove, actionIds.removeOrganiser, {
                value: memberTarget.encode({ member }),
                style: 'danger',
              })
            : undefined,
        ),
      ),
      organisers.length === 1 && context(words.programme.onlyOne),
      organisers.length === 0 && section(words.programme.nobodyNamed),
      input(blockIds.organiser, words.programme.nameLabel, {
        type: 'users_select',
        action_id: actionIds.pickOrganiser,
        placeholder: plainText(words.programme.namePlaceholder, limits.placeholder),
      }),
      actions(button(words.labels.backToSettings, actionIds.showSettings)),
    ),
  })

/** For everybody else: who they are. */
export const whoOrganises = (words: Words, state: OrganisersState): ModalView =>
  modal(words, { title: words.modals.organisersTitle, blocks: organisersBlocks(words, state) })

const organisersBlocks = (words: Words, { organisers, mayNameSelf }: OrganisersState): KnownBlock[] =>
  stack(
    section(`${words.organisersLine(organisers)} ${words.programme.askThem}`),
    mayNameSelf &&
      section(words.programme.mayBecome, button(words.labels.becomeOrganiser, actionIds.becomeOrganiser)),
  )
