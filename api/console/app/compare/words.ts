/** What the comparison of two personas says. */
export const compareEn = {
  title: 'Compare', lead: 'Two personas beside each other, or one persona as two runs found it.', first: 'First', second: 'Second', persona: 'Persona', choose: 'Choose a persona', asFound: 'As found by', lastRun: 'the last run that found it', run: (date: string) => `the run of ${date}`, swap: 'Swap',
  pick: 'Choose two personas, or the same persona twice with two different runs.', same: 'These are the same persona and the same run: there is nothing to compare.',
  features: 'What tells them apart', label: (a: string, b: string) => `Bars to the right: more with ${a}; to the left: more with ${b}`, note: 'In standard deviations (Hedges’ g), with the 95 % interval: where it crosses zero, there may be no difference.', versus: (a: string, b: string) => `${a} against ${b}`,
  all: (n: number) => `All ${n} features`, feature: 'Feature', none: 'Nothing is known of both.', unclear: 'no clear difference',
  figures: 'Figures beside each other', figure: 'Figure', from: (name: string, date: string) => `${name}, run of ${date}`, alike: 'They differ in nothing beyond its interval.', different: (n: number, of: number) => `They differ in ${n} of ${of} features beyond the interval.`,
}

export const compareDe: typeof compareEn = {
  title: 'Vergleichen', lead: 'Zwei Personas nebeneinander, oder eine Persona, wie zwei Läufe sie fanden.', first: 'Erste', second: 'Zweite', persona: 'Persona', choose: 'Persona wählen', asFound: 'Wie gefunden von', lastRun: 'dem letzten Lauf, der sie fand', run: (date) => `dem Lauf vom ${date}`, swap: 'Tauschen',
  pick: 'Wählen Sie zwei Personas, oder zweimal dieselbe mit zwei verschiedenen Läufen.', same: 'Das ist dieselbe Persona aus demselben Lauf; da gibt es nichts zu vergleichen.',
  features: 'Was sie unterscheidet', label: (a, b) => `Balken nach rechts: mehr bei ${a}; nach links: mehr bei ${b}`, note: 'In Standardabweichungen (Hedges’ g), mit dem 95-%-Intervall: Wo es die Null kreuzt, gibt es womöglich keinen Unterschied.', versus: (a, b) => `${a} gegen ${b}`,
  all: (n) => `Alle ${n} Merkmale`, feature: 'Merkmal', none: 'Von beiden ist nichts bekannt.', unclear: 'kein klarer Unterschied',
  figures: 'Zahlen nebeneinander', figure: 'Kennzahl', from: (name, date) => `${name}, Lauf vom ${date}`, alike: 'Sie unterscheiden sich in nichts über das Intervall hinaus.', different: (n, of) => `Sie unterscheiden sich in ${n} von ${of} Merkmalen über das Intervall hinaus.`,
}
