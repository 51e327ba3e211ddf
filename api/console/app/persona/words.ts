/** What a persona's page says beyond its name and figures. */
export const aboutPersonaEn = {
  contents: 'On this page', print: 'Print or save as PDF',
  value: {
    clv: 'Expected revenue per customer', clvNote: 'next 365 days', alive: 'Probably still customers', aliveNote: (rest: string) => `${rest} among others`, orders: 'Orders to expect', ordersNote: 'per customer, next 365 days',
    basis: (people: string) => `Expected revenue and orders rest on what ${people} people of this persona bought: how often, how lately and for how much (BG/NBD for orders, Gamma-Gamma for their value), after returns, not discounted. It is revenue, not margin.`,
  },
  outcomes: {
    title: 'How they do, beside everybody else', note: 'Difference from everybody else, in percent of their figure. The thin line is the 95 % interval. Grey: the interval crosses zero, so there may be no difference.',
    label: 'Bars to the right: higher than everybody else; to the left: lower', figure: 'Figure', difference: 'Difference', people: 'People', unclear: 'no clear difference',
  },
  rules: {
    title: 'Who belongs, in rules', lead: (covered: string, right: string) => `These rules find ${covered} of this persona, and ${right} of the people they find belong to it.`, more: (x: string) => `more than ${x}`, most: (x: string) => `at most ${x}`,
    between: (low: string, high: string) => `more than ${low}, at most ${high}`, not: (label: string) => `not: ${label}`, orUnknown: 'or not known', or: 'or', right: 'belong to it', covers: 'of the persona', said: (right: string, covered: string) => `${right} of such people belong to this persona; this covers ${covered} of it.`,
    note: 'For recognising them by eye, measured on people the rules had not seen. Whether somebody belongs is decided by all features together.',
  },
  typical: { title: 'Somebody typical – nobody real', note: 'Put together from middle values of at least 20 people each. There is nobody like this in the data.', all: (n: number) => `All ${n} values` },
  journey: {
    title: 'How far they get', funnel: 'From looking to ordering', note: 'Of the days on which they looked at something.', step: 'Step', stages: 'Where on their way they are met', stagesNote: 'Share of what they do with the shop, by stage.',
    steps: { viewed: 'Looked at a product', carted: 'Put it in the cart', checkout: 'Went to the till', ordered: 'Ordered' } as Readonly<Record<string, string>>,
    stage: { awareness: 'Becoming aware', consideration: 'Considering', purchase: 'Buying', service: 'Service', loyalty: 'Coming back' } as Readonly<Record<string, string>>,
  },
  offer: {
    title: 'What to offer them', items: 'Products', itemsNote: 'Sold to them and to few others come first. Learned by', model: (version: string) => `model ${version}`, noItems: 'The recommender in use does not know this persona yet. The next one that is trained will.', ofPurchases: 'Of their purchases',
    offers: 'Incentives', offer: 'Incentive', offersNote: 'Of orders in the last 365 days, how many used it; of at least 20 people on both sides.', noOffers: 'No incentive was used by enough people to tell.', ofOrders: 'Of their orders',
  },
  all: {
    title: 'Everything known about them', note: 'Every feature, this persona beside everybody else, with the number of people it is known of.', window: 'Period', known: 'Known of',
    groups: { history: 'What they bought', value: 'What they are worth', place: 'Where they are', browsing: 'How they browse', experience: 'What they met with' } as Readonly<Record<string, string>>,
    windows: { all: 'all time', now: 'today' } as Readonly<Record<string, string>>, last: (days: string) => `last ${days} days`, next: (days: string) => `next ${days} days`,
  },
  sure: {
    title: 'How sure all this is',
    stability: { high: 'Comes back almost unchanged when the customers are drawn again.', stable: 'Comes back reliably when the customers are drawn again.', pattern: 'There is a pattern, but who belongs to it changes when the customers are drawn again. Treat with care.', none: 'Does not come back when the customers are drawn again. Do not rely on it.', unknown: 'Not measured yet. The next run does.' },
    stabilityName: 'Does it come back?', certaintyName: 'Do its people clearly belong?', rulesName: 'Can it be told in rules?', basisName: 'What it rests on',
    jaccard: (x: string) => `Stability (Jaccard) ${x}; reliable from 0.75.`, certainty: (margin: string, narrow: string) => `On average they lead the next persona by ${margin}. ${narrow} lead by less than a fifth and might as well be in another.`,
    rules: (covered: string, right: string) => `Rules find ${covered} of them, and are right for ${right} of the people they find.`, noRules: 'No short rule tells it from the others.', basis: (people: string) => `${people} people who agreed to profiling. Counts are rounded down to tens; groups of fewer than 20 are never shown.`, unknown: 'Not known.',
  },
  checks: {
    title: 'Checks before approval', names: { size: 'Large enough', stability: 'Comes back', difference: 'Differs in an outcome', sensitive: 'Stands for nothing sensitive' } as Readonly<Record<string, string>>,
    passed: 'passed', failed: 'failed', open: 'could not be asked', count: (n: number, of: number) => `${n} of ${of} checks passed`,
    why: {
      size: 'A group this small must not be handed on: one could tell who is in it.', stability: 'Next month’s run may not find this group again, and campaigns built on it would lose their audience.',
      difference: 'If no outcome differs, treating these people differently is unlikely to change anything.', sensitive: 'Treating this group differently could mean treating people differently by that attribute.',
    } as Readonly<Record<string, string>>,
  },
  comments: { title: 'Comments', none: 'Nobody has said anything yet.', label: 'Your comment', hint: 'Everybody who may read personas sees it. No names of customers.', send: 'Comment', empty: 'Write something first.', sent: 'Your comment is there.', remove: 'Delete', removeLong: (text: string) => `Delete the comment: ${text}`, sure: 'Delete it for everybody?', yes: 'Yes, delete', no: 'Keep it', gone: 'The comment is deleted.' },
  change: {
    title: 'Change the group', pin: 'Pin', unpin: 'Unpin', pinned: 'Pinned', pinHelp: 'Later runs keep a pinned persona even where they would no longer find it.', merge: 'Merge into another', split: 'Split in two', compare: 'Compare',
    mergeHelp: 'Its people go to the persona you choose, which keeps its name. This one is retired. A merge cannot be rolled back.', into: 'Merge into', choose: 'Choose a persona', needInto: 'Choose the persona that takes them in.',
    splitHelp: 'Its people are parted in two groups that differ most. The larger keeps name and status; the other becomes a new draft. Both are pinned, so that later runs keep them apart.', cut: (name: string) => `Parted. The other part is the new draft “${name}”.`,
  },
  by: { by: 'by', key: (id: string) => `key ${id}`, run: 'a run', override: (checks: string) => `although this had not passed: ${checks}` },
  use: { since: (date: string) => `in use since ${date}`, from: (date: string) => `counts from ${date}` },
}

