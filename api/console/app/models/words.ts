/** What the pages of the models say, in English; German below, compared by the compiler. */
export const modelsEn = {
  title: 'Models', lead: 'What decisions are made with. A run trains a model, its gate judges it on days it has not seen, and what passes is published, or tried on a share of visitors first.',
  empty: 'No models yet', emptyHelp: 'A model appears here after the first training. On the server, run:', all: 'All models', model: 'Model', asOf: 'Learned up to', people: 'Learned from', gate: 'Gate', published: 'Last published',
  passed: 'passed', failed: 'not passed', never: 'never', peopleOf: (n: string) => `${n} people`,
  status: { candidate: 'Candidate', canary: 'Canary', published: 'Published', rejected: 'Rejected', retired: 'Retired' },
  statusShare: (share: string) => `Canary, ${share}`,
  one: (version: string) => `Recommender ${version}`,
  what: 'Lists of items that go together, learned from what people looked at, put in the cart, bought, returned and rated; where it helps, a small net orders what the lists propose.',
  means: {
    candidate: 'It passed its gate and is served to nobody.', canary: 'It is being tried on a share of visitors beside the published one.', published: 'Every visitor gets it, save those of a canary.',
    rejected: 'It did not pass its gate and is never served.', retired: 'It was served and is not any more.',
  },
  pruned: 'Its bytes are no longer kept; this card is.',
  entering: {
    title: 'How new models enter service', atOnce: 'A new model that passes its gate is published at once.', tried: (share: string) => `A new model that passes its gate is tried on ${share} of visitors until somebody publishes it.`,
    share: 'Tried on (percent of visitors)', hint: '0: published at once.', save: 'Save', saved: 'Saved.', invalid: 'Enter a number from 0 to 99.',
  },
  steps: {
    title: 'Service', publish: 'Publish', canary: 'Try on a share', share: 'Percent of visitors', reason: 'Reason', reasonHint: 'Stands in the card and in the audit. No names of people.', rollback: 'Roll back',
    publishHelp: 'Every visitor gets this model; the published one retires.', canaryHelp: 'The same visitor gets the same model each time.',
    rollbackPublished: (to: string) => `Every visitor gets ${to} again, within seconds.`, rollbackCanary: 'Every visitor gets the published model again, within seconds.',
    go: 'Do it', cancel: 'Cancel', needReason: 'Say why.', needShare: 'Enter a number from 1 to 99.', done: (status: string) => `Status is now: ${status}.`, none: 'Nothing can be done with it by this key.',
  },
  serving: {
    title: 'What became of its decisions', period: (from: string, to: string) => `Decisions from ${from} to ${to}.`, none: 'It has made no decisions.', version: 'Model', decisions: 'Decisions', exposures: 'Items seen', people: 'People', looked: 'Looked at one', bought: 'Bought one',
    note: 'Of the people who saw what was shown to them by name: how many looked at one of these items, or bought one, within 24 hours, with the 95 % interval. Fewer than 20 people are not shown. Where the intervals overlap, there may be no difference.',
    thisOne: 'this one', beside: 'beside it', withheld: 'too few',
  },
  figures: {
    title: 'How it was judged', note: 'On days it had not seen when it was trained; means with their 95 % interval.', figure: 'Figure', mean: 'Mean', interval: '95 % interval', customers: 'Customers', none: 'No figures were kept.', more: (n: number) => `Show all ${n} figures`,
    names: {
      popularity: 'Popularity alone', lists: 'Lists', ranker: 'Ranker', gain: 'Gain over popularity', rankerGain: 'Gain of the ranker over the lists', championGain: 'Gain over the recipe in use', alone: 'Alone', report: 'Slices', 'ndcg@20': 'NDCG@20', 'hr@20': 'HR@20',
    } as Readonly<Record<string, string>>,
  },
  data: {
    title: 'What it learned from', from: 'From', to: 'Up to', people: 'People', erased: (n: string) => `${n} of them have since been erased`, admitted: 'Who agreed when the run began', items: 'Items', interactions: 'Interactions', purpose: 'Purpose', ground: 'Ground', policy: 'Rules', beginning: 'the beginning',
    consent: 'Each person’s own yes to training in the consent ledger, in force when the run began (GDPR Art. 6(1)(a)). Without a yes nobody is learned from.',
  },
  privacy: {
    title: 'People’s data', root: 'Seal of the training set', kept: 'Whom it learned from is kept as keyed hashes, apart from the model, so that people who ask can be told. Whoever is erased is taken out.', gone: 'Whom it learned from is no longer kept.',
    fewest: (n: string) => `The item with the fewest people behind it has ${n}.`, group: (n: string) => `A persona or place has figures of its own only with at least ${n} people.`,
    nothing: 'The model holds figures about items and groups. Nothing in it is one person’s, and no id of a person is in its bytes.',
  },
  use: {
    title: 'Use and limits', uses: 'What it is for', notFor: 'What it is not for', limits: 'What it cannot do',
    notes: {
      order_items: 'Ordering the shop’s own items in a slot of a page, a mail or at the till, for somebody who allows it, or for anybody by the page they are on.',
      explain: 'Saying which of somebody’s items led to one that is shown.',
      no_terms: 'Setting prices, credit, insurance or any term of a contract, or anything with a legal or similarly significant effect (GDPR Art. 22).',
      no_traits: 'Guessing who somebody is, how they are, or any special category of data (GDPR Art. 9).',
      offline: 'Its figures say how well it foretold what people did anyway. What it changes is only seen in service.',
      popular: 'What was shown and bought often is known best; new and rare items rest on little.',
      window: 'A change of catalogue, season or audience since its last day is not in it.',
      consented: 'It learned from people who agreed; others may like other things.',
    } as Readonly<Record<string, string>>,
  },
  made: { title: 'How it was made', why: 'Why these settings', trials: 'Every trial', settings: 'Settings as JSON', part: 'Part', question: 'Question', answer: 'Answer', kept: 'kept', seed: 'Seed', sha256: 'SHA-256', bytes: 'Bytes', engine: 'Arithmetic', node: 'Node.js', run: 'Run', download: 'Download the card as JSON' },
  lineage: {
    title: 'History', previous: 'Took over from', none: 'Nothing has happened to it.', by: 'by',
    actions: { 'model.published': 'Published', 'model.canary': 'Canary', 'model.rolled_back': 'Rolled back', 'model.restored': 'Back in service' } as Readonly<Record<string, string>>,
  },
}

