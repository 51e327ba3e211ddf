import { compareDe } from '../compare/words.ts'
import { modelsDe } from '../models/words.ts'
import { overviewDe } from '../overview/words.ts'
import { aboutPersonaDe } from '../persona/words.ts'
import { reviewDe } from '../review/words.ts'
import { runsMoreDe } from '../runs/words.ts'
import { settingsDe } from '../settings/words.ts'
import { whyDe } from '../why/words.ts'
import type { Text } from './en.ts'

/** Every word the console says, in German. */
export const de: Text = {
  app: {
    skip: 'Zum Inhalt springen', navigation: 'Hauptmenü', personas: 'Personas', runs: 'Läufe', logOut: 'Abmelden', language: 'Sprache',
    theme: 'Darstellung', themes: { system: 'Automatisch', light: 'Hell', dark: 'Dunkel' },
    loading: 'Wird geladen…', retry: 'Noch einmal versuchen', notFound: 'Diese Seite gibt es nicht.', toOverview: 'Zurück zu allen Personas',
    unreachable: 'Der Server antwortet nicht. Bitte die Verbindung prüfen und noch einmal versuchen.',
    sessionEnded: 'Sie wurden abgemeldet: Der Schlüssel ist unbekannt oder wurde widerrufen.',
    table: 'Zahlen als Tabelle zeigen', none: 'Darüber ist noch nichts bekannt.', unknown: 'unbekannt', yes: 'ja', no: 'nein',
  },
  login: {
    title: 'Wissen, wer Ihre Kunden sind', lead: 'Melden Sie sich mit einem geheimen API-Schlüssel an, um Ihre Personas zu sehen, zu benennen und zu veröffentlichen.',
    key: 'Geheimer API-Schlüssel', hint: 'Beginnt mit sk_. Er bleibt in diesem Browser-Tab und ist weg, sobald Sie ihn schließen.', show: 'Schlüssel anzeigen', submit: 'Anmelden', busy: 'Schlüssel wird geprüft…',
    empty: 'Bitte einen Schlüssel eingeben.', publishable: 'Das ist ein öffentlicher Schlüssel (pk_). Die Konsole braucht einen geheimen, der mit sk_ beginnt.',
    wrong: 'Dieser Schlüssel ist unbekannt oder wurde widerrufen. Bitte prüfen, ob er vollständig kopiert wurde.',
    scope: 'Dieser Schlüssel darf keine Personas lesen. Nötig ist einer mit dem Recht personas:read.',
    create: 'Noch kein Schlüssel? Auf dem Server ausführen:',
  },
  status: { draft: 'Entwurf', in_review: 'In Prüfung', approved: 'Freigegeben', published: 'Veröffentlicht', retired: 'Stillgelegt' },
  overview: {
    title: (n) => (n === 1 ? 'Ihre Kunden in einer Persona' : `Ihre Kunden in ${n} Personas`),
    learned: (n, date) => `Gelernt aus ${n} Kunden, die der Profilbildung zugestimmt haben, mit dem Wissensstand vom ${date}.`,
    empty: 'Noch keine Personas', emptyHelp: 'Personas erscheinen hier nach dem ersten Lauf. Auf dem Server ausführen:',
    retired: 'Stillgelegte Personas', none: 'Zurzeit ist keine Persona in Gebrauch.',
    customers: 'Kunden', ofCustomers: 'der Kunden', value: 'Umsatz pro Kunde', valueNote: 'letzte 365 Tage', revenueShare: 'Anteil am Umsatz', ofCustomersShare: 'Anteil an den Kunden', ofRevenue: 'des Umsatzes',
    different: 'Was sie ausmacht', withheld: 'Diese Gruppe ist zu klein, um sie zu beschreiben, ohne auf Einzelne zu zeigen.',
    mapTitle: 'Wo sie leben', mapAll: 'Alle Personas',
    mapNote: 'Größe: Kunden in der Stadt. Farbe: die Persona, die dort im Vergleich zu anderen Orten am häufigsten vorkommt. Städte mit weniger als 5 Mitgliedern einer Persona fehlen.',
    mapNoteOne: 'Größe: Mitglieder dieser Persona in der Stadt. Städte mit weniger als 5 fehlen.', mapPick: 'Auf der Karte zeigen',
    mapLabel: (n) => `Karte mit ${n} Städten`, mapNone: 'Zu diesen Kunden sind keine Koordinaten bekannt, es gibt also nichts zu zeichnen.',
    sizeTitle: 'Größe und Wert', sizeNote: 'Ist der Anteil am Umsatz länger als der Anteil an den Kunden, ist die Persona mehr wert als der Durchschnitt.',
    sizeLabel: 'Balken: Anteil an Kunden und Anteil am Umsatz je Persona',
    ...overviewDe,
  },
  distinction: { versus: (mean, rest) => `${mean} statt ${rest}`, more: 'mehr als andere', less: 'weniger als andere' },
  choice: {
    title: (k) => `Warum ${k} Gruppen`, table: 'Jede Zahl von Gruppen, die versucht wurde', k: 'Gruppen', silhouette: 'Trennschärfe (Silhouette)', stability: 'Stabilität (Jaccard)', weakest: 'Unsicherste Gruppe',
    agreement: 'Übereinstimmung (Rand-Index)', smallest: 'Kleinste Gruppe', chosen: 'gewählt', tooSmall: 'zu klein', none: 'Der Lauf hat keine Tabelle aufbewahrt.',
    legend: 'Trennschärfe: von −1 bis 1, wie viel näher Kunden ihrer eigenen Gruppe sind als der nächsten. Stabilität: wie gut jede Gruppe wiederkehrt, wenn die Kunden neu gezogen werden; ab 0,75 ist sie verlässlich.',
    reasons: {
      'stable-and-distinct': 'Das ist die feinste Einteilung, in der jede Gruppe bei neu gezogenen Kunden wiederkehrt und die etwa so trennscharf ist wie die beste.',
      'two-groups': 'Nichts Feineres als zwei Gruppen ist stabil, oder zwei Gruppen sind weit trennschärfer als alles Feinere.',
      'nothing-stable': 'Keine Zahl von Gruppen war stabil. Dies ist die am wenigsten schlechte: bitte nicht darauf bauen.',
      'too-few-rows': 'Es sind zu wenige Kunden, um Gruppen zu bilden.', 'all-rows-alike': 'Alle Kunden sehen gleich aus, es gibt keine Gruppen zu finden.',
      fixed: 'Die Zahl der Gruppen wurde von Hand festgelegt.',
    },
  },
  persona: {
    figures: 'Auf einen Blick', customers: 'Kunden', shareOf: (share) => `${share} von allen`, value: 'Umsatz pro Kunde', revenue: 'Anteil am Umsatz', orders: 'Bestellungen pro Kunde',
    ordersRest: (rest) => `${rest} bei den anderen`, recency: 'Tage seit letztem Besuch', recencyNote: 'Median', stability: 'Stabilität', stable: 'kehrt verlässlich wieder', unstable: 'mit Vorsicht zu lesen', total: (sum) => `${sum} in 365 Tagen`,
    apart: 'Was sie ausmacht', apartNote: 'Wie weit die Gruppe von allen anderen entfernt ist, in Standardabweichungen (Cohens d). Die dünne Linie ist das 95-%-Intervall: Wo sie die Null kreuzt, gibt es womöglich keinen Unterschied.',
    apartLabel: 'Balken nach rechts: mehr als andere; nach links: weniger', feature: 'Merkmal', effect: 'Unterschied (d)', interval: '95-%-Intervall', group: 'Diese Persona', rest: 'Alle anderen',
    places: 'Wo sie leben', cities: 'Städte', regions: 'Regionen', city: 'Stadt', region: 'Region', more: (n) => `Alle ${n} zeigen`,
    shop: 'Wie sie einkaufen', channels: 'Kanäle', devices: 'Geräte', hours: 'Tageszeiten', hour: 'Stunde', hoursNote: 'Anteil ihrer Besuche in jeder Stunde.', share: 'Anteil',
    buy: 'Was sie kaufen', items: 'Beliebteste Produkte', item: 'Produkt', buyers: 'Käufer', lift: 'Verglichen mit anderen', times: (x) => `${x} ×`, categories: 'Bevorzugte Kategorien', category: 'Kategorie',
    feel: 'Was sie erleben', figure: 'Kennzahl', rating: 'Bewertung (1–5)', nps: 'Weiterempfehlung (0–10)', contactsPerOrder: 'Anfragen pro Bestellung', complaintsPerOrder: 'Beschwerden pro Bestellung', returnRate: 'Retournierte Bestellungen', answers: 'Grundlage', people: (n) => `${n} Kunden`, tooFew: 'zu wenige Antworten',
    about: 'Über diese Gruppe', born: 'Zuerst gefunden', updated: 'Zuletzt geändert', version: 'Version', id: 'ID', history: 'Verlauf',
  },
  lineage: {
    born: 'Zum ersten Mal gefunden.', split: (from) => `Abgespalten von ${from}.`, continued: (percent) => `Wiedergefunden; ${percent} der Menschen beider Gruppen sind in beiden.`,
    merged: (from) => `Hat ${from} aufgenommen.`, merged_into: (into) => `Aufgegangen in ${into}.`, lost: 'Nicht mehr gefunden.', lostInto: (into) => `Nicht mehr gefunden; die meisten ihrer Menschen sind jetzt in ${into}.`, retired: 'Stillgelegt.', other: 'einer anderen Persona',
    cut: (into) => `Geteilt; der andere Teil ist ${into}.`, cut_from: (from) => `Abgeteilt von ${from}.`, submitted: 'Zur Prüfung gegeben.', approved: 'Freigegeben.', rejected: 'Zurück zum Entwurf.',
    published: (from) => `Veröffentlicht, gilt ab ${from}.`, restored: 'Durch Zurückrollen wieder in Gebrauch.', withdrawn: 'Durch Zurückrollen außer Gebrauch.',
  },
  edit: { open: 'Umbenennen und beschreiben', name: 'Name', description: 'Beschreibung', save: 'Speichern', cancel: 'Abbrechen', saved: 'Gespeichert.', empty: 'Eine Persona braucht einen Namen.', busy: 'Wird gespeichert…' },
  life: {
    title: 'Status', submit: 'Zur Prüfung geben', approve: 'Freigeben', publish: 'Veröffentlichen', reject: 'Zurück zum Entwurf', retire: 'Stilllegen',
    help: {
      submit: 'Jemand sieht sie an und gibt sie frei oder schickt sie zurück.', approve: 'Danach kann sie veröffentlicht werden.', reject: 'Sie wird wieder ein Entwurf.',
      publish: 'Von da an gehen Entscheidungen, Segmente und Exporte nach ihr.', retire: 'Entscheidungen und Segmente verwenden sie ab sofort nicht mehr. Ihre Seite bleibt.',
    },
    failed: 'Diese Prüfungen sind nicht bestanden:', override: 'Ich gebe sie frei, obwohl diese Prüfungen nicht bestanden sind.', needOverride: 'Bitte ankreuzen, dass Sie sie trotzdem freigeben, oder abbrechen.', approveAnyway: 'Trotzdem freigeben',
    effective: 'Gilt ab', effectiveHint: 'Leer lassen, um sofort zu veröffentlichen.', past: 'Das Datum darf nicht in der Vergangenheit liegen.',
    means: {
      draft: 'Von einem Lauf gefunden. Noch hat sie niemand zur Prüfung gegeben.', in_review: 'Wartet auf eine Freigabe.', approved: 'Freigegeben. Zum Verwenden veröffentlichen.',
      published: 'In Gebrauch bei Entscheidungen und Segmenten.', retired: 'Nicht mehr in Gebrauch.',
    },
    now: (status) => `Status ist jetzt: ${status}.`,
  },
  ask: {
    reason: 'Grund', reasonOptional: 'Grund (kann leer bleiben)', reasonHint: 'Steht mit Datum im Verlauf. Keine Namen von Kunden.', cancel: 'Abbrechen',
    needReason: (least) => (least <= 1 ? 'Bitte einen Grund nennen.' : `Bitte einen Grund nennen, mit mindestens ${least} Zeichen.`),
  },
  aboutPersona: aboutPersonaDe,
  review: reviewDe,
  settings: settingsDe,
  compare: compareDe,
  why: whyDe,
  problems: {
    scope_missing: 'Dieser Schlüssel darf das nicht: Ihm fehlt das nötige Recht.', name_taken: 'Eine andere Persona heißt schon so.',
    version_conflict: 'Jemand hat diese Persona inzwischen geändert. Bitte die Seite neu laden.', persona_retired: 'Eine stillgelegte Persona behält ihren Namen.',
    persona_state: 'Das geht im jetzigen Status nicht (mehr). Bitte die Seite neu laden.', persona_unknown: 'Diese Persona gibt es nicht.', artefact_unknown: 'Dieses Modell gibt es nicht.', gate_failed: 'Dieses Modell hat seine Hürde nicht genommen und wird nie eingesetzt.', nothing_before: 'Vor diesem Modell gibt es keines, das eingesetzt werden könnte.',
    not_served: 'Zurückgenommen werden kann nur, was im Einsatz ist. Bitte die Seite neu laden.', bytes_pruned: 'Die Bytes dieses Modells werden nicht mehr aufbewahrt.', already_published: 'Dieses Modell ist schon veröffentlicht.', run_unknown: 'Diesen Lauf gibt es nicht.',
    persona_checks_failed: 'Sie hat ihre Prüfungen nicht bestanden. Bitte die Seite neu laden: Sie lässt sich nur mit einem Grund trotzdem freigeben.', reason_missing: 'Bitte in einem Satz sagen, warum sie trotzdem freigegeben wird.',
    same_person: 'Wer eine Persona zur Prüfung gegeben hat, darf sie nicht selbst freigeben (Vier-Augen-Prinzip).', effective_in_past: 'Das Datum darf nicht in der Vergangenheit liegen.', effective_too_far: 'Das Datum liegt mehr als zwei Jahre voraus.', personas_busy: 'Ein Lauf oder jemand anderes ändert gerade Personas. Bitte in einer Minute noch einmal versuchen.',
    other_run: 'Diese beiden wurden zuletzt von verschiedenen Läufen gefunden; niemand weiß, wer wechseln würde. Bitte zuerst den neueren Lauf übernehmen.', persona_rejected: 'Eine Persona dieses Standes wurde seither zurückgeschickt. Bitte erst wieder prüfen und veröffentlichen, oder einen anderen Stand wählen.', comment_unknown: 'Diesen Kommentar gibt es nicht mehr.',
    persona_not_in_run: 'Was in Gebrauch ist, zählt nach einem älteren Lauf, der diese Persona nicht kennt. Bitte zuerst unter „Prüfen“ den neueren Lauf übernehmen.', split_not_possible: 'Diese Persona lässt sich nicht teilen: Ein Teil wäre zu klein, sie wurde von Hand zusammengelegt oder nicht mit K-Means gefunden, oder es zählt noch ein älterer Lauf.',
    merge_with_itself: 'Bitte eine andere Persona wählen.', persona_absorbed: 'Eine Persona dieses Standes wurde inzwischen in eine andere gelegt; das lässt sich nicht zurückrollen. Teilen Sie die, die sie aufgenommen hat.', run_gone: 'Den Lauf dieses Standes gibt es nicht mehr. Bitte einen Lauf übernehmen, den es noch gibt.',
    set_unknown: 'Diesen Stand gibt es nicht.', nothing_published: 'Es ist keine Persona in Gebrauch.', nothing_left: 'So bliebe nichts übrig: keine Persona in Gebrauch, oder kein Merkmal, nach dem sich Gruppen bilden ließen.', too_many_groups: 'Mit diesem Verfahren werden höchstens 12 Gruppen versucht.', persona_withheld: 'Eine von beiden hat zu wenige Menschen, um über sie etwas zu sagen.',
    not_in_run: 'Dieser Lauf hat diese Persona nicht gefunden.', alert_unknown: 'Diesen Hinweis gibt es nicht mehr.', customer_unknown: 'Zu dieser Kennung gibt es niemanden.', profiling_not_allowed: 'Dieser Mensch erlaubt kein Profil; es gibt also nichts zu erklären.', no_persona_run: 'Es gibt noch keinen Lauf, nach dem man es erklären könnte.',
    database_unavailable: 'Die Datenbank antwortet gerade nicht. Bitte noch einmal versuchen.',
  },
  runs: { title: 'Läufe', lead: 'Jeder Lauf betrachtet alle Kunden, die der Profilbildung zugestimmt haben, und findet ihre Gruppen neu. Eine Gruppe, die es noch gibt, behält ihre Persona.', asOf: 'Wissensstand', found: 'Gruppen', customers: 'Kunden', started: 'Begonnen', finished: 'Beendet', unfinished: 'nicht beendet', empty: 'Noch keine Läufe', details: 'Einzelheiten', one: (date) => `Lauf vom ${date}`, current: 'aktuell', ...runsMoreDe },
  models: modelsDe,
  names: {
    web: 'Website', app: 'App', store: 'Filiale', phone: 'Telefon', email: 'E-Mail', chat: 'Chat', social: 'Soziale Medien', review: 'Bewertungen', other: 'Sonstige', unknown: 'Unbekannt',
  },
  deviceNames: { mobile: 'Handy', desktop: 'Computer', tablet: 'Tablet', other: 'Sonstige', unknown: 'Unbekannt' },
}
