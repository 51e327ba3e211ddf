import type { CdnowEvaluation } from './evaluateCdnow.ts'

/** The evaluation in lines for a person. */
export function cdnowLines({ data, models, figures, holdout, byFrequency }: CdnowEvaluation): string[] {
  const errors = models.bg.standardErrors
  return [
    `cdnow: ${data.split}. n = ${data.customers}, of whom ${data.repeatBuyers} bought again, ${data.repeatPurchases} times`,
    ...errors === null ? [] : [`BG/NBD r ${models.bg.r.toFixed(4)} ± ${errors.r.toFixed(4)}, α ${models.bg.alpha.toFixed(3)} ± ${errors.alpha.toFixed(3)} weeks, a ${models.bg.a.toFixed(3)} ± ${errors.a.toFixed(3)}, b ${models.bg.b.toFixed(3)} ± ${errors.b.toFixed(3)} (standard errors)`],
    '',
    `${''.padEnd(50)} ${'here'.padStart(13)} ${'published'.padStart(13)}      n   by`,
    ...figures.map(({ what, value, published, decimals, n, source }) => `${what.padEnd(50)} ${value.toFixed(decimals).padStart(13)} ${published.toFixed(decimals).padStart(13)} ${String(n).padStart(6)}   ${source}`),
    '',
    `purchases in the 39 weeks after, n = ${data.customers}: ${data.laterPurchases} made`,
    ...holdout.map(({ model, predicted, correlation, mae, rmse }) => `  ${model.padEnd(10)} ${predicted.toFixed(1)} predicted, correlation ${correlation?.toFixed(4) ?? '–'}, mean absolute error ${mae.toFixed(3)}, root mean square ${rmse.toFixed(3)}`),
    'a customer, by repeat purchases before (BG/NBD):',
    ...byFrequency.map(({ frequency, n, made, predicted }, k) => `  ${(k === byFrequency.length - 1 ? `${frequency} or more` : String(frequency)).padEnd(10)} n ${String(n).padStart(4)}   made ${made.toFixed(3)}   predicted ${predicted.toFixed(3)}`),
  ]
}
