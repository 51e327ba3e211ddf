import type { TransactionSql } from 'postgres'

/**
 * Hands what `copy … to stdout` sends to `take`, in whatever pieces it comes. Should `take` throw, the rest is let go by before its error is
 * passed on: the connection can't do anything else before the end. `statement` is ours, never a caller's text.
 */
export async function copyOut(tx: TransactionSql, statement: string, take: (bytes: Buffer) => void): Promise<void> {
  const stream = await tx.unsafe(statement).readable()
  let failed: { readonly error: unknown } | null = null
  for await (const chunk of stream) {
    if (failed !== null) continue
    try {
      take(chunk as Buffer)
    } catch (error) {
      failed = { error }
    }
  }
  if (failed !== null) throw failed.error
}
