/** What the review says: what waits, what runs saw, what is in use and was. */
export const reviewEn = {
  title: 'Review', lead: 'What somebody should look at before marketing goes by it, and what is in use.',
  alerts: 'What runs saw', noAlerts: 'Nothing that nobody has looked at.', seen: 'Seen', seenLong: (text: string) => `Mark as seen: ${text}`, run: 'Look at the run', marked: 'Marked as seen.',
  alert: {
    dissolved: (name: string) => `${name} was not found any more.`, held: (names: string) => `The run no longer finds ${names}. What is in use still counts by the older run: adopt the newer one below, or leave it.`,
    size: (name: string, before: string, now: string, change: string) => `${name} went from about ${before} to ${now} people (${change}), more than chance would do.`,
    features: (names: string) => `What customers do has moved: ${names}.`, others: (n: number) => `${n} more`, checks: (name: string, checks: string) => `${name} is published and no longer passes: ${checks}.`,
  },
  queue: { in_review: 'Waiting for approval', approved: 'Approved, not published yet', draft: 'Drafts', none: 'Nothing waits for anybody.', customers: 'customers', ofRevenue: 'of revenue' },
  sets: {
    title: 'What is in use', lead: 'Decisions, segments and exports go by the topmost line. Every change writes a new one, and any former one can be brought back.', none: 'No persona has been published yet.',
    current: 'in use', personas: (n: number) => (n === 1 ? '1 persona' : `${n} personas`), added: (names: string) => `added: ${names}`, removed: (names: string) => `taken out: ${names}`, fromDate: (name: string, date: string) => `${name} counts from ${date}`,
    kinds: { published: 'Published', retired: 'Retired', refreshed: 'New run', adopted: 'Run adopted', merged: 'Merged', split: 'Split', rolled_back: 'Rolled back' } as Readonly<Record<string, string>>,
    rollback: 'Roll back to this', rollbackLong: (date: string) => `Roll back to what was in use from ${date}`, rollbackHelp: (names: string, date: string) => `In use will be, as from ${date}: ${names}. Personas that are not among them go back to approved.`, nobody: 'no persona',
    adopt: 'Adopt the latest run', adoptLead: (latest: string) => `What is in use counts by an older run than the latest, of ${latest}.`, adoptHelp: 'Its members count from now on. Personas in use that it no longer found are retired.', done: 'Done. This is in use now.', earlier: (n: number) => `Show ${n} earlier`,
  },
}

export const reviewDe: typeof reviewEn = {
  title: 'Prüfen', lead: 'Was sich jemand ansehen sollte, bevor das Marketing danach geht, und was in Gebrauch ist.',
  alerts: 'Was Läufen aufgefallen ist', noAlerts: 'Nichts, was nicht schon jemand angesehen hätte.', seen: 'Gesehen', seenLong: (text) => `Als gesehen merken: ${text}`, run: 'Zum Lauf', marked: 'Als gesehen gemerkt.',
  alert: {
    dissolved: (name) => `${name} wurde nicht mehr gefunden.`, held: (names) => `Der Lauf findet ${names} nicht mehr. Was in Gebrauch ist, zählt weiter nach dem älteren Lauf: unten den neueren übernehmen, oder es so lassen.`,
    size: (name, before, now, change) => `${name}: von etwa ${before} auf ${now} Menschen (${change}), mehr als Zufall wäre.`,
    features: (names) => `Was Kunden tun, hat sich verschoben: ${names}.`, others: (n) => `${n} weitere`, checks: (name, checks) => `${name} ist veröffentlicht und besteht nicht mehr: ${checks}.`,
  },
  queue: { in_review: 'Wartet auf Freigabe', approved: 'Freigegeben, noch nicht veröffentlicht', draft: 'Entwürfe', none: 'Es wartet nichts auf jemanden.', customers: 'Kunden', ofRevenue: 'des Umsatzes' },
  sets: {
    title: 'Was in Gebrauch ist', lead: 'Entscheidungen, Segmente und Exporte gehen nach der obersten Zeile. Jede Änderung schreibt eine neue, und jede frühere lässt sich zurückholen.', none: 'Noch wurde keine Persona veröffentlicht.',
    current: 'in Gebrauch', personas: (n) => (n === 1 ? '1 Persona' : `${n} Personas`), added: (names) => `dazu: ${names}`, removed: (names) => `heraus: ${names}`, fromDate: (name, date) => `${name} gilt ab ${date}`,
    kinds: { published: 'Veröffentlicht', retired: 'Stillgelegt', refreshed: 'Neuer Lauf', adopted: 'Lauf übernommen', merged: 'Zusammengelegt', split: 'Geteilt', rolled_back: 'Zurückgerollt' },
    rollback: 'Hierhin zurückrollen', rollbackLong: (date) => `Zurückrollen auf das, was ab ${date} in Gebrauch war`, rollbackHelp: (names, date) => `In Gebrauch sind dann, wie ab ${date}: ${names}. Personas, die nicht dabei sind, sind wieder freigegeben.`, nobody: 'keine Persona',
    adopt: 'Den neuesten Lauf übernehmen', adoptLead: (latest) => `Was in Gebrauch ist, zählt nach einem älteren Lauf als dem neuesten vom ${latest}.`, adoptHelp: 'Von jetzt an zählen seine Mitglieder. Personas in Gebrauch, die er nicht mehr fand, werden stillgelegt.', done: 'Erledigt. Das ist jetzt in Gebrauch.', earlier: (n) => `${n} frühere zeigen`,
  },
}
