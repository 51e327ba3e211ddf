export type Trial = { readonly part: string; readonly question: string; readonly answer: string; readonly value: number; readonly kept: boolean }

/** What the trainer tried, where its settings say so; nothing where they don't. */
export function trialsOf(settings: { readonly [name: string]: unknown }): Trial[] {
  const { why } = settings
  if (typeof why !== 'object' || why === null || !('trials' in why) || !Array.isArray(why.trials)) return []
  return why.trials.flatMap((one: unknown): Trial[] => {
    if (typeof one !== 'object' || one === null) return []
    const { part, question, answer, kept, 'ndcg@20': value } = one as { readonly [name: string]: unknown }
    return typeof part === 'string' && typeof question === 'string' && typeof answer === 'string' && typeof value === 'number' ? [{ part, question, answer, value, kept: kept === true }] : []
  })
}
