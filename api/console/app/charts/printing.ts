import { useEffect } from 'preact/hooks'

const drawers = new Set<() => void>()

/** Draws a chart once more when the page goes to paper and when it is back: paper is light, narrow, and doesn't wait for effects to run. */
export function useOnPaper(draw: () => void): void {
  useEffect(() => {
    drawers.add(draw)
    return () => { drawers.delete(draw) }
  }, [draw])
}

function lay(paper: boolean): void {
  if (paper) document.documentElement.dataset.paper = ''
  else delete document.documentElement.dataset.paper
  for (const draw of drawers) draw()
}

/** The style sheet goes by `data-paper` too, so that widths and colours are those of paper before the charts measure them. */
export function watchPrinting(): void {
  addEventListener('beforeprint', () => lay(true))
  addEventListener('afterprint', () => lay(false))
}
