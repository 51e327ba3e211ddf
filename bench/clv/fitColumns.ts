import { fitBgNbd } from '../../models/clv/fitBgNbd.ts'
import { fitGammaGamma } from '../../models/clv/gammaGamma.ts'
import { peakMB } from '../peers/peak.ts'
import { readColumns } from './columns.ts'

type Part = { readonly seconds: number; readonly processorSeconds: number; readonly parameters: Readonly<Record<string, number>>; readonly logLikelihood: number }

/** What a side measured of itself; reading the columns is outside the clock on both sides. */
export type Fitted = { readonly purchases: Part; readonly spend: Part; readonly peakMB: number; readonly versions: Readonly<Record<string, string>> }

export function fitColumns(folder: string): Fitted {
  const columns = readColumns(folder)
  const purchases = timed(() => fitBgNbd(columns))
  const spend = timed(() => fitGammaGamma(columns))
  const peak = peakMB()
  if (purchases.model === null || spend.model === null) throw new Error('Nobody bought again.')
  const { r, alpha, a, b } = purchases.model
  const { p, q, v } = spend.model
  return {
    purchases: { ...purchases.cost, parameters: { r, alpha, a, b }, logLikelihood: purchases.model.logLikelihood },
    spend: { ...spend.cost, parameters: { p, q, v }, logLikelihood: spend.model.logLikelihood },
    peakMB: peak, versions: { Node: process.versions.node },
  }
}

function timed<T>(fit: () => T): { model: T; cost: { seconds: number; processorSeconds: number } } {
  const [cpu, started] = [process.cpuUsage(), performance.now()]
  const model = fit()
  const ended = performance.now()
  const { user, system } = process.cpuUsage(cpu)
  return { model, cost: { seconds: (ended - started) / 1000, processorSeconds: (user + system) / 1e6 } }
}
