/** What runs say about how they grouped, what they saw besides, and what moved. */
export const runsMoreEn = {
  older: 'Show older runs', moves: 'What moved since the run before', all: 'All runs',
  k: {
    gap: 'Against chance (gap)', gapChoice: (k: number) => `By the gap statistic alone it would be ${k} groups.`, chart: 'Stability of the least stable group, distinctness and gap for each number of groups. The same in the table below', weakest: 'Least stable group comes back (Jaccard)', silhouette: 'Distinctness (silhouette)', gapTitle: 'Against chance (gap)', reliable: 'reliable from here',
    gapLegend: 'Gap: how much tighter the groups are than groups of points strewn at random, with its error.',
  },
  nobody: {
    title: 'People in no persona', lead: (n: string) => `${n} people belong to no persona. That is better than putting them where they don’t belong.`, none: 'Everybody belongs to a persona.',
    between: 'lie between two personas', far: 'are unlike any persona', unknown: 'are known too little', held: (n: string) => `${n} people were kept where they were: another persona was ahead, but not by enough, or not for long enough.`,
  },
  sensitive: {
    title: 'Sensitive attributes', lead: 'None of these took part in finding the personas. Asked afterwards: can one tell them from the persona somebody is in?', none: 'No attribute is marked as sensitive. Mark some in the settings, and every run asks how much of them shines through.',
    verdicts: { independent: 'The personas say nothing about it.', associated: 'The personas go along with it somewhat.', proxy: 'The personas stand in for it. Who is treated by persona is treated by this attribute.', unknown: 'Too few people told it to say anything.' } as Readonly<Record<string, string>>,
    short: { independent: 'independent', associated: 'goes along', proxy: 'stands in for it', unknown: 'unknown' } as Readonly<Record<string, string>>,
    measured: (share: string, people: string) => `Knowing the persona takes away ${share} of the doubt about it (${people} people told it).`, leaning: 'Personas that lean', lean: (value: string, share: string, rest: string) => `${value}: ${share} of them, ${rest} of everybody else`,
  },
  value: {
    title: 'How customer value was learned', basis: (customers: string, repeaters: string) => `From ${customers} people who bought, of whom ${repeaters} bought again: BG/NBD for how often, Gamma-Gamma for how much.`,
    correlation: (x: string) => `How often and how much go together by ${x}; the model takes them for unrelated (0).`, fit: 'The nearer the two bars, the better the model knows how often people come back.', actual: 'So many did', expected: 'So many the model expects', again: 'Bought again',
    times: (n: number, more: boolean) => (more ? `${n} times or more` : n === 0 ? 'never' : n === 1 ? 'once' : `${n} times`),
  },
  used: { title: 'Settings of this run', now: 'The next run goes by the settings as they are then.' },
  moved: {
    title: 'Who moved where', between: (from: string, to: string) => `From the run of ${from} to the run of ${to}`, since: 'Compare with the run of', undetermined: 'No persona', joined: 'New since', left: 'Gone since', hiddenWay: 'Way not shown',
    first: 'This is the first run, so there is nothing people could have moved from.', flows: 'Flows', chart: 'People’s way from the personas of one run (left) to those of the other (right). The same in the table below.', people: (n: string) => `${n} people`,
    stayed: (share: string) => `Of the people whose way may be shown, ${share} are in the persona they were in.`, top: 'Largest moves', move: (n: string, from: string, to: string) => `${n} people: ${from} → ${to}`, noMoves: 'No move between personas is large enough to be shown.',
    hidden: (n: number) => (n === 1 ? 'One flow is too small to be shown; sums from which it could be worked out are kept back too.' : `${n} flows are too small to be shown; sums and other flows from which they could be worked out are kept back too.`), noFlows: 'All that moved, or stayed, between these runs is kept back: it could point at single people.',
    from: 'From', to: 'To', nothing: '–: nobody, or too few to be shown.',
  },
  drift: {
    title: 'What else moved', budget: (alarms: string, level: string) => `An alarm is raised where a change this large would come by chance in fewer than ${level} of looks. So over a year no more than ${alarms} should be false, over all features and personas together.`, one: 'one alarm', many: (n: string) => `${n} alarms`,
    against: (date: string) => `Measured against the run before, of ${date}.`, features: 'What customers do', featuresNote: 'Population stability index: below 0.1 hardly anything moved, from 0.25 much.', feature: 'Feature', psi: 'Moved by (PSI)', alarm: 'Alarm', yes: 'alarm', no: '–', none: 'No feature moved by more than chance would do.', all: (n: number) => `All ${n} features`,
    sizes: 'Sizes', sizesNote: 'By the people who are in both runs.', before: 'Before', now: 'Now', change: 'Change', levels: { hardly: 'hardly', some: 'somewhat', much: 'much' },
  },
}

