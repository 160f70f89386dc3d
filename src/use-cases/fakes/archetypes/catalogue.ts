/**
 * The kinds of business that generated use cases are about, independent of language.
 *
 * An archetype decides which parameters are extracted, which tags classify a call, when calls are taken and what
 * happens when a machine answers. Its texts in each language are in `texts/`. Names of parameters are English
 * snake_case in every language, as developers write them.
 */

/** How the generator makes an example when the texts of a language give none. */
export type ExampleKind =
  | 'load_number'
  | 'mc_number'
  | 'invoice_number'
  | 'amount'
  | 'rate'
  | 'integer'
  | 'boolean'
  | 'date'
  | 'time'
  | 'phone'
  | 'person'
  | 'city'
  | 'company'
  | 'email';

/** One parameter that the platform's AI extracts from a call. */
export interface ExtractShape {
  readonly name: string;
  readonly type: 'string' | 'number' | 'boolean';
  readonly required: boolean;
  /** How an example is made. Absent: the texts of each language contain the example. */
  readonly example?: ExampleKind;
}

/** The language-independent half of an archetype. */
export interface Archetype {
  readonly extract: readonly ExtractShape[];
  readonly tags: readonly string[];
  /** Sample labels by key, each with its colour. */
  readonly labels: Readonly<Record<string, LabelColor>>;
  /** Free-form `params` of the use case, in addition to `company_name` and `callback_number`. */
  readonly params: Readonly<Record<string, ExampleKind>>;
  /** Daily hours in local time, as `HH:mm`. */
  readonly hours: readonly { readonly start: string; readonly end: string }[];
  readonly weekend: boolean;
  readonly amdBehaviors: readonly ('Hangup' | 'Continue' | 'Message')[];
  readonly maxDurationMins: readonly number[];
  /** Words in lower case, of any language, that suggest the archetype in a name chosen by a client. */
  readonly nameHints: readonly string[];
}

/** The label colours that the archetypes use. All are names of Tailwind's palette. */
export type LabelColor = 'slate' | 'red' | 'amber' | 'green' | 'sky' | 'violet' | 'rose' | 'teal';

const officeHours = [
  { start: '08:00', end: '17:00' },
  { start: '09:00', end: '18:00' },
  { start: '07:30', end: '16:30' },
] as const;
const longHours = [
  { start: '06:00', end: '20:00' },
  { start: '07:00', end: '21:00' },
] as const;