export const modelsDe: typeof modelsEn = {
  title: 'Modelle', lead: 'Womit entschieden wird. Ein Lauf trainiert ein Modell, seine Hürde prüft es an Tagen, die es nicht kannte, und was sie nimmt, wird veröffentlicht oder zuerst an einem Teil der Besucher erprobt.',
  empty: 'Noch keine Modelle', emptyHelp: 'Ein Modell erscheint hier nach dem ersten Training. Auf dem Server ausführen:', all: 'Alle Modelle', model: 'Modell', asOf: 'Gelernt bis', people: 'Gelernt von', gate: 'Hürde', published: 'Zuletzt veröffentlicht',
  passed: 'genommen', failed: 'nicht genommen', never: 'nie', peopleOf: (n) => `${n} Menschen`,
  status: { candidate: 'Kandidat', canary: 'Erprobung', published: 'Veröffentlicht', rejected: 'Abgelehnt', retired: 'Stillgelegt' },
  statusShare: (share) => `Erprobung, ${share}`,
  one: (version) => `Empfehlungsmodell ${version}`,
  what: 'Listen von Artikeln, die zusammengehören, gelernt aus dem, was Menschen angesehen, in den Warenkorb gelegt, gekauft, zurückgegeben und bewertet haben; wo es hilft, ordnet ein kleines Netz, was die Listen vorschlagen.',
  means: {
    candidate: 'Es hat seine Hürde genommen und wird niemandem gezeigt.', canary: 'Es wird neben dem veröffentlichten an einem Teil der Besucher erprobt.', published: 'Alle Besucher bekommen es, außer denen einer Erprobung.',
    rejected: 'Es hat seine Hürde nicht genommen und wird nie eingesetzt.', retired: 'Es war im Einsatz und ist es nicht mehr.',
  },
  pruned: 'Seine Bytes werden nicht mehr aufbewahrt, diese Karte schon.',
  entering: {
    title: 'Wie neue Modelle in Einsatz kommen', atOnce: 'Ein neues Modell, das seine Hürde nimmt, wird sofort veröffentlicht.', tried: (share) => `Ein neues Modell, das seine Hürde nimmt, wird an ${share} der Besucher erprobt, bis es jemand veröffentlicht.`,
    share: 'Erproben an (Prozent der Besucher)', hint: '0: sofort veröffentlichen.', save: 'Speichern', saved: 'Gespeichert.', invalid: 'Bitte eine Zahl von 0 bis 99 eingeben.',
  },
  steps: {
    title: 'Einsatz', publish: 'Veröffentlichen', canary: 'An einem Teil erproben', share: 'Prozent der Besucher', reason: 'Grund', reasonHint: 'Steht in der Karte und im Protokoll. Keine Namen von Menschen.', rollback: 'Zurücknehmen',
    publishHelp: 'Alle Besucher bekommen dieses Modell; das veröffentlichte wird stillgelegt.', canaryHelp: 'Derselbe Besucher bekommt jedes Mal dasselbe Modell.',
    rollbackPublished: (to) => `Alle Besucher bekommen binnen Sekunden wieder ${to}.`, rollbackCanary: 'Alle Besucher bekommen binnen Sekunden wieder das veröffentlichte Modell.',
    go: 'Ausführen', cancel: 'Abbrechen', needReason: 'Bitte einen Grund nennen.', needShare: 'Bitte eine Zahl von 1 bis 99 eingeben.', done: (status) => `Status ist jetzt: ${status}.`, none: 'Mit diesem Schlüssel ist hier nichts zu tun.',
  },
  serving: {
    title: 'Was aus seinen Entscheidungen wurde', period: (from, to) => `Entscheidungen vom ${from} bis zum ${to}.`, none: 'Es hat nichts entschieden.', version: 'Modell', decisions: 'Entscheidungen', exposures: 'Gesehene Artikel', people: 'Menschen', looked: 'Einen angesehen', bought: 'Einen gekauft',
    note: 'Von den Menschen, die sahen, was ihnen namentlich gezeigt wurde: wie viele binnen 24 Stunden einen dieser Artikel ansahen oder kauften, mit dem 95-%-Intervall. Weniger als 20 Menschen werden nicht gezeigt. Wo sich die Intervalle überlappen, gibt es vielleicht keinen Unterschied.',
    thisOne: 'dieses', beside: 'daneben', withheld: 'zu wenige',
  },
  figures: {
    title: 'Wie es geprüft wurde', note: 'An Tagen, die es beim Training nicht kannte; Mittelwerte mit 95-%-Intervall.', figure: 'Kennzahl', mean: 'Mittel', interval: '95-%-Intervall', customers: 'Kunden', none: 'Es wurden keine Kennzahlen aufbewahrt.', more: (n) => `Alle ${n} Kennzahlen zeigen`,
    names: {
      popularity: 'Nur Beliebtheit', lists: 'Listen', ranker: 'Netz', gain: 'Gewinn gegenüber Beliebtheit', rankerGain: 'Gewinn des Netzes gegenüber den Listen', championGain: 'Gewinn gegenüber dem Rezept im Einsatz', alone: 'Allein', report: 'Ausschnitte', 'ndcg@20': 'NDCG@20', 'hr@20': 'HR@20',
    },
  },
  data: {
    title: 'Woraus es gelernt hat', from: 'Von', to: 'Bis', people: 'Menschen', erased: (n) => `${n} davon wurden seither gelöscht`, admitted: 'Wer zu Beginn des Laufs zugestimmt hatte', items: 'Artikel', interactions: 'Handlungen', purpose: 'Zweck', ground: 'Rechtsgrundlage', policy: 'Regelwerk', beginning: 'Anfang an',
    consent: 'Das eigene Ja jedes Menschen zum Training im Einwilligungsbuch, gültig beim Beginn des Laufs (Art. 6 Abs. 1 lit. a DSGVO). Ohne ein Ja wird von niemandem gelernt.',
  },
  privacy: {
    title: 'Daten von Menschen', root: 'Siegel der Trainingsmenge', kept: 'Von wem es gelernt hat, ist als verschlüsselter Fingerabdruck getrennt vom Modell aufbewahrt, damit Menschen, die fragen, Auskunft bekommen. Wer gelöscht wird, wird herausgenommen.', gone: 'Von wem es gelernt hat, wird nicht mehr aufbewahrt.',
    fewest: (n) => `Hinter dem Artikel mit den wenigsten Menschen stehen ${n}.`, group: (n) => `Eine Persona oder ein Ort hat eigene Zahlen erst ab ${n} Menschen.`,
    nothing: 'Das Modell enthält Zahlen über Artikel und Gruppen. Nichts darin gehört einem einzelnen Menschen, und keine Kennung eines Menschen steht in seinen Bytes.',
  },
  use: {
    title: 'Einsatz und Grenzen', uses: 'Wofür es da ist', notFor: 'Wofür es nicht da ist', limits: 'Was es nicht kann',
    notes: {
      order_items: 'Artikel des eigenen Sortiments ordnen, auf einer Seite, in einer Mail oder an der Kasse, für jemanden, der es erlaubt, oder für alle nach der Seite, auf der sie sind.',
      explain: 'Sagen, welche Artikel von jemandem zu einem gezeigten geführt haben.',
      no_terms: 'Preise, Kredit, Versicherung oder Vertragsbedingungen festlegen, oder irgendetwas mit rechtlicher oder ähnlich erheblicher Wirkung (Art. 22 DSGVO).',
      no_traits: 'Erraten, wer jemand ist, wie es ihm geht, oder besondere Arten von Daten (Art. 9 DSGVO).',
      offline: 'Seine Kennzahlen sagen, wie gut es vorhersah, was Menschen ohnehin taten. Was es verändert, zeigt erst der Einsatz.',
      popular: 'Was oft gezeigt und gekauft wurde, kennt es am besten; neue und seltene Artikel stützen sich auf wenig.',
      window: 'Was sich seit seinem letzten Tag an Sortiment, Jahreszeit oder Kundschaft geändert hat, weiß es nicht.',
      consented: 'Es hat von Menschen gelernt, die zugestimmt haben; anderen gefällt vielleicht anderes.',
    },
  },
  made: { title: 'Wie es gemacht wurde', why: 'Warum diese Einstellungen', trials: 'Jeder Versuch', settings: 'Einstellungen als JSON', part: 'Teil', question: 'Frage', answer: 'Antwort', kept: 'behalten', seed: 'Startwert', sha256: 'SHA-256', bytes: 'Bytes', engine: 'Rechenwerk', node: 'Node.js', run: 'Lauf', download: 'Karte als JSON herunterladen' },
  lineage: {
    title: 'Verlauf', previous: 'Folgte auf', none: 'Bisher ist nichts damit geschehen.', by: 'durch',
    actions: { 'model.published': 'Veröffentlicht', 'model.canary': 'Erprobung', 'model.rolled_back': 'Zurückgenommen', 'model.restored': 'Wieder im Einsatz' },
  },
}