export const runsMoreDe: typeof runsMoreEn = {
  older: 'Ältere Läufe zeigen', moves: 'Was sich seit dem Lauf davor bewegt hat', all: 'Alle Läufe',
  k: {
    gap: 'Gegen Zufall (Gap)', gapChoice: (k) => `Nach der Gap-Statistik allein wären es ${k} Gruppen.`, chart: 'Stabilität der unsichersten Gruppe, Trennschärfe und Gap für jede Zahl von Gruppen. Dasselbe in der Tabelle darunter', weakest: 'Unsicherste Gruppe kehrt wieder (Jaccard)', silhouette: 'Trennschärfe (Silhouette)', gapTitle: 'Gegen Zufall (Gap)', reliable: 'ab hier verlässlich',
    gapLegend: 'Gap: wie viel enger die Gruppen sind als Gruppen zufällig gestreuter Punkte, mit Fehler.',
  },
  nobody: {
    title: 'Menschen in keiner Persona', lead: (n) => `${n} Menschen gehören zu keiner Persona. Das ist besser, als sie dorthin zu stecken, wo sie nicht hingehören.`, none: 'Alle gehören zu einer Persona.',
    between: 'liegen zwischen zwei Personas', far: 'sind keiner Persona ähnlich', unknown: 'sind zu wenig bekannt', held: (n) => `${n} Menschen blieben, wo sie waren: Eine andere Persona lag vorn, aber nicht weit oder nicht lange genug.`,
  },
  sensitive: {
    title: 'Sensible Merkmale', lead: 'Keines davon hat beim Finden der Personas mitgewirkt. Danach gefragt: Lässt es sich an der Persona ablesen, in der jemand ist?', none: 'Kein Merkmal ist als sensibel benannt. Benennen Sie welche in den Einstellungen, dann fragt jeder Lauf, wie viel davon durchscheint.',
    verdicts: { independent: 'Die Personas sagen nichts darüber.', associated: 'Die Personas gehen etwas damit einher.', proxy: 'Die Personas stehen stellvertretend dafür. Wer nach Persona behandelt wird, wird nach diesem Merkmal behandelt.', unknown: 'Zu wenige haben es angegeben, um etwas zu sagen.' },
    short: { independent: 'unabhängig', associated: 'geht einher', proxy: 'steht dafür', unknown: 'unbekannt' },
    measured: (share, people) => `Die Persona zu kennen nimmt ${share} der Ungewissheit darüber (${people} Menschen haben es angegeben).`, leaning: 'Personas, die sich neigen', lean: (value, share, rest) => `${value}: ${share} von ihnen, ${rest} von allen anderen`,
  },
  value: {
    title: 'Wie der Kundenwert gelernt wurde', basis: (customers, repeaters) => `Aus ${customers} Menschen, die gekauft haben; davon haben ${repeaters} wieder gekauft: BG/NBD für das Wie-oft, Gamma-Gamma für das Wie-viel.`,
    correlation: (x) => `Wie oft und wie viel hängen mit ${x} zusammen; das Modell nimmt an, dass sie es nicht tun (0).`, fit: 'Je näher die beiden Balken, desto besser weiß das Modell, wie oft Menschen wiederkommen.', actual: 'So viele taten es', expected: 'So viele erwartet das Modell', again: 'Wieder gekauft',
    times: (n, more) => (more ? `${n}-mal oder öfter` : n === 0 ? 'nie' : n === 1 ? 'einmal' : `${n}-mal`),
  },
  used: { title: 'Einstellungen dieses Laufs', now: 'Der nächste Lauf geht nach den Einstellungen, wie sie dann sind.' },
  moved: {
    title: 'Wer wohin gewechselt ist', between: (from, to) => `Vom Lauf vom ${from} zum Lauf vom ${to}`, since: 'Vergleichen mit dem Lauf vom', undetermined: 'Keine Persona', joined: 'Neu seither', left: 'Nicht mehr dabei', hiddenWay: 'Weg nicht gezeigt',
    first: 'Das ist der erste Lauf; es gibt nichts, woher jemand gewechselt sein könnte.', flows: 'Ströme', chart: 'Der Weg der Menschen von den Personas des einen Laufs (links) zu denen des anderen (rechts). Dasselbe in der Tabelle darunter.', people: (n) => `${n} Menschen`,
    stayed: (share) => `Von den Menschen, deren Weg sich zeigen lässt, sind ${share} in der Persona, in der sie waren.`, top: 'Größte Wechsel', move: (n, from, to) => `${n} Menschen: ${from} → ${to}`, noMoves: 'Kein Wechsel zwischen Personas ist groß genug, um ihn zu zeigen.',
    hidden: (n) => (n === 1 ? 'Ein Strom ist zu klein, um ihn zu zeigen; Summen, aus denen er sich errechnen ließe, werden auch zurückgehalten.' : `${n} Ströme sind zu klein, um sie zu zeigen; Summen und andere Ströme, aus denen sie sich errechnen ließen, werden auch zurückgehalten.`), noFlows: 'Alles, was zwischen diesen Läufen wechselte oder blieb, wird zurückgehalten: Es könnte auf Einzelne zeigen.',
    from: 'Von', to: 'Zu', nothing: '–: niemand, oder zu wenige, um sie zu zeigen.',
  },
  drift: {
    title: 'Was sich sonst bewegt hat', budget: (alarms, level) => `Alarm gibt es, wo eine so große Änderung bei weniger als ${level} der Blicke durch Zufall käme. So dürfte im Jahr höchstens ${alarms} falsch sein, über alle Merkmale und Personas zusammen.`, one: 'einer', many: (n) => `${n} davon`,
    against: (date) => `Gemessen am Lauf davor, vom ${date}.`, features: 'Was Kunden tun', featuresNote: 'Population Stability Index: unter 0,1 hat sich kaum etwas bewegt, ab 0,25 viel.', feature: 'Merkmal', psi: 'Bewegt um (PSI)', alarm: 'Alarm', yes: 'Alarm', no: '–', none: 'Kein Merkmal hat sich mehr bewegt, als Zufall wäre.', all: (n) => `Alle ${n} Merkmale`,
    sizes: 'Größen', sizesNote: 'Nach den Menschen, die in beiden Läufen sind.', before: 'Vorher', now: 'Jetzt', change: 'Änderung', levels: { hardly: 'kaum', some: 'etwas', much: 'viel' },
  },
}
