/**
 * The product families of the demo catalogue: what is in them, what they cost, which of them go together.
 * `together` names families bought alongside; `cycle` is the days a consumable lasts; `returns` scales the customer's own habit.
 */
export const departments = ['Garten', 'Balkon', 'Küche', 'Wohnen', 'Werkzeug', 'Bad', 'Kinder', 'Beleuchtung', 'Haushalt', 'Schlafen'] as const
export type Department = (typeof departments)[number]
export type Family = {
  readonly department: Department
  readonly name: string
  readonly nouns: readonly string[]
  /** Euro, lower and upper end of the usual price. */
  readonly price: readonly [number, number]
  readonly room: string
  readonly together: readonly string[]
  readonly season: Season
  readonly cycle?: number
  readonly returns?: number
}
export type Season = 'even' | 'spring' | 'summer' | 'autumn' | 'advent'

/** Weight by month, January first. */
export const seasonWeights: Record<Season, readonly number[]> = {
  even: [1, 0.95, 1, 1, 1, 0.95, 0.9, 0.9, 1, 1.05, 1.15, 1.1],
  spring: [0.4, 0.8, 1.7, 2.1, 1.9, 1.3, 0.8, 0.7, 0.9, 0.6, 0.35, 0.3],
  summer: [0.25, 0.4, 0.8, 1.4, 2, 2.2, 1.9, 1.4, 0.7, 0.4, 0.3, 0.3],
  autumn: [1.1, 0.9, 0.7, 0.6, 0.5, 0.5, 0.6, 0.9, 1.4, 1.7, 1.6, 1.4],
  advent: [0.5, 0.4, 0.4, 0.5, 0.4, 0.4, 0.4, 0.5, 0.9, 1.8, 3, 2.8],
}

type Extra = { readonly season?: Season; readonly cycle?: number; readonly returns?: number }
const family = (
  department: Department, name: string, room: string, price: readonly [number, number], nouns: string, together: string, extra: Extra = {},
): Family => ({ department, name, room, price, nouns: nouns.split(' '), together: together.split(', '), season: 'even', ...extra })