export const archetypes = {
  carrier_sales: {
    extract: [
      { name: 'mc_number', type: 'string', required: true, example: 'mc_number' },
      { name: 'load_number', type: 'string', required: false, example: 'load_number' },
      { name: 'equipment_type', type: 'string', required: true },
      { name: 'offered_rate', type: 'number', required: true, example: 'rate' },
      { name: 'accepted', type: 'boolean', required: false, example: 'boolean' },
    ],
    tags: ['booked', 'rate_too_high', 'not_interested', 'callback_requested'],
    labels: { good_negotiation: 'green', wrong_rate: 'red', needs_review: 'amber' },
    params: { agent_name: 'person', load_number: 'load_number', pickup_city: 'city' },
    hours: longHours,
    weekend: true,
    amdBehaviors: ['Message', 'Hangup'],
    maxDurationMins: [8, 10, 15],
    nameHints: [
      'carrier',
      'sales',
      'load',
      'transportista',
      'carga',
      'frachtführer',
      'transporteur',
      'przewoź',
      'transportator',
      'vettor',
    ],
  },
  check_calls: {
    extract: [
      { name: 'load_number', type: 'string', required: true, example: 'load_number' },
      { name: 'current_city', type: 'string', required: true, example: 'city' },
      { name: 'estimated_arrival', type: 'string', required: true, example: 'time' },
      { name: 'is_delayed', type: 'boolean', required: true, example: 'boolean' },
      { name: 'delay_reason', type: 'string', required: false },
    ],
    tags: ['on_time', 'delayed', 'driver_unreachable', 'breakdown'],
    labels: { accurate_eta: 'green', missing_location: 'amber', escalate: 'red' },
    params: { driver_name: 'person', load_number: 'load_number', destination_city: 'city' },
    hours: [{ start: '00:00', end: '23:59' }, ...longHours],
    weekend: true,
    amdBehaviors: ['Message', 'Continue'],
    maxDurationMins: [3, 4, 5],
    nameHints: [
      'check',
      'track',
      'eta',
      'seguimiento',
      'sendungs',
      'suivi',
      'śledzen',
      'urmări',
      'tracciam',
      'acompanha',
    ],
  },
  appointment_scheduling: {
    extract: [
      { name: 'appointment_date', type: 'string', required: true, example: 'date' },
      { name: 'appointment_time', type: 'string', required: true, example: 'time' },
      { name: 'dock_number', type: 'number', required: false, example: 'integer' },
      { name: 'contact_name', type: 'string', required: false, example: 'person' },
      { name: 'special_instructions', type: 'string', required: false },
    ],
    tags: ['scheduled', 'rescheduled', 'no_slot_available', 'wrong_facility'],
    labels: { confirmed: 'green', double_booked: 'red', follow_up: 'sky' },
    params: { facility_city: 'city', reference_number: 'load_number' },
    hours: officeHours,
    weekend: false,
    amdBehaviors: ['Continue', 'Message'],
    maxDurationMins: [6, 8, 10],
    nameHints: [
      'appointment',
      'schedul',
      'booking',
      'cita',
      'termin',
      'rendez',
      'umawian',
      'program',
      'appuntament',
      'marca',
    ],
  },
  collections: {
    extract: [
      { name: 'invoice_number', type: 'string', required: true, example: 'invoice_number' },
      { name: 'amount_due', type: 'number', required: true, example: 'amount' },
      { name: 'promised_payment_date', type: 'string', required: false, example: 'date' },
      { name: 'is_disputed', type: 'boolean', required: true, example: 'boolean' },
      { name: 'dispute_reason', type: 'string', required: false },
    ],
    tags: ['promise_to_pay', 'disputed', 'already_paid', 'wrong_contact'],
    labels: { compliant: 'green', tone_issue: 'rose', payment_plan: 'violet' },
    params: { invoice_number: 'invoice_number', account_manager: 'person' },
    hours: officeHours,
    weekend: false,
    amdBehaviors: ['Message', 'Hangup'],
    maxDurationMins: [5, 7, 10],
    nameHints: [
      'collect',
      'invoice',
      'payment',
      'cobr',
      'mahn',
      'inkasso',
      'recouvrement',
      'windykac',
      'recuper',
      'incasso',
    ],
  },
  lead_qualification: {
    extract: [
      { name: 'company_name', type: 'string', required: true, example: 'company' },
      { name: 'contact_email', type: 'string', required: false, example: 'email' },
      { name: 'monthly_shipments', type: 'number', required: true, example: 'integer' },
      { name: 'decision_maker', type: 'boolean', required: false, example: 'boolean' },
      { name: 'current_provider', type: 'string', required: false, example: 'company' },
    ],
    tags: ['qualified', 'not_a_fit', 'call_back_later', 'do_not_call'],
    labels: { hot_lead: 'red', nurture: 'amber', closed: 'slate' },
    params: { agent_name: 'person', campaign_city: 'city' },
    hours: officeHours,
    weekend: false,
    amdBehaviors: ['Message', 'Hangup'],
    maxDurationMins: [5, 8, 12],
    nameHints: ['lead', 'qualif', 'prospect', 'prospec', 'potencial', 'kwalifik', 'calific'],
  },
  after_hours_support: {
    extract: [
      { name: 'caller_name', type: 'string', required: true, example: 'person' },
      { name: 'callback_phone', type: 'string', required: true, example: 'phone' },
      { name: 'issue_summary', type: 'string', required: true },
      { name: 'is_urgent', type: 'boolean', required: true, example: 'boolean' },
    ],
    tags: ['resolved', 'escalated', 'message_taken', 'wrong_number'],
    labels: { handled_well: 'green', missed_urgency: 'red', duplicate: 'slate' },
    params: { on_call_manager: 'person' },
    hours: [
      { start: '09:00', end: '17:00' },
      { start: '08:00', end: '18:00' },
    ],
    weekend: false,
    amdBehaviors: ['Hangup'],
    maxDurationMins: [10, 15, 20],
    nameHints: [
      'support',
      'after hours',
      'night',
      'soporte',
      'atención',
      'bereitschaft',
      'assistance',
      'wsparci',
      'suport',
      'assistenza',
      'apoio',
    ],
  },
  driver_recruiting: {
    extract: [
      { name: 'driver_name', type: 'string', required: true, example: 'person' },
      { name: 'years_of_experience', type: 'number', required: true, example: 'integer' },
      { name: 'license_class', type: 'string', required: true },
      { name: 'home_city', type: 'string', required: false, example: 'city' },
      { name: 'available_from', type: 'string', required: false, example: 'date' },
    ],
    tags: ['interview_booked', 'not_eligible', 'thinking_it_over', 'no_answer'],
    labels: { strong_candidate: 'green', missing_papers: 'amber', rejected: 'slate' },
    params: { recruiter_name: 'person', depot_city: 'city' },
    hours: officeHours,
    weekend: true,
    amdBehaviors: ['Message'],
    maxDurationMins: [8, 10, 12],
    nameHints: [
      'recruit',
      'hiring',
      'driver',
      'conductor',
      'operadores',
      'fahrer',
      'chauffeur',
      'kierowc',
      'șofer',
      'autist',
      'motorista',
    ],
  },
  proof_of_delivery: {
    extract: [
      { name: 'load_number', type: 'string', required: true, example: 'load_number' },
      { name: 'delivered_on', type: 'string', required: true, example: 'date' },
      { name: 'signed_by', type: 'string', required: false, example: 'person' },
      { name: 'document_sent', type: 'boolean', required: true, example: 'boolean' },
      { name: 'damage_notes', type: 'string', required: false },
    ],
    tags: ['document_received', 'document_pending', 'damage_reported', 'not_delivered'],
    labels: { complete: 'green', unreadable: 'amber', claim: 'red' },
    params: { load_number: 'load_number', dispatcher_name: 'person' },
    hours: longHours,
    weekend: true,
    amdBehaviors: ['Message', 'Continue'],
    maxDurationMins: [3, 5, 6],
    nameHints: ['delivery', 'pod', 'entrega', 'lieferschein', 'zustell', 'livraison', 'dostaw', 'livrar', 'consegna'],
  },
} as const satisfies Readonly<Record<string, Archetype>>;

export type ArchetypeId = keyof typeof archetypes;

type Words<Id extends ArchetypeId> = {
  /** What a company calls this use case, in title form. */
  readonly name: string;
  /** By parameter name. `example` only where the shape gives no kind of example. */
  readonly extract: {
    readonly [Shape in (typeof archetypes)[Id]['extract'][number] as Shape['name']]: Shape extends {
      example: ExampleKind;
    }
      ? { readonly description: string }
      : { readonly description: string; readonly example: string };
  };
  readonly tags: {
    readonly [Tag in (typeof archetypes)[Id]['tags'][number]]: { readonly name: string; readonly description: string };
  };
  readonly labels: { readonly [Label in keyof (typeof archetypes)[Id]['labels']]: string };
  /** Words of the trade that a transcriber should know. */
  readonly keywords: readonly string[];
  /** Spoken outside work hours. `[[company]]` becomes the company's name. */
  readonly afterHours: string;
  /** Left on voicemail. `{{name}}` may name the archetype's `params`, `company_name` and `callback_number`. */
  readonly voicemail: string;
};

/** The words of every archetype in one language. */
export type ArchetypeTexts = { readonly [Id in ArchetypeId]: Words<Id> };
