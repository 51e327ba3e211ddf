import type { Output } from './output.ts'

export type Options = { readonly [name: string]: string | boolean | undefined }

/** One command: how it is called, what it may be told, what it does. Arguments arrive in the order of `usage`. */
export type LotseCommand = {
  readonly usage: string
  readonly description: string
  readonly options?: readonly (readonly [flags: string, description: string, initial?: string | boolean])[]
  readonly run: (output: Output, given: readonly (string | string[] | undefined)[], options: Options) => Promise<void>
}