export const families: readonly Family[] = [
  family('Garten', 'Gartenmöbel', 'Garten', [70, 620], 'Gartentisch Loungesessel Gartenbank Klappstuhl Sitzgruppe', 'Sonnenschutz, Außenleuchten', { season: 'summer' }),
  family('Garten', 'Gartengeräte', 'Garten', [14, 85], 'Spaten Rechen Astschere Unkrautstecher Schubkarre', 'Erde und Dünger, Bewässerung', { season: 'spring' }),
  family('Garten', 'Rasenpflege', 'Garten', [45, 420], 'Rasenmäher Rasentrimmer Vertikutierer Streuwagen Kantenschneider', 'Bewässerung, Gartengeräte', { season: 'spring' }),
  family('Garten', 'Grills', 'Garten', [45, 520], 'Gasgrill Holzkohlegrill Feuerschale Plancha Räucherofen', 'Grillzubehör, Messer', { season: 'summer' }),
  family('Garten', 'Grillzubehör', 'Garten', [9, 48], 'Grillkohle Anzünder Räucherspäne Grillschale Grillreiniger', 'Grills, Gewürze und Vorrat', { season: 'summer', cycle: 40 }),
  family('Garten', 'Bewässerung', 'Garten', [15, 140], 'Gartenschlauch Regner Bewässerungscomputer Regentonne Gießkanne', 'Rasenpflege, Erde und Dünger', { season: 'summer' }),
  family('Balkon', 'Zimmerpflanzen', 'Wohnzimmer', [9, 75], 'Monstera Gummibaum Efeutute Strelitzie Bogenhanf', 'Töpfe und Kästen, Erde und Dünger', { returns: 0.4 }),
  family('Balkon', 'Balkonpflanzen', 'Balkon', [5, 32], 'Geranie Lavendel Petunie Olivenbaum Hortensie', 'Töpfe und Kästen, Erde und Dünger', { season: 'spring', returns: 0.3 }),
  family('Balkon', 'Kräuter und Saatgut', 'Balkon', [3, 18], 'Basilikumsaat Tomatensaat Wildblumenmischung Kräuterset Chilisaat', 'Erde und Dünger, Töpfe und Kästen', { season: 'spring', cycle: 75, returns: 0.2 }),
  family('Balkon', 'Erde und Dünger', 'Balkon', [6, 29], 'Blumenerde Kräutererde Flüssigdünger Langzeitdünger Rindenmulch', 'Balkonpflanzen, Zimmerpflanzen', { season: 'spring', cycle: 55, returns: 0.2 }),
  family('Balkon', 'Töpfe und Kästen', 'Balkon', [8, 68], 'Blumentopf Balkonkasten Übertopf Hochbeet Pflanzampel', 'Erde und Dünger, Balkonpflanzen', { season: 'spring' }),
  family('Balkon', 'Sonnenschutz', 'Balkon', [35, 240], 'Sonnenschirm Sonnensegel Markise Sichtschutz Schirmständer', 'Gartenmöbel, Lichterketten', { season: 'summer' }),
  family('Küche', 'Kochgeschirr', 'Küche', [29, 240], 'Bräter Schmorpfanne Kochtopf Sauteuse Wok', 'Messer, Küchenhelfer'),
  family('Küche', 'Messer', 'Küche', [24, 210], 'Kochmesser Santoku Brotmesser Messerblock Schleifstein', 'Kochgeschirr, Küchenhelfer'),
  family('Küche', 'Küchengeräte', 'Küche', [45, 360], 'Standmixer Küchenmaschine Wasserkocher Toaster Eismaschine', 'Backen, Kaffee und Tee'),
  family('Küche', 'Backen', 'Küche', [8, 62], 'Springform Gugelhupfform Teigmatte Gärkorb Ausstechset', 'Küchengeräte, Küchenhelfer', { season: 'advent' }),
  family('Küche', 'Küchenhelfer', 'Küche', [7, 42], 'Pfannenwender Zestenreibe Mörser Schneebesen Küchenwaage', 'Kochgeschirr, Backen'),
  family('Küche', 'Kaffee und Tee', 'Küche', [7, 38], 'Espressobohnen Filterkaffee Grüntee Kräutertee Kakao', 'Küchengeräte, Geschirr', { cycle: 38, returns: 0.2 }),
  family('Wohnen', 'Textilien', 'Wohnzimmer', [14, 110], 'Kissenhülle Plaid Vorhang Sitzkissen Tischläufer', 'Teppiche, Kerzen und Düfte', { returns: 1.5 }),
  family('Wohnen', 'Teppiche', 'Wohnzimmer', [49, 380], 'Webteppich Läufer Hochflorteppich Juteteppich Wollteppich', 'Textilien, Kleinmöbel', { returns: 1.6 }),
  family('Wohnen', 'Dekoration', 'Wohnzimmer', [9, 72], 'Vase Tablett Windlicht Skulptur Trockenstrauß', 'Kerzen und Düfte, Wandschmuck', { season: 'advent', returns: 1.2 }),
  family('Wohnen', 'Kleinmöbel', 'Wohnzimmer', [45, 320], 'Beistelltisch Hocker Wandregal Garderobe Konsole', 'Stehleuchten, Dekoration', { returns: 1.3 }),
  family('Wohnen', 'Wandschmuck', 'Wohnzimmer', [15, 130], 'Wandspiegel Kunstdruck Bilderrahmen Wanduhr Makramee', 'Dekoration, Kleinmöbel', { returns: 1.3 }),
  family('Wohnen', 'Kerzen und Düfte', 'Wohnzimmer', [7, 36], 'Duftkerze Stumpenkerze Raumduft Teelichter Räucherstäbchen', 'Dekoration, Textilien', { season: 'advent', cycle: 48, returns: 0.4 }),
  family('Werkzeug', 'Akkugeräte', 'Werkstatt', [59, 330], 'Akkuschrauber Schlagbohrer Stichsäge Winkelschleifer Multischleifer', 'Bohrer und Befestigung, Arbeitsschutz', { returns: 0.7 }),
  family('Werkzeug', 'Handwerkzeug', 'Werkstatt', [9, 95], 'Schraubendreherset Hammer Wasserwaage Zangenset Steckschlüsselsatz', 'Werkstatt, Bohrer und Befestigung', { returns: 0.5 }),
  family('Werkzeug', 'Farben und Lacke', 'Werkstatt', [12, 64], 'Wandfarbe Holzlasur Buntlack Grundierung Kreidefarbe', 'Malerbedarf, Arbeitsschutz', { season: 'spring', cycle: 85, returns: 0.4 }),
  family('Werkzeug', 'Malerbedarf', 'Werkstatt', [5, 34], 'Farbrolle Abdeckvlies Pinselset Malerkrepp Teleskopstange', 'Farben und Lacke, Arbeitsschutz', { season: 'spring', cycle: 70, returns: 0.4 }),
  family('Werkzeug', 'Bohrer und Befestigung', 'Werkstatt', [5, 45], 'Bohrerset Dübelbox Schraubensortiment Montagekleber Winkelset', 'Akkugeräte, Handwerkzeug', { cycle: 60, returns: 0.4 }),
  family('Werkzeug', 'Werkstatt', 'Werkstatt', [19, 260], 'Werkbank Werkzeugkoffer Lochwand Arbeitsbock Kabeltrommel', 'Handwerkzeug, Akkugeräte', { returns: 0.6 }),
  family('Werkzeug', 'Arbeitsschutz', 'Werkstatt', [6, 58], 'Arbeitshandschuhe Schutzbrille Gehörschutz Knieschoner Atemmaske', 'Akkugeräte, Farben und Lacke'),
  family('Bad', 'Armaturen', 'Bad', [39, 290], 'Waschtischarmatur Thermostat Küchenarmatur Handbrause Duschstange', 'Bohrer und Befestigung, Badzubehör', { returns: 0.8 }),
  family('Bad', 'Badmöbel', 'Bad', [49, 340], 'Unterschrank Spiegelschrank Badregal Hochschrank Hocker', 'Armaturen, Badzubehör'),
  family('Bad', 'Badtextilien', 'Bad', [8, 60], 'Duschtuch Handtuchset Badematte Bademantel Saunatuch', 'Badzubehör, Badpflege', { returns: 1.3 }),
  family('Bad', 'Badzubehör', 'Bad', [8, 65], 'Seifenspender Haltegriff Duschvorhang Handtuchhalter Duschhocker', 'Badtextilien, Badpflege'),
  family('Bad', 'Badpflege', 'Bad', [4, 24], 'Kalklöser Handseife Badesalz Glasreiniger Duschgel', 'Badtextilien, Badzubehör', { cycle: 42, returns: 0.2 }),
  family('Kinder', 'Kindermöbel', 'Kinderzimmer', [39, 310], 'Kinderbett Spieltisch Kinderstuhl Bücherregal Spielküche', 'Kinderbettwäsche, Spielzeug'),
  family('Kinder', 'Spielzeug', 'Kinderzimmer', [8, 75], 'Holzeisenbahn Puzzle Bausteine Kugelbahn Kaufladen', 'Basteln, Kindermöbel', { season: 'advent' }),
  family('Kinder', 'Basteln', 'Kinderzimmer', [4, 32], 'Fingerfarbe Knete Bastelpapier Malstifte Perlenset', 'Spielzeug, Aufbewahrung', { cycle: 45, returns: 0.4 }),
  family('Kinder', 'Kinderbettwäsche', 'Kinderzimmer', [14, 58], 'Kinderbettwäsche Kuscheldecke Schlafsack Nestchen Spannbettlaken', 'Kindermöbel, Basteln', { returns: 1.5 }),
  family('Kinder', 'Draußen spielen', 'Garten', [15, 260], 'Sandkasten Schaukel Planschbecken Laufrad Matschküche', 'Gartenmöbel, Spielzeug', { season: 'summer' }),
  family('Beleuchtung', 'Hängeleuchten', 'Esszimmer', [35, 260], 'Pendelleuchte Kronleuchter Deckenleuchte Papierleuchte Kugelleuchte', 'Leuchtmittel, Tischleuchten', { season: 'autumn', returns: 1.2 }),
  family('Beleuchtung', 'Tischleuchten', 'Arbeitszimmer', [22, 130], 'Schreibtischleuchte Nachttischleuchte Leselampe Akkuleuchte Klemmleuchte', 'Leuchtmittel, Stehleuchten', { season: 'autumn' }),
  family('Beleuchtung', 'Stehleuchten', 'Wohnzimmer', [49, 240], 'Bogenleuchte Stehlampe Deckenfluter Stativleuchte Leseleuchte', 'Leuchtmittel, Kleinmöbel', { season: 'autumn', returns: 1.2 }),
  family('Beleuchtung', 'Außenleuchten', 'Garten', [19, 130], 'Wegeleuchte Wandleuchte Solarleuchte Laterne Erdspieß', 'Leuchtmittel, Gartenmöbel', { season: 'summer' }),
  family('Beleuchtung', 'Leuchtmittel', 'Wohnzimmer', [4, 24], 'LED-Lampe Filamentlampe Spot Röhre Smartlampe', 'Hängeleuchten, Tischleuchten', { season: 'autumn', cycle: 80, returns: 0.4 }),
  family('Beleuchtung', 'Lichterketten', 'Balkon', [9, 52], 'Lichterkette Lichtervorhang Lichternetz Leuchtstern Partykette', 'Dekoration, Kerzen und Düfte', { season: 'advent' }),
  family('Haushalt', 'Reinigung', 'Haushalt', [4, 26], 'Allzweckreiniger Spülmittel Waschmittel Putztücher Entkalker', 'Wäschepflege, Abfall', { cycle: 36, returns: 0.2 }),
  family('Haushalt', 'Aufbewahrung', 'Haushalt', [9, 70], 'Aufbewahrungsbox Korb Schubladeneinsatz Kleidersack Rollcontainer', 'Wäschepflege, Gewürze und Vorrat'),
  family('Haushalt', 'Wäschepflege', 'Haushalt', [15, 140], 'Wäscheständer Bügelbrett Dampfbügler Wäschekorb Wäschespinne', 'Reinigung, Aufbewahrung'),
  family('Haushalt', 'Abfall', 'Haushalt', [6, 95], 'Treteimer Müllbeutel Komposter Trennsystem Papierkorb', 'Reinigung, Aufbewahrung'),
  family('Haushalt', 'Haushaltsgeräte', 'Haushalt', [45, 340], 'Bodenstaubsauger Akkusauger Dampfreiniger Luftreiniger Ventilator', 'Reinigung, Wäschepflege', { returns: 1.2 }),
  family('Haushalt', 'Gewürze und Vorrat', 'Küche', [5, 38], 'Vorratsglas Frischhaltedose Gewürzset Einmachglas Brotkasten', 'Geschirr, Küchenhelfer', { season: 'autumn' }),
  family('Küche', 'Geschirr', 'Esszimmer', [12, 110], 'Tellerset Schalenset Weinglas Besteckset Tasse', 'Textilien, Kaffee und Tee', { returns: 1.1 }),
  family('Schlafen', 'Bettwäsche', 'Schlafzimmer', [24, 120], 'Satinbettwäsche Leinenbettwäsche Biberbettwäsche Renforcégarnitur Seersuckergarnitur', 'Decken und Kissen, Laken', { returns: 1.4 }),
  family('Schlafen', 'Laken', 'Schlafzimmer', [12, 55], 'Spannbetttuch Betttuch Topperbezug Molton Matratzenschoner', 'Bettwäsche, Matratzen', { returns: 1.2 }),
  family('Schlafen', 'Decken und Kissen', 'Schlafzimmer', [22, 180], 'Daunendecke Sommerdecke Nackenkissen Seitenschläferkissen Wolldecke', 'Bettwäsche, Laken', { season: 'autumn', returns: 1.2 }),
  family('Schlafen', 'Matratzen', 'Schlafzimmer', [89, 480], 'Kaltschaummatratze Federkernmatratze Topper Reisematratze Lattenrost', 'Laken, Decken und Kissen', { returns: 1.5 }),
  family('Schlafen', 'Betten', 'Schlafzimmer', [120, 640], 'Bettgestell Polsterbett Nachttisch Bettkasten Tagesbett', 'Matratzen, Tischleuchten'),
  family('Schlafen', 'Wärme und Komfort', 'Schlafzimmer', [12, 85], 'Wärmflasche Heizdecke Hausschuhe Lesekissen Massagekissen', 'Decken und Kissen, Bettwäsche', { season: 'autumn' }),
]
