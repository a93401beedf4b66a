import { type Press, type Reply, type SlackParts, say } from '../reply.ts'

const pauseOrResume =
  (paused: boolean) =>
  async (parts: SlackParts, press: Press): Promise<Reply<never>> => {
    const outcome = await parts.services.pause({ workspace: press.workspace, actor: press.actor, paused })
    if (outcome.outcome === 'refused') return say(parts, press, parts.words.refusalText(outcome))
    // Home is drawn again, and shows it.
    return press.surface === 'home' ? {} : say(parts, press, parts.words.pausedText(outcome))
  }

export const pauseRequests = pauseOrResume(true)
export const resumeRequests = pauseOrResume(false)
