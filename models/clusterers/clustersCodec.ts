import type { ClusterModel } from '../clusterers.ts'
import { floatsToText, textToFloats } from '../floatText.ts'
import { decodeKMeans, encodeKMeans, type EncodedKMeans } from '../kmeansCodec.ts'
import { decodeMixture, encodeMixture, type EncodedMixture } from '../mixture/mixtureCodec.ts'
import { decodeNmf, encodeNmf, type EncodedNmf } from '../nmf/nmfCodec.ts'

/** JSON-able; comes back bit for bit. Without a kind it is k-means: models stored before there were others. */
export type EncodedClusters =
  | { readonly kind?: 'kmeans'; readonly kmeans: EncodedKMeans; readonly variance: number }
  | { readonly kind: 'mixture'; readonly mixture: EncodedMixture }
  | { readonly kind: 'nmf'; readonly nmf: EncodedNmf; readonly low: string; readonly high: string; readonly centres: string }

export function encodeClusters(model: ClusterModel): EncodedClusters {
  switch (model.kind) {
    case 'kmeans':
      return { kind: model.kind, kmeans: encodeKMeans(model.kmeans), variance: model.variance }
    case 'mixture':
      return { kind: model.kind, mixture: encodeMixture(model.mixture) }
    case 'nmf': {
      const { nmf, low, high, centres } = model.nmf
      return { kind: model.kind, nmf: encodeNmf(nmf), low: floatsToText(low), high: floatsToText(high), centres: floatsToText(centres.data) }
    }
  }
}

/** Throws a RangeError when numbers are missing or too many. */
export function decodeClusters(encoded: EncodedClusters): ClusterModel {
  switch (encoded.kind) {
    case undefined:
    case 'kmeans':
      return { kind: 'kmeans', kmeans: decodeKMeans(encoded.kmeans), variance: encoded.variance }
    case 'mixture':
      return { kind: encoded.kind, mixture: decodeMixture(encoded.mixture) }
    case 'nmf': {
      const nmf = decodeNmf(encoded.nmf)
      const { rows: k, cols } = nmf.h
      const d = cols / 2
      const centres = { rows: k, cols: d, data: textToFloats(encoded.centres, k, d) }
      return { kind: encoded.kind, nmf: { nmf, low: textToFloats(encoded.low, 1, d), high: textToFloats(encoded.high, 1, d), centres } }
    }
  }
}