export const aboutPersonaDe: typeof aboutPersonaEn = {
  contents: 'Auf dieser Seite', print: 'Drucken oder als PDF sichern',
  value: {
    clv: 'Zu erwartender Umsatz pro Kunde', clvNote: 'nächste 365 Tage', alive: 'Wahrscheinlich noch Kunden', aliveNote: (rest) => `${rest} bei den anderen`, orders: 'Zu erwartende Bestellungen', ordersNote: 'pro Kunde, nächste 365 Tage',
    basis: (people) => `Zu erwartender Umsatz und Bestellungen stützen sich auf die Käufe von ${people} Menschen dieser Persona: wie oft, wie kürzlich, für wie viel (BG/NBD für die Bestellungen, Gamma-Gamma für ihren Wert), nach Retouren, nicht abgezinst. Es ist Umsatz, keine Marge.`,
  },
  outcomes: {
    title: 'Wie sie abschneiden, neben allen anderen', note: 'Unterschied zu allen anderen, in Prozent von deren Zahl. Die dünne Linie ist das 95-%-Intervall. Grau: Das Intervall kreuzt die Null, es gibt womöglich keinen Unterschied.',
    label: 'Balken nach rechts: höher als alle anderen; nach links: niedriger', figure: 'Kennzahl', difference: 'Unterschied', people: 'Menschen', unclear: 'kein klarer Unterschied',
  },
  rules: {
    title: 'Wer dazugehört, in Regeln', lead: (covered, right) => `Diese Regeln finden ${covered} dieser Persona, und ${right} der Menschen, die sie finden, gehören dazu.`, more: (x) => `mehr als ${x}`, most: (x) => `höchstens ${x}`,
    between: (low, high) => `mehr als ${low}, höchstens ${high}`, not: (label) => `nicht: ${label}`, orUnknown: 'oder nicht bekannt', or: 'oder', right: 'gehören dazu', covers: 'der Persona', said: (right, covered) => `${right} solcher Menschen gehören zu dieser Persona; das trifft auf ${covered} von ihr zu.`,
    note: 'Zum Wiedererkennen mit bloßem Auge, gemessen an Menschen, die die Regeln nicht kannten. Wer dazugehört, entscheiden alle Merkmale zusammen.',
  },
  typical: { title: 'Jemand Typisches – niemand Echtes', note: 'Zusammengesetzt aus mittleren Werten von je mindestens 20 Menschen. So jemanden gibt es in den Daten nicht.', all: (n) => `Alle ${n} Werte` },
  journey: {
    title: 'Wie weit sie kommen', funnel: 'Vom Ansehen zum Bestellen', note: 'Von den Tagen, an denen sie etwas angesehen haben.', step: 'Schritt', stages: 'Wo auf ihrem Weg man sie trifft', stagesNote: 'Anteil an dem, was sie mit dem Shop tun, nach Abschnitt.',
    steps: { viewed: 'Ein Produkt angesehen', carted: 'In den Korb gelegt', checkout: 'Zur Kasse gegangen', ordered: 'Bestellt' },
    stage: { awareness: 'Aufmerksam werden', consideration: 'Abwägen', purchase: 'Kaufen', service: 'Service', loyalty: 'Wiederkommen' },
  },
  offer: {
    title: 'Was man ihnen anbieten kann', items: 'Produkte', itemsNote: 'Was an sie und an wenige andere verkauft wird, steht vorn. Gelernt von', model: (version) => `Modell ${version}`, noItems: 'Das Empfehlungsmodell im Einsatz kennt diese Persona noch nicht. Das nächste, das trainiert wird, kennt sie.', ofPurchases: 'Von ihren Käufen',
    offers: 'Anreize', offer: 'Anreiz', offersNote: 'Bei wie vielen Bestellungen der letzten 365 Tage er eingelöst wurde; von mindestens 20 Menschen auf beiden Seiten.', noOffers: 'Kein Anreiz wurde von genügend Menschen genutzt, um etwas zu sagen.', ofOrders: 'Von ihren Bestellungen',
  },
  all: {
    title: 'Alles, was man von ihnen weiß', note: 'Jedes Merkmal, diese Persona neben allen anderen, und von wie vielen Menschen man es weiß.', window: 'Zeitraum', known: 'Bekannt von',
    groups: { history: 'Was sie gekauft haben', value: 'Was sie wert sind', place: 'Wo sie sind', browsing: 'Wie sie stöbern', experience: 'Was sie erlebt haben' },
    windows: { all: 'gesamte Zeit', now: 'heute' }, last: (days) => `letzte ${days} Tage`, next: (days) => `nächste ${days} Tage`,
  },
  sure: {
    title: 'Wie sicher das alles ist',
    stability: { high: 'Kehrt fast unverändert wieder, wenn die Kunden neu gezogen werden.', stable: 'Kehrt verlässlich wieder, wenn die Kunden neu gezogen werden.', pattern: 'Ein Muster ist da, aber wer dazugehört, wechselt, wenn die Kunden neu gezogen werden. Mit Vorsicht zu lesen.', none: 'Kehrt nicht wieder, wenn die Kunden neu gezogen werden. Bitte nicht darauf bauen.', unknown: 'Noch nicht gemessen. Der nächste Lauf misst es.' },
    stabilityName: 'Kehrt sie wieder?', certaintyName: 'Gehören ihre Menschen klar dazu?', rulesName: 'Lässt sie sich in Regeln sagen?', basisName: 'Worauf es sich stützt',
    jaccard: (x) => `Stabilität (Jaccard) ${x}; verlässlich ab 0,75.`, certainty: (margin, narrow) => `Im Mittel liegen sie ${margin} vor der nächsten Persona. ${narrow} liegen weniger als ein Fünftel vorn und könnten ebenso gut in einer anderen sein.`,
    rules: (covered, right) => `Regeln finden ${covered} von ihnen und haben bei ${right} der Gefundenen recht.`, noRules: 'Keine kurze Regel trennt sie von den anderen.', basis: (people) => `${people} Menschen, die der Profilbildung zugestimmt haben. Zahlen von Menschen sind auf Zehner abgerundet; Gruppen unter 20 werden nie gezeigt.`, unknown: 'Nicht bekannt.',
  },
  checks: {
    title: 'Prüfungen vor der Freigabe', names: { size: 'Groß genug', stability: 'Kehrt wieder', difference: 'Unterscheidet sich im Ergebnis', sensitive: 'Steht für nichts Sensibles' },
    passed: 'bestanden', failed: 'nicht bestanden', open: 'nicht zu beantworten', count: (n, of) => `${n} von ${of} Prüfungen bestanden`,
    why: {
      size: 'Eine so kleine Gruppe darf nicht weitergegeben werden: Man könnte erkennen, wer darin ist.', stability: 'Der Lauf des nächsten Monats findet diese Gruppe vielleicht nicht wieder, und Kampagnen für sie verlören ihr Publikum.',
      difference: 'Wenn sich kein Ergebnis unterscheidet, ändert es wahrscheinlich nichts, diese Menschen anders anzusprechen.', sensitive: 'Diese Gruppe anders zu behandeln könnte heißen, Menschen nach diesem Merkmal anders zu behandeln.',
    },
  },
  comments: { title: 'Kommentare', none: 'Bisher hat niemand etwas gesagt.', label: 'Ihr Kommentar', hint: 'Alle, die Personas lesen dürfen, sehen ihn. Keine Namen von Kunden.', send: 'Kommentieren', empty: 'Bitte zuerst etwas schreiben.', sent: 'Ihr Kommentar ist da.', remove: 'Löschen', removeLong: (text) => `Kommentar löschen: ${text}`, sure: 'Für alle löschen?', yes: 'Ja, löschen', no: 'Behalten', gone: 'Der Kommentar ist gelöscht.' },
  change: {
    title: 'Gruppe ändern', pin: 'Festhalten', unpin: 'Loslassen', pinned: 'Festgehalten', pinHelp: 'Spätere Läufe behalten eine festgehaltene Persona auch dann, wenn sie sie nicht mehr fänden.', merge: 'In eine andere legen', split: 'In zwei teilen', compare: 'Vergleichen',
    mergeHelp: 'Ihre Menschen gehen an die Persona, die Sie wählen; die behält ihren Namen. Diese hier wird stillgelegt. Das lässt sich nicht zurückrollen.', into: 'Zusammenlegen mit', choose: 'Persona wählen', needInto: 'Bitte die Persona wählen, die sie aufnimmt.',
    splitHelp: 'Ihre Menschen werden in die zwei Gruppen geteilt, die sich am meisten unterscheiden. Die größere behält Namen und Status, die andere wird ein neuer Entwurf. Beide werden festgehalten, damit spätere Läufe sie auseinanderhalten.', cut: (name) => `Geteilt. Der andere Teil ist der neue Entwurf „${name}“.`,
  },
  by: { by: 'durch', key: (id) => `Schlüssel ${id}`, run: 'einen Lauf', override: (checks) => `obwohl dies nicht bestanden war: ${checks}` },
  use: { since: (date) => `in Gebrauch seit ${date}`, from: (date) => `gilt ab ${date}` },
}
