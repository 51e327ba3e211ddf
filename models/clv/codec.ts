import type { BgNbdModel } from './bgNbd.ts'
import { byName, type Fit } from './fit.ts'
import type { GammaGammaModel } from './gammaGamma.ts'
import type { ParetoNbdModel } from './paretoNbd.ts'

/**
 * Fitted models are JSON as they are: `JSON.stringify` writes a double in the digits that give it back bit for bit. These read what was
 * parsed and throw a RangeError that names the field when it is no such model.
 */
export function decodeBgNbd(json: unknown): BgNbdModel {
  const kind = kindOf(json, ['bg-nbd', 'mbg-nbd'])
  return { kind, ...fitted(json, ['r', 'alpha', 'a', 'b']) }
}

export function decodeGammaGamma(json: unknown): GammaGammaModel {
  const kind = kindOf(json, ['gamma-gamma'])
  return { kind, ...fitted(json, ['p', 'q', 'v']) }
}

export function decodeParetoNbd(json: unknown): ParetoNbdModel {
  const kind = kindOf(json, ['pareto-nbd'])
  return { kind, ...fitted(json, ['r', 'alpha', 's', 'beta']) }
}

function kindOf<Kind extends string>(json: unknown, kinds: readonly Kind[]): Kind {
  const found = kinds.find((kind) => kind === fieldOf(json, 'kind'))
  if (found === undefined) throw new RangeError(`kind is ${JSON.stringify(fieldOf(json, 'kind'))}, not ${kinds.join(' or ')}.`)
  return found
}

function fitted<Name extends string>(json: unknown, names: readonly Name[]): Fit<Name> & { readonly [name in Name]: number } {
  const errors = fieldOf(json, 'standardErrors')
  const converged = fieldOf(json, 'converged')
  if (typeof converged !== 'boolean') throw new RangeError('converged must be true or false.')
  return {
    ...byName(names, (_, name) => numberIn(json, name, true)),
    logLikelihood: numberIn(json, 'logLikelihood', false), customers: numberIn(json, 'customers', true), iterations: numberIn(json, 'iterations', true), converged,
    standardErrors: errors === null ? null : byName(names, (_, name) => numberIn(errors, name, true)),
  }
}

function numberIn(json: unknown, name: string, positive: boolean): number {
  const value = fieldOf(json, name)
  if (typeof value === 'number' && Number.isFinite(value) && (!positive || value > 0)) return value
  throw new RangeError(`${name} is ${JSON.stringify(value)}: it must be a number${positive ? ' above 0' : ''}.`)
}

function fieldOf(json: unknown, name: string): unknown {
  if (typeof json !== 'object' || json === null) throw new RangeError(`A fitted model is an object, not ${JSON.stringify(json)}.`)
  return Reflect.get(json, name)
}
