import { type RunStep, type Step, steps } from '../../src/worker/steps.ts'

export type Gate = `${'before' | 'after'} ${Step}`

const isStep = (name: string): name is Step => steps.some((step) => step === name)

/** Goes from step to step, and calls `atGate` before and after each. */
export const gated =
  (atGate: (gate: Gate) => void): RunStep =>
  async (step, work) => {
    if (!isStep(step)) return work()
    atGate(`before ${step}`)
    const result = await work()
    atGate(`after ${step}`)
    return result
  }

/** The same where nothing happens at the gates. */
export const straightOn = gated(() => {})
