import type { ComponentChildren } from 'preact'

type TableProps = {
  caption: string
  /** Column headings; the first column names the row. */
  head: readonly ComponentChildren[]
  rows: readonly { readonly key: string; readonly cells: readonly ComponentChildren[]; readonly marked?: boolean }[]
  showCaption?: boolean
}

/** A table whose first column is text and whose others are figures. */
export function Table({ caption, head, rows, showCaption }: TableProps) {
  return (
    <div class="table-scroll" tabIndex={0} role="group" aria-label={caption}>
      <table>
        <caption class={showCaption === true ? undefined : 'unseen'}>{caption}</caption>
        <thead><tr>{head.map((cell, i) => <th key={i} scope="col">{cell}</th>)}</tr></thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key} class={row.marked === true ? 'marked' : undefined}>
              {row.cells.map((cell, i) => (i === 0 ? <th key={i} scope="row">{cell}</th> : <td key={i}>{cell}</td>))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
