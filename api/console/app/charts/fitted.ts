/** Of the labels' font at 13 pixels; a little more than the mean, so that a name is broken rather than too long. */
const LETTER = 7

/** A name in at most two lines of width pixels, broken after spaces and hyphens, with an ellipsis for what doesn't fit. */
export function fitted(name: string, width: number): string {
  const most = Math.max(4, Math.floor(width / LETTER))
  const lines = ['']
  for (const piece of name.split(/(?<=[\s-])/)) {
    if (lines[lines.length - 1].length + piece.trimEnd().length > most && lines[lines.length - 1] !== '') lines.push('')
    lines[lines.length - 1] += piece
  }
  const [first, second, ...rest] = lines.map((line) => line.trim())
  if (second === undefined) return cut(first, most)
  return `${cut(first, most)}\n${cut(rest.length === 0 ? second : `${second} ${rest.join(' ')}`, most)}`
}

function cut(line: string, most: number): string {
  return line.length > most ? `${line.slice(0, most - 1).trimEnd()}…` : line
}
