import type { ModalView } from '@slack/types'
import type { SessionId, WorkspaceId } from '../../domain/ids.ts'
import { minutesOf } from '../../domain/sessions/session.ts'
import { startOfCopy } from '../../domain/sessions/start-of-copy.ts'
import type { OwnAvailability } from '../../service/availability/own-availability.ts'
import type { OwnOpenSession } from '../../service/open-sessions/screens.ts'
import { refuse } from '../../service/outcome.ts'
import type { Signed, SlackParts } from '../reply.ts'
import type { FormFault } from '../views/form-fault.ts'
import { emptyHostForm, type Host, type HostForm, type HostWarning, hostModal } from '../views/host-modal.ts'

type Opened = { view: ModalView } | { refused: string }

/** The form to set up an open session, with what is known of it so far. */
export const openHost = async (
  { services, words }: SlackParts,
  { workspace, actor }: Signed,
  begun: Partial<HostForm> = {},
  said: { fault?: FormFault | undefined; warned?: HostWarning | undefined } = {},
): Promise<Opened> => {
  const own = await services.ownAvailability({ workspace, actor })
  return own.outcome === 'refused'
    ? { refused: words.refusalText(own) }
    : {
        view: hostModal(words, { ...emptyHostForm, ...begun }, await hostOf(services, workspace, own), said),
      }
}

/** The same, filled from one of the actor's sessions; `last`: the one they set up last, if there is any. */
export const openHostAgain = async (
  parts: SlackParts,
  { workspace, actor }: Signed,
  of: SessionId | 'last',
): Promise<Opened> => {
  const { services, words } = parts
  const own = await services.ownAvailability({ workspace, actor })
  if (own.outcome === 'refused') return { refused: words.refusalText(own) }
  const { screens } = services
  const host = await hostOf(services, workspace, own)
  const session = of === 'last' ? (await screens.lastHosted({ workspace, actor }))?.open.session.id : of
  const copied = session && (await screens.ownOpenSession({ workspace, actor }, session))
  if (copied) return { view: hostModal(words, copyOf(copied, own), host) }
  return of === 'last'
    ? { view: hostModal(words, emptyHostForm, host) }
    : { refused: words.refusalText(refuse({ reason: 'not_found' })) }
}

const hostOf = async (
  { screens }: SlackParts['services'],
  workspace: WorkspaceId,
  { availability: { zone, location } }: OwnAvailability,
): Promise<Host> => {
  const { announceIn } = await screens.settings(workspace)
  return { zone, location, announceIn }
}

const copyOf = (
  { state: { open, topics }, invited, now }: OwnOpenSession,
  { availability }: OwnAvailability,
): HostForm => {
  const { session, description, fewest, audience, announcedIn, asks, releaseHours } = open
  return {
    ...{ description, fewest, audience, announcedIn, asks, releaseHours, topics },
    title: session.topic,
    startsAt: startOfCopy(session.startsAt, availability.zone, now),
    minutes: minutesOf(session),
    seats: session.seats.total,
    location: session.location === availability.location ? '' : session.location,
    // Where everyone may join, nobody has to be asked twice.
    invited: audience === 'invited' ? invited : [],
  }
}
