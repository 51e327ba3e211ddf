/** The part of autocannon 9 that the benches use; the package brings no types. */
declare module 'autocannon' {
  export type Histogram = { readonly average: number; readonly p50: number; readonly p90: number; readonly p99: number; readonly max: number }
  export type Result = { readonly latency: Histogram; readonly requests: Histogram; readonly '2xx': number; readonly non2xx: number; readonly errors: number; readonly duration: number }
  export type Options = {
    readonly url: string
    readonly connections: number
    readonly duration: number
    readonly requests: readonly { readonly method: 'POST'; readonly path: string; readonly headers: { readonly [name: string]: string }; readonly body: string }[]
  }
  const autocannon: (options: Options) => Promise<Result>
  export default autocannon
}
