import type { Language } from '../../contract/types.ts';

/** What a generated use case takes from the country that its language is spoken in. */
export interface Country {
  /** E.164 patterns (`#` is any digit) of valid numbers, where possible of those reserved for fiction. */
  readonly phones: readonly string[];
  /** IANA names of the country's time zones. */
  readonly timeZones: readonly string[];
  /** The country's calling code, with its plus sign. */
  readonly callingCode: string;
  /** Least and greatest plausible freight rate, in the local currency. */
  readonly rates: readonly [number, number];
  /** Patterns of freight companies' names; `{name}` stands for a family name. */
  readonly companies: readonly string[];
  /** Cities, where faker's list contains those of another country. */
  readonly cities?: readonly string[];
}

const euroRates = [450, 2900] as const;

export const countries: Readonly<Record<Language, Country>> = {
  // 555-0100 to 555-0199 are reserved for fiction by the North American Numbering Plan.
  'en-US': {
    phones: ['+121255501##', '+131255501##', '+140455501##', '+141555501##', '+160255501##', '+171355501##'],
    timeZones: ['America/New_York', 'America/Chicago', 'America/Denver', 'America/Los_Angeles', 'America/Phoenix'],
    callingCode: '+1',
    rates: [900, 4800],
    companies: ['{name} Freight', '{name} Logistics', '{name} Brothers Trucking', '{name} Transportation Group'],
  },
  // Ofcom's numbers for drama: London, Leeds, Manchester, Glasgow.
  'en-GB': {
    phones: ['+4420794600##', '+4411349600##', '+4416149600##', '+4414149600##'],
    timeZones: ['Europe/London'],
    callingCode: '+44',
    rates: [350, 2400],
    companies: ['{name} Haulage', '{name} & Sons Transport', '{name} Logistics Ltd', '{name} Freight Services'],
    cities: [
      'Leeds',
      'Felixstowe',
      'Daventry',
      'Bristol',
      'Glasgow',
      'Manchester',
      'Southampton',
      'Hull',
      'Cardiff',
      'Derby',
      'Leicester',
      'Belfast',
    ],
  },
  'es-MX': {
    phones: ['+52555#######', '+52818#######', '+52333#######'],
    timeZones: ['America/Mexico_City', 'America/Monterrey', 'America/Tijuana', 'America/Cancun'],
    callingCode: '+52',
    rates: [12000, 68000],
    companies: ['Transportes {name}', 'Autotransportes {name}', 'Fletes {name}', 'Grupo Logístico {name}'],
  },
  'es-ES': {
    phones: ['+3491#######', '+3493#######', '+3496#######'],
    timeZones: ['Europe/Madrid', 'Atlantic/Canary'],
    callingCode: '+34',
    rates: euroRates,
    companies: ['Transportes {name}', 'Logística {name}', '{name} e Hijos Transportes', 'Grupo {name} Logística'],
  },
  'pt-PT': {
    phones: ['+35121#######', '+35122#######'],
    timeZones: ['Europe/Lisbon', 'Atlantic/Azores', 'Atlantic/Madeira'],
    callingCode: '+351',
    rates: euroRates,
    companies: ['Transportes {name}', 'Logística {name}', '{name} & Filhos Transportes', 'Transitária {name}'],
  },
  // The Bundesnetzagentur's numbers for film and television: Berlin, Hamburg, Munich.
  'de-DE': {
    phones: ['+493023125###', '+494066969###', '+498999998###'],
    timeZones: ['Europe/Berlin'],
    callingCode: '+49',
    rates: euroRates,
    companies: ['Spedition {name}', '{name} Logistik', '{name} Transporte', '{name} & Söhne Spedition'],
  },
  // Arcep's numbers for audiovisual works, one range for each region.
  'fr-FR': {
    phones: ['+3319900####', '+3326191####', '+3335301####', '+3346571####', '+3353649####'],
    timeZones: ['Europe/Paris'],
    callingCode: '+33',
    rates: euroRates,
    companies: ['Transports {name}', '{name} Logistique', 'Établissements {name}', 'Messageries {name}'],
  },
  'pl-PL': {
    phones: ['+4822#######', '+4812#######', '+4871#######'],
    timeZones: ['Europe/Warsaw'],
    callingCode: '+48',
    rates: [1800, 12500],
    companies: ['Transport {name}', 'Spedycja {name}', '{name} Logistyka', 'Przewozy {name}'],
  },
  'ro-RO': {
    phones: ['+40213######', '+40264######', '+40256######'],
    timeZones: ['Europe/Bucharest'],
    callingCode: '+40',
    rates: [2200, 14500],
    companies: ['Transporturi {name}', '{name} Logistic', 'Expediții {name}', '{name} Trans'],
  },
  'it-IT': {
    phones: ['+3906########', '+3902########', '+39051#######'],
    timeZones: ['Europe/Rome'],
    callingCode: '+39',
    rates: euroRates,
    companies: ['Trasporti {name}', 'Autotrasporti {name}', '{name} Logistica', 'Spedizioni {name}'],
  },
};

/** @returns the language whose country has this time zone, or whose calling code this number starts with */
export function languageOfPlace(timeZone: unknown, phone: unknown): Language | undefined {
  const entries = Object.entries(countries) as [Language, Country][];
  const byZone = entries.find(([, country]) => typeof timeZone === 'string' && country.timeZones.includes(timeZone));
  const byPhone = entries.find(([, country]) => typeof phone === 'string' && phone.startsWith(country.callingCode));
  return (byZone ?? byPhone)?.[0];
}
