import { assign, fitKMeans, type KMeansOptions } from '../kmeans.ts'
import type { Matrix } from '../matrix.ts'
import type { Rng } from '../rng.ts'
import { densityOf, respond, type Density } from './density.ts'
import { leastVariances } from './leastVariances.ts'

export type Mixture = {
  readonly shares: Float64Array // π, length k, sums to 1
  readonly means: Matrix // k × d
  readonly variances: Matrix // k × d; all of a row alike when spherical
  readonly logLikelihood: number // Σᵢ ln p(xᵢ) of the rows fitted to, in nats
  readonly bic: number // −2 ln L + p ln n (Schwarz 1978), p the free parameters; less is better
  readonly iterations: number
  readonly converged: boolean
}

export type MixtureOptions = {
  readonly covariance: 'diagonal' | 'spherical'
  readonly start: Partial<KMeansOptions> | undefined // how k-means finds the centres to start from
  readonly maxIterations: number
  readonly tolerance: number // nats per row: an iteration that gains less is the last
}

const defaultMixture: MixtureOptions = { covariance: 'diagonal', start: undefined, maxIterations: 200, tolerance: 1e-4 }

type Parameters = { readonly shares: Float64Array; readonly means: Float64Array; readonly variances: Float64Array }

/**
 * A mixture of k Gaussians with diagonal or spherical covariances by expectation and maximisation (Dempster, Laird & Rubin 1977;
 * Bishop 2006, §9.2), started from k-means. A variance never falls below its floor (leastVariances()), so no component can close in on
 * single rows. A component that has lost all rows keeps its place with share 0.
 *
 * x is n × d. Throws a RangeError when k < 1, n < k or a value is not finite. Same x, k and rng state give the same model.
 * O(iterations · n · k · d), no memory beyond the data that grows with n.
 */
export function fitMixture(x: Matrix, k: number, rng: Rng, options: Partial<MixtureOptions> = {}): Mixture {
  return refineMixture(x, fitKMeans(x, k, rng, options.start).centres, options)
}

/** The same from given centres, k × d: from the shares, means and variances of the rows nearest to each. */
export function refineMixture(x: Matrix, centres: Matrix, options: Partial<Omit<MixtureOptions, 'start'>> = {}): Mixture {
  const { covariance, maxIterations, tolerance } = { ...defaultMixture, ...options }
  const { rows: k } = centres
  const spherical = covariance === 'spherical'
  const ofColumns = leastVariances(x)
  const floor = spherical ? ofColumns.fill(mean(ofColumns)) : ofColumns
  let parameters = fromLabels(x, centres, floor, spherical)
  let before = -Infinity
  for (let iteration = 1; ; iteration++) {
    const density = densityOf(parameters.shares, parameters.means, parameters.variances, x.cols)
    const { logLikelihood, moments } = expectation(x, density)
    const converged = logLikelihood - before <= tolerance * x.rows
    if (converged || iteration === maxIterations) {
      const free = k * x.cols + (spherical ? k : k * x.cols) + k - 1
      return { ...rounded(parameters, k, x.cols), logLikelihood, bic: free * Math.log(x.rows) - 2 * logLikelihood, iterations: iteration, converged }
    }
    before = logLikelihood
    parameters = maximisation(moments, parameters, x.rows, floor, spherical)
  }
}

/** Σᵢ γ, Σᵢ γ (x − μ) and Σᵢ γ (x − μ)² about the means before, so that large values with small differences keep their digits. */
type Moments = { readonly sizes: Float64Array; readonly first: Float64Array; readonly second: Float64Array }

function noMoments(k: number, d: number): Moments {
  return { sizes: new Float64Array(k), first: new Float64Array(k * d), second: new Float64Array(k * d) }
}

function expectation(x: Matrix, density: Density): { logLikelihood: number; moments: Moments } {
  const { k, d, means } = density
  const moments = noMoments(k, d)
  const responsibilities = new Float64Array(k)
  let logLikelihood = 0
  for (let i = 0; i < x.rows; i++) {
    logLikelihood += respond(density, x.data, i * d, responsibilities)
    for (let c = 0; c < k; c++) if (responsibilities[c] > 0) add(moments, responsibilities[c], x.data, i * d, means, c, d)
  }
  return { logLikelihood, moments }
}

function add({ sizes, first, second }: Moments, weight: number, data: Float32Array, start: number, means: ArrayLike<number>, c: number, d: number): void {
  sizes[c] += weight
  for (let j = 0, at = c * d; j < d; j++, at++) {
    const off = data[start + j] - means[at]
    first[at] += weight * off
    second[at] += weight * off * off
  }
}

function maximisation({ sizes, first, second }: Moments, before: Omit<Parameters, 'shares'>, n: number, floor: Float64Array, spherical: boolean): Parameters {
  const d = floor.length
  const means = before.means.slice()
  const variances = before.variances.slice()
  sizes.forEach((size, c) => {
    if (size === 0) return
    const own = variances.subarray(c * d, (c + 1) * d)
    for (let j = 0, at = c * d; j < d; j++, at++) {
      const shift = first[at] / size
      means[at] += shift
      own[j] = second[at] / size - shift * shift
    }
    if (spherical) own.fill(mean(own))
    for (let j = 0; j < d; j++) own[j] = Math.max(floor[j], own[j])
  })
  return { shares: sizes.map((size) => size / n), means, variances }
}

function fromLabels(x: Matrix, centres: Matrix, floor: Float64Array, spherical: boolean): Parameters {
  const { rows: k, cols: d } = centres
  const means = Float64Array.from(centres.data)
  const variances = Float64Array.from({ length: k * d }, (_, at) => floor[at % d])
  const moments = noMoments(k, d)
  assign({ centres }, x).forEach((label, i) => add(moments, 1, x.data, i * d, means, label, d))
  return maximisation(moments, { means, variances }, x.rows, floor, spherical)
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function rounded({ shares, means, variances }: Parameters, k: number, d: number): Pick<Mixture, 'shares' | 'means' | 'variances'> {
  return { shares, means: { rows: k, cols: d, data: Float32Array.from(means) }, variances: { rows: k, cols: d, data: Float32Array.from(variances) } }
}
