import type { ArchetypeTexts } from '../catalogue.ts';

export const texts: ArchetypeTexts = {
  carrier_sales: {
    name: 'Frachtführer-Einkauf',
    extract: {
      mc_number: { description: 'Nummer der EU-Lizenz, die der Frachtführer zur Prüfung angibt' },
      load_number: { description: 'Nummer der Ladung, nach der der Frachtführer fragt' },
      equipment_type: {
        description: 'Auflieger, den der Frachtführer frei hat',
        example: 'Planenauflieger mit 13,6 Lademetern',
      },
      offered_rate: { description: 'All-in-Frachtpreis, den der Frachtführer verlangt, in Euro' },
      accepted: { description: 'Ob der Frachtführer die Ladung übernimmt' },
    },
    tags: {
      booked: { name: 'Vergeben', description: 'Der Frachtführer übernimmt die Ladung zum vereinbarten Preis' },
      rate_too_high: {
        name: 'Preis zu hoch',
        description: 'Keine Einigung, weil der Frachtführer zu viel verlangt hat',
      },
      not_interested: { name: 'Kein Interesse', description: 'Der Frachtführer möchte diese Ladung nicht' },
      callback_requested: {
        name: 'Rückruf gewünscht',
        description: 'Der Frachtführer möchte später mit einem Mitarbeiter sprechen',
      },
    },
    labels: { good_negotiation: 'Gut verhandelt', wrong_rate: 'Falscher Preis genannt', needs_review: 'Zu prüfen' },
    keywords: [
      'Planenauflieger',
      'Kühlauflieger',
      'Sattelzug',
      'Leerkilometer',
      'Lademeter',
      'Frachtenbörse',
      'Transportauftrag',
    ],
    afterHours:
      'Vielen Dank für Ihren Anruf bei [[company]]. Unsere Disposition ist derzeit nicht besetzt. Bitte hinterlassen Sie die Nummer Ihrer EU-Lizenz, wir rufen Sie gleich morgen früh zurück.',
    voicemail:
      'Guten Tag, hier ist {{agent_name}} von {{company_name}}. Es geht um die Ladung {{load_number}} ab {{pickup_city}}. Wenn Sie einen Lkw in der Nähe haben, rufen Sie uns bitte unter {{callback_number}} an.',
  },
  check_calls: {
    name: 'Sendungsverfolgung',
    extract: {
      load_number: { description: 'Ladung, die der Fahrer transportiert' },
      current_city: { description: 'Ort, in dem der Lkw ist oder den er gerade passiert hat' },
      estimated_arrival: { description: 'Voraussichtliche Ankunft laut Fahrer, in Ortszeit' },
      is_delayed: { description: 'Ob der Fahrer den Termin nicht halten kann' },
      delay_reason: {
        description: 'Grund der Verspätung in den Worten des Fahrers',
        example: 'Ich habe beim Verlader zwei Stunden auf die Beladung gewartet',
      },
    },
    tags: {
      on_time: { name: 'Pünktlich', description: 'Der Fahrer wird den Termin voraussichtlich halten' },
      delayed: { name: 'Verspätet', description: 'Der Fahrer kommt zu spät an' },
      driver_unreachable: {
        name: 'Fahrer nicht erreichbar',
        description: 'Es hat niemand abgenommen, der die Ladung kennt',
      },
      breakdown: { name: 'Panne', description: 'Zugmaschine oder Auflieger muss repariert werden' },
    },
    labels: { accurate_eta: 'Ankunftszeit korrekt', missing_location: 'Standort fehlt', escalate: 'Eskalieren' },
    keywords: ['Ankunftszeit', 'Standgeld', 'Lenkzeit', 'Ruhezeit', 'Stau', 'Rampe', 'Empfänger'],
    afterHours:
      'Sie sind mit der Sendungsverfolgung von [[company]] verbunden. Derzeit ist niemand am Platz. Bitte nennen Sie Ihre Ladungsnummer und Ihren Standort.',
    voicemail:
      'Guten Tag, {{driver_name}}, hier ist {{company_name}}. Wir benötigen den aktuellen Stand zur Ladung {{load_number}} nach {{destination_city}}. Bitte rufen Sie uns unter {{callback_number}} an und nennen Sie uns Ihren Standort und Ihre voraussichtliche Ankunftszeit.',
  },
  appointment_scheduling: {
    name: 'Terminvereinbarung',
    extract: {
      appointment_date: { description: 'Tag, den das Lager bestätigt hat' },
      appointment_time: { description: 'Zeitfenster, das das Lager bestätigt hat, in Ortszeit' },
      dock_number: { description: 'Rampentor, das dem Lkw zugewiesen ist' },
      contact_name: { description: 'Ansprechpartner im Lager, der bestätigt hat' },
      special_instructions: {
        description: 'Was der Fahrer bei der Ankunft wissen muss',
        example: 'Anmeldung an Pforte 2 mit Warnweste und Personalausweis',
      },
    },
    tags: {
      scheduled: { name: 'Termin gebucht', description: 'Ein Zeitfenster wurde reserviert' },
      rescheduled: { name: 'Termin verschoben', description: 'Ein bestehender Termin wurde verlegt' },
      no_slot_available: { name: 'Kein Termin frei', description: 'Das Lager hatte kein Zeitfenster mehr frei' },
      wrong_facility: { name: 'Falscher Standort', description: 'Die Nummer gehört zu einem anderen Lager' },
    },
    labels: { confirmed: 'Bestätigt', double_booked: 'Doppelt gebucht', follow_up: 'Nachfassen' },
    keywords: [
      'Zeitfenster',
      'Laderampe',
      'Avisierung',
      'Palettentausch',
      'Wechselbrücke',
      'Bestellnummer',
      'Warenannahme',
    ],
    afterHours:
      'Vielen Dank für Ihren Anruf bei [[company]]. Unsere Terminvergabe ist nicht mehr besetzt. Bitte rufen Sie während der Geschäftszeiten an, um ein Zeitfenster an der Rampe zu buchen.',
    voicemail:
      'Guten Tag, hier ist {{company_name}}. Wir möchten für die Referenz {{reference_number}} ein Zeitfenster an der Rampe in {{facility_city}} buchen. Bitte rufen Sie uns unter {{callback_number}} zurück.',
  },
  collections: {
    name: 'Mahnwesen',
    extract: {
      invoice_number: { description: 'Rechnung, um die es im Gespräch geht' },
      amount_due: { description: 'Offener Betrag, den der Kunde bestätigt, in Euro' },
      promised_payment_date: { description: 'Tag, bis zu dem der Kunde die Zahlung zusagt' },
      is_disputed: { description: 'Ob der Kunde die Rechnung beanstandet' },
      dispute_reason: {
        description: 'Warum der Kunde die Rechnung beanstandet',
        example: 'Das Standgeld wurde doppelt berechnet',
      },
    },
    tags: {
      promise_to_pay: { name: 'Zahlung zugesagt', description: 'Der Kunde hat ein Zahlungsdatum genannt' },
      disputed: { name: 'Beanstandet', description: 'Der Kunde bestreitet die Rechnung ganz oder teilweise' },
      already_paid: { name: 'Bereits bezahlt', description: 'Laut Kunde ist die Zahlung unterwegs' },
      wrong_contact: {
        name: 'Falscher Ansprechpartner',
        description: 'Die erreichte Person ist für Zahlungen nicht zuständig',
      },
    },
    labels: { compliant: 'Regelkonform', tone_issue: 'Unpassender Ton', payment_plan: 'Ratenzahlung' },
    keywords: [
      'Kreditorenbuchhaltung',
      'Zahlungsziel 30 Tage',
      'SEPA-Überweisung',
      'Zahlungsavis',
      'überfällig',
      'Skonto',
      'Factoring',
    ],
    afterHours:
      'Sie sind mit der Debitorenbuchhaltung von [[company]] verbunden. Unser Büro ist zurzeit geschlossen. Bitte hinterlassen Sie Ihre Rechnungsnummer, wir rufen Sie zurück.',
    voicemail:
      'Guten Tag, hier ist {{account_manager}} von {{company_name}} zur Rechnung {{invoice_number}}. Bitte rufen Sie uns möglichst bald unter {{callback_number}} zurück.',
  },
  lead_qualification: {
    name: 'Leadqualifizierung',
    extract: {
      company_name: { description: 'Unternehmen, in dem der Interessent arbeitet' },
      contact_email: { description: 'E-Mail-Adresse für die weitere Kontaktaufnahme' },
      monthly_shipments: { description: 'Sendungen, die das Unternehmen im Monat verschickt' },
      decision_maker: { description: 'Ob der Ansprechpartner über die Transportdienstleister entscheidet' },
      current_provider: { description: 'Dienstleister, mit dem das Unternehmen heute arbeitet' },
    },
    tags: {
      qualified: {
        name: 'Qualifiziert',
        description: 'Menge und Entscheidungsbefugnis passen; an den Vertrieb übergeben',
      },
      not_a_fit: { name: 'Passt nicht', description: 'Das Unternehmen versendet zu wenig oder gar nichts' },
      call_back_later: { name: 'Später anrufen', description: 'Interesse ja, aber nicht in diesem Quartal' },
      do_not_call: { name: 'Nicht mehr anrufen', description: 'Der Ansprechpartner wünscht keine weiteren Anrufe' },
    },
    labels: { hot_lead: 'Heißer Lead', nurture: 'Weiter pflegen', closed: 'Abgeschlossen' },
    keywords: ['Komplettladung', 'Teilladung', 'Stückgut', 'Spedition', 'Relation', 'Tagespreis'],
    afterHours:
      'Vielen Dank für Ihr Interesse an [[company]]. Unser Vertrieb ist morgen früh wieder für Sie da. Hinterlassen Sie Ihren Namen und Ihre Rufnummer, wir melden uns bei Ihnen.',
    voicemail:
      'Guten Tag, hier ist {{agent_name}} von {{company_name}}. Wir helfen Verladern im Raum {{campaign_city}}, ihre Frachtkosten zu senken. Rufen Sie mich gern unter {{callback_number}} zurück, wenn es Ihnen passt.',
  },
  after_hours_support: {
    name: 'Bereitschaftsdienst',
    extract: {
      caller_name: { description: 'Vor- und Nachname des Anrufers' },
      callback_phone: { description: 'Rufnummer für den Rückruf' },
      issue_summary: {
        description: 'Was passiert ist, in einem Satz',
        example: 'Temperaturalarm am Kühlauflieger mit einer Ladung Obst',
      },
      is_urgent: { description: 'Ob die Sache nicht bis zum Morgen warten kann' },
    },
    tags: {
      resolved: { name: 'Gelöst', description: 'Das Anliegen des Anrufers ist erledigt' },
      escalated: { name: 'Eskaliert', description: 'Der Anruf ging an den Bereitschaftsleiter' },
      message_taken: { name: 'Nachricht notiert', description: 'Am Morgen ruft jemand zurück' },
      wrong_number: { name: 'Falsch verbunden', description: 'Der Anrufer wollte jemand anderen erreichen' },
    },
    labels: { handled_well: 'Gut gelöst', missed_urgency: 'Dringlichkeit verkannt', duplicate: 'Doppelt' },
    keywords: ['Rufbereitschaft', 'Panne', 'Unfall', 'Temperaturalarm', 'Plombennummer', 'Pannendienst'],
    afterHours:
      'Sie rufen [[company]] außerhalb der Geschäftszeiten an. Wenn eine Ladung in Gefahr ist, bleiben Sie bitte am Apparat, wir verbinden Sie mit dem Bereitschaftsdienst.',
    voicemail:
      'Guten Abend, hier ist {{company_name}}. Wir rufen Sie wie gewünscht zurück. Bereitschaft hat heute Nacht {{on_call_manager}}, erreichbar unter {{callback_number}}.',
  },
  driver_recruiting: {
    name: 'Fahrergewinnung',
    extract: {
      driver_name: { description: 'Vor- und Nachname des Bewerbers' },
      years_of_experience: { description: 'Jahre, die der Bewerber als Berufskraftfahrer gefahren ist' },
      license_class: { description: 'Führerscheinklasse des Bewerbers', example: 'Führerschein Klasse CE' },
      home_city: { description: 'Ort, an dem der Bewerber zu Hause sein möchte' },
      available_from: { description: 'Erster Tag, an dem der Bewerber anfangen kann' },
    },
    tags: {
      interview_booked: { name: 'Gespräch vereinbart', description: 'Die Personalabteilung spricht mit dem Bewerber' },
      not_eligible: { name: 'Nicht geeignet', description: 'Eine Voraussetzung ist nicht erfüllt' },
      thinking_it_over: { name: 'Überlegt noch', description: 'Der Bewerber möchte Bedenkzeit' },
      no_answer: { name: 'Nicht erreicht', description: 'Der Bewerber ist nicht ans Telefon gegangen' },
    },
    labels: { strong_candidate: 'Starker Bewerber', missing_papers: 'Unterlagen fehlen', rejected: 'Abgelehnt' },
    keywords: [
      'Führerschein CE',
      'Schlüsselzahl 95',
      'ADR-Schein',
      'Fahrerkarte',
      'Fernverkehr',
      'Nahverkehr',
      'Spesen',
    ],
    afterHours:
      'Vielen Dank für Ihren Anruf beim Fahrer-Recruiting von [[company]]. Wir sind derzeit nicht im Büro. Nennen Sie uns Ihren Namen und Ihre Führerscheinklasse, wir rufen Sie zurück.',
    voicemail:
      'Guten Tag, hier ist {{recruiter_name}} von {{company_name}}. Es geht um die Fahrerstelle am Standort {{depot_city}}. Bitte rufen Sie mich unter {{callback_number}} an.',
  },
  proof_of_delivery: {
    name: 'Lieferscheinrücklauf',
    extract: {
      load_number: { description: 'Ladung, die zugestellt wurde' },
      delivered_on: { description: 'Tag, an dem die Ware übergeben wurde' },
      signed_by: { description: 'Person, die den Empfang quittiert hat' },
      document_sent: { description: 'Ob der unterschriebene Lieferschein eingereicht wurde' },
      damage_notes: {
        description: 'Schäden oder Fehlmengen, die auf dem Lieferschein vermerkt sind',
        example: 'Eine Palette nass, drei Kartons nicht angenommen',
      },
    },
    tags: {
      document_received: { name: 'Beleg erhalten', description: 'Der unterschriebene Lieferschein liegt vor' },
      document_pending: { name: 'Beleg ausstehend', description: 'Der Frachtführer reicht ihn nach' },
      damage_reported: { name: 'Schaden gemeldet', description: 'Der Empfänger hat Schäden oder Fehlmengen vermerkt' },
      not_delivered: { name: 'Nicht zugestellt', description: 'Die Ware ist noch auf dem Lkw' },
    },
    labels: { complete: 'Vollständig', unreadable: 'Unleserlich', claim: 'Schadensfall' },
    keywords: [
      'Lieferschein',
      'CMR-Frachtbrief',
      'Ablieferbeleg',
      'Fehlmenge',
      'Vorbehalt',
      'Palettenschein',
      'Empfänger',
    ],
    afterHours:
      'Sie haben die Belegbearbeitung von [[company]] erreicht. Wir haben geschlossen. Bitte schicken Sie uns per Handy ein Foto des unterschriebenen Lieferscheins und rufen Sie morgen wieder an.',
    voicemail:
      'Guten Tag, hier ist {{dispatcher_name}} von {{company_name}}. Uns fehlt noch der unterschriebene Lieferschein zur Ladung {{load_number}}. Bitte schicken Sie ihn uns zu oder rufen Sie uns unter {{callback_number}} an.',
  },
};
