/** A share as a thin bar with its words. part: of the room there is, 0–1. */
export function ShareBar({ part, text, strong }: { part: number; text: string; strong?: boolean }) {
  return (
    <div class="share-bar">
      <span class="share-track" aria-hidden="true"><span class={strong === true ? 'share-fill strong' : 'share-fill'} style={{ width: `${Math.min(100, part * 100)}%` }} /></span>
      <span>{text}</span>
    </div>
  )
}
