import type { Lineage } from '../client/wire.ts'
import type { Text } from '../i18n/en.ts'
import type { Format } from '../i18n/format.ts'

/** What became of a persona at one time. names: persona id → name. */
export function lineageWords(entry: Lineage, t: Text, format: Format, names: ReadonlyMap<string, string>): string {
  const list = (ids: readonly string[]) => ids.map((id) => names.get(id) ?? t.lineage.other).join(', ')
  switch (entry.kind) {
    case 'born': return t.lineage.born
    case 'split': return t.lineage.split(list(entry.from))
    case 'continued': return t.lineage.continued(format.percent(entry.jaccard))
    case 'merged': return t.lineage.merged(list(entry.from))
    case 'merged_into': return t.lineage.merged_into(list([entry.into]))
    case 'lost': return entry.into.length === 0 ? t.lineage.lost : t.lineage.lostInto(list(entry.into))
    case 'retired': return t.lineage.retired
    case 'cut': return t.lineage.cut(list([entry.into]))
    case 'cut_from': return t.lineage.cut_from(list([entry.from]))
    case 'submitted': return t.lineage.submitted
    case 'approved': return t.lineage.approved
    case 'rejected': return t.lineage.rejected
    case 'published': return t.lineage.published(format.date(entry.effectiveAt))
    case 'restored': return t.lineage.restored
    case 'withdrawn': return t.lineage.withdrawn
  }
}
