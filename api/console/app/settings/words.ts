/** What the settings say: how runs look for personas, and what personas must pass. */
export const settingsEn = {
  title: 'Settings', lead: 'How runs look for personas and what a persona must pass. Changes count from the next run on; what is in use stays as it is until then.',
  finding: 'How groups are found', columns: 'What goes in', life: 'What personas must pass', alarms: 'Alarms',
  method: 'Method', methods: {
    kmeans: ['K-means', 'Everybody belongs to the nearest of several middles. Fast, and the usual choice.'], mixture: ['Gaussian mixture', 'Groups may be of unlike width and overlap; everybody has a share in each.'], nmf: ['Non-negative factors', 'Groups are made of parts that add up, such as tastes.'],
  } as Readonly<Record<'kmeans' | 'mixture' | 'nmf', readonly [name: string, help: string]>>,
  k: 'Numbers of groups tried', from: 'From', to: 'To', kHint: 'From 2 to 40. The same number twice sets it.', scaling: 'Scaling', scalings: { robust: 'by median and spread', quantile: 'by rank' } as Readonly<Record<'robust' | 'quantile', string>>,
  components: 'Principal components', componentsHint: 'Empty: groups are found on the features themselves. From 2 to 100.', every: 'all features',
  weights: 'Weight of each group of features', weightsHint: '1 is usual, 0 leaves a group out, at most 10.', least: 'Least people in a group', leastHint: 'At least 20.', leastShare: 'Least share of people in a group (percent)', leastShareHint: 'From 0 to 20.',
  exclude: 'Features that decide nothing', excludeHint: 'They are still told of each persona. Leave out what you don’t want groups to be formed by.', excludeMore: 'More by name', excludeMoreHint: 'One a line. A star at the end names all that begin so: category:*', none: 'none', alike: 'all alike', excluded: (n: number) => (n === 1 ? '1 feature left out' : `${n} features left out`),
  sensitive: 'Sensitive attributes', sensitiveHint: 'Traits of customers by name, one a line, such as gender or age. They never enter; each run asks how much of them shines through, and approval asks too.',
  undetermined: 'In no persona below a lead of (percent)', undeterminedHint: 'Whose two nearest personas are closer together than this many percent of weight belongs to neither. From 0 to 90.',
  hold: 'When somebody changes persona', margin: 'At once, from a lead of (percent)', runs: 'Otherwise, ahead for so many runs', holdHint: 'Keeps people from flipping back and forth. Percent from 0 to 100, runs from 1 to 10.', holdSaid: (margin: string, runs: number) => `at once from a lead of ${margin}, else after ${runs} runs ahead`,
  fourEyes: 'Four eyes', fourEyesHelp: 'Whoever handed a persona in may not approve it.', falseAlarms: 'False alarms a year, at most', falseAlarmsHint: 'Over all features and personas together, at one run a day. Fewer false ones also mean that real changes are seen later. From 0.01 to 100.',
  save: 'Save settings', saved: 'Saved. The next run goes by it.', unchanged: 'Nothing was changed.', invalid: (field: string) => `“${field}” is out of its range.`,
}

export const settingsDe: typeof settingsEn = {
  title: 'Einstellungen', lead: 'Wie Läufe nach Personas suchen und was eine Persona bestehen muss. Änderungen gelten ab dem nächsten Lauf; bis dahin bleibt, was in Gebrauch ist.',
  finding: 'Wie Gruppen gefunden werden', columns: 'Was eingeht', life: 'Was Personas bestehen müssen', alarms: 'Alarme',
  method: 'Verfahren', methods: {
    kmeans: ['K-Means', 'Jeder gehört zur nächsten von mehreren Mitten. Schnell, und das Übliche.'], mixture: ['Gauß-Mischung', 'Gruppen dürfen verschieden weit sein und sich überlappen; jeder hat an jeder einen Anteil.'], nmf: ['Nichtnegative Faktoren', 'Gruppen bestehen aus Teilen, die sich addieren, etwa aus Vorlieben.'],
  },
  k: 'Zahlen von Gruppen, die versucht werden', from: 'Von', to: 'Bis', kHint: 'Von 2 bis 40. Zweimal dieselbe Zahl legt sie fest.', scaling: 'Maßstab', scalings: { robust: 'nach Median und Streuung', quantile: 'nach Rang' },
  components: 'Hauptkomponenten', componentsHint: 'Leer: Gruppen werden an den Merkmalen selbst gefunden. Von 2 bis 100.', every: 'alle Merkmale',
  weights: 'Gewicht jeder Gruppe von Merkmalen', weightsHint: '1 ist üblich, 0 lässt eine Gruppe aus, höchstens 10.', least: 'Wenigste Menschen in einer Gruppe', leastHint: 'Mindestens 20.', leastShare: 'Kleinster Anteil einer Gruppe (Prozent)', leastShareHint: 'Von 0 bis 20.',
  exclude: 'Merkmale, die nichts entscheiden', excludeHint: 'Sie werden weiter von jeder Persona erzählt. Lassen Sie aus, wonach Gruppen nicht gebildet werden sollen.', excludeMore: 'Weitere beim Namen', excludeMoreHint: 'Eins pro Zeile. Ein Stern am Ende meint alle, die so beginnen: category:*', none: 'keine', alike: 'alle gleich', excluded: (n) => (n === 1 ? '1 Merkmal ausgelassen' : `${n} Merkmale ausgelassen`),
  sensitive: 'Sensible Merkmale', sensitiveHint: 'Eigenschaften von Kunden beim Namen, eine pro Zeile, etwa gender oder age. Sie gehen nie ein; jeder Lauf fragt, wie viel davon durchscheint, und die Freigabe fragt auch.',
  undetermined: 'In keiner Persona unter einem Vorsprung von (Prozent)', undeterminedHint: 'Wessen zwei nächste Personas weniger als so viele Prozent Gewicht auseinander liegen, gehört zu keiner. Von 0 bis 90.',
  hold: 'Wann jemand die Persona wechselt', margin: 'Sofort ab einem Vorsprung von (Prozent)', runs: 'Sonst, wenn sie so viele Läufe vorn lag', holdHint: 'Damit niemand hin und her springt. Prozent von 0 bis 100, Läufe von 1 bis 10.', holdSaid: (margin, runs) => `sofort ab ${margin} Vorsprung, sonst nach ${runs} Läufen vorn`,
  fourEyes: 'Vier Augen', fourEyesHelp: 'Wer eine Persona zur Prüfung gegeben hat, darf sie nicht selbst freigeben.', falseAlarms: 'Falsche Alarme im Jahr, höchstens', falseAlarmsHint: 'Über alle Merkmale und Personas zusammen, bei einem Lauf am Tag. Weniger falsche heißt auch, dass man echte Änderungen später sieht. Von 0,01 bis 100.',
  save: 'Einstellungen speichern', saved: 'Gespeichert. Der nächste Lauf geht danach.', unchanged: 'Es wurde nichts geändert.', invalid: (field) => `„${field}“ liegt außerhalb seines Bereichs.`,
}
