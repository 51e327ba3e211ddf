/** What the overview says about how personas lie beside each other, what changed, and what waits. */
export const overviewEn = {
  map: {
    title: 'How they lie beside each other', lead: 'The nearer two personas, the more alike their customers. Large circles: the middle of a persona, as large as its share of customers. Small dots: where at least 20 of its people are.',
    explained: (share: string) => `The picture keeps ${share} of what tells customers apart; the rest doesn’t fit on two axes.`, label: (n: number) => `Map of ${n} personas by how alike they are. The same in the table below.`,
    more: (label: string) => `more: ${label}`, less: (label: string) => `less: ${label}`, nearest: 'Most like it', place: 'Where on the map',
    places: { left: 'left', right: 'right', top: 'top', bottom: 'bottom', middle: 'middle' },
  },
  changes: {
    fresh: 'new since the last run', split: 'split off in the last run', size: (change: string) => `${change} people since the last run`, same: 'as large as in the run before', clearly: 'more than chance', stability: (x: string) => `stability ${x}`,
    stable: { high: 'very stable', stable: 'stable', pattern: 'treat with care', none: 'not to be relied on', unknown: 'stability not measured' },
  },
  waiting: (n: number) => (n === 1 ? '1 persona waits for approval' : `${n} personas wait for approval`), alerts: (n: number) => (n === 1 ? 'A run saw something worth a look' : `Runs saw ${n} things worth a look`), alertsAll: 'Look at all of them', compare: 'Compare two personas', moved: 'What moved since the run before',
}

export const overviewDe: typeof overviewEn = {
  map: {
    title: 'Wie sie zueinander liegen', lead: 'Je näher zwei Personas, desto ähnlicher ihre Kunden. Große Kreise: die Mitte einer Persona, so groß wie ihr Anteil an den Kunden. Kleine Punkte: wo mindestens 20 ihrer Menschen sind.',
    explained: (share) => `Das Bild behält ${share} von dem, was Kunden unterscheidet; der Rest passt nicht auf zwei Achsen.`, label: (n) => `Karte von ${n} Personas nach Ähnlichkeit. Dasselbe in der Tabelle darunter.`,
    more: (label) => `mehr: ${label}`, less: (label) => `weniger: ${label}`, nearest: 'Am ähnlichsten', place: 'Wo auf der Karte',
    places: { left: 'links', right: 'rechts', top: 'oben', bottom: 'unten', middle: 'Mitte' },
  },
  changes: {
    fresh: 'neu seit dem letzten Lauf', split: 'im letzten Lauf abgespalten', size: (change) => `${change} Menschen seit dem letzten Lauf`, same: 'so groß wie im Lauf davor', clearly: 'mehr als Zufall', stability: (x) => `Stabilität ${x}`,
    stable: { high: 'sehr stabil', stable: 'stabil', pattern: 'mit Vorsicht zu lesen', none: 'nicht verlässlich', unknown: 'Stabilität nicht gemessen' },
  },
  waiting: (n) => (n === 1 ? '1 Persona wartet auf Freigabe' : `${n} Personas warten auf Freigabe`), alerts: (n) => (n === 1 ? 'Einem Lauf ist etwas aufgefallen' : `Läufen ist ${n}-mal etwas aufgefallen`), alertsAll: 'Alle ansehen', compare: 'Zwei Personas vergleichen', moved: 'Was sich seit dem Lauf davor bewegt hat',
}
