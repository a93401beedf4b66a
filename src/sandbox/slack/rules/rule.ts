import type { JsonObject } from '../json.ts'

export type Surface = 'message' | 'home' | 'modal'
type TextType = 'plain_text' | 'mrkdwn'

/** What a value must be. Lengths count UTF-16 units, items are list entries. */
export type Rule = (
  | { is: 'string'; max?: number; min?: number; pattern?: RegExp }
  | { is: 'boolean' }
  | { is: 'number'; min?: number; max?: number }
  | { is: 'choice'; of: readonly string[] }
  | { is: 'text'; max: number; types: readonly TextType[] }
  | { is: 'list'; of: Rule; max?: number; min?: number }
  | { is: 'object'; fields: Fields; also?: AlsoRule }
  /** One of several shapes, told apart by its `type`. */
  | { is: 'typed'; of: readonly string[]; from: () => Shapes }
  | { is: 'anything' }
) & { required?: true }

export type Fields = { [name: string]: Rule }

/** A rule about several fields: what is wrong, in Slack's words, and where within the object. */
export type AlsoRule = (object: JsonObject) => { message: string; at?: string }[]

type Shape = {
  fields: Fields
  also?: AlsoRule
  /** Which surfaces it may appear on; by default, all. */
  surfaces?: readonly Surface[]
}
export type Shapes = { [type: string]: Shape }

export const string = (max?: number, min = 0): Rule => ({ is: 'string', min, ...(max && { max }) })
export const boolean: Rule = { is: 'boolean' }
export const number = (min?: number, max?: number): Rule => ({
  is: 'number',
  ...(min !== undefined && { min }),
  ...(max !== undefined && { max }),
})
export const choice = (...of: string[]): Rule => ({ is: 'choice', of })
export const plain = (max: number): Rule => ({ is: 'text', max, types: ['plain_text'] })
export const anyText = (max: number): Rule => ({ is: 'text', max, types: ['plain_text', 'mrkdwn'] })
export const list = (of: Rule, max?: number, min = 1): Rule => ({ is: 'list', of, min, ...(max && { max }) })
export const object = (fields: Fields, also?: AlsoRule): Rule => ({
  is: 'object',
  fields,
  ...(also && { also }),
})
export const required = (rule: Rule): Rule => ({ ...rule, required: true })
