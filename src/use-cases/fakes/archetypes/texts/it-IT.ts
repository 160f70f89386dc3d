import type { ArchetypeTexts } from '../catalogue.ts';

export const texts: ArchetypeTexts = {
  carrier_sales: {
    name: 'Affidamento carichi ai vettori',
    extract: {
      mc_number: {
        description: "Numero di iscrizione all'Albo degli autotrasportatori fornito dal vettore per la verifica",
      },
      load_number: { description: 'Numero del carico di cui chiede il vettore' },
      equipment_type: { description: 'Semirimorchio che il vettore ha disponibile', example: 'Centinato da 13,60 m' },
      offered_rate: { description: 'Nolo tutto compreso richiesto dal vettore, in euro' },
      accepted: { description: 'Se il vettore ha accettato il viaggio' },
    },
    tags: {
      booked: { name: 'Carico assegnato', description: 'Il vettore ha preso il carico al prezzo concordato' },
      rate_too_high: { name: 'Prezzo troppo alto', description: 'Nessun accordo, il vettore chiedeva troppo' },
      not_interested: { name: 'Non interessato', description: 'Il vettore non vuole questo carico' },
      callback_requested: {
        name: 'Chiede di essere richiamato',
        description: 'Il vettore vuole parlare più tardi con una persona',
      },
    },
    labels: {
      good_negotiation: 'Buona trattativa',
      wrong_rate: 'Prezzo comunicato errato',
      needs_review: 'Da verificare',
    },
    keywords: ['centinato', 'frigo', 'bilico', 'pianale', 'viaggio a vuoto', 'borsa carichi', 'padroncino'],
    afterHours:
      "Grazie per aver chiamato [[company]]. L'ufficio traffico è chiuso in questo momento. Lasci il suo numero di iscrizione all'Albo degli autotrasportatori e la richiameremo al più presto.",
    voicemail:
      'Buongiorno, sono {{agent_name}} di {{company_name}}. La chiamo per il carico {{load_number}} con ritiro a {{pickup_city}}. Se ha un mezzo in zona, ci chiami al numero {{callback_number}}.',
  },
  check_calls: {
    name: 'Tracciamento viaggi',
    extract: {
      load_number: { description: "Carico che l'autista sta trasportando" },
      current_city: { description: 'Località in cui si trova il camion o che ha appena superato' },
      estimated_arrival: { description: "Ora locale in cui l'autista prevede di arrivare" },
      is_delayed: { description: "Se l'autista non rispetterà l'appuntamento" },
      delay_reason: {
        description: "Motivo del ritardo, con le parole dell'autista",
        example: 'Sono stato fermo due ore dal mittente prima che mi caricassero',
      },
    },
    tags: {
      on_time: { name: 'In orario', description: "L'autista prevede di rispettare l'appuntamento" },
      delayed: { name: 'In ritardo', description: "L'autista arriverà in ritardo" },
      driver_unreachable: {
        name: 'Autista irreperibile',
        description: 'Non ha risposto nessuno che sapesse del carico',
      },
      breakdown: { name: 'Guasto', description: 'Il trattore o il semirimorchio va riparato' },
    },
    labels: {
      accurate_eta: 'Orario previsto corretto',
      missing_location: 'Posizione mancante',
      escalate: 'Da inoltrare',
    },
    keywords: ['orario previsto', 'sosta', 'cronotachigrafo', 'ore di guida', 'riposo', 'coda', 'destinatario'],
    afterHours:
      "Ha chiamato il servizio di tracciamento di [[company]]. In questo momento non c'è nessuno in ufficio. Lasci per favore il numero del carico e la sua posizione.",
    voicemail:
      "Buongiorno {{driver_name}}, la chiamiamo da {{company_name}} per un aggiornamento sul carico {{load_number}} diretto a {{destination_city}}. La preghiamo di chiamarci al numero {{callback_number}} per comunicarci la sua posizione e l'orario di arrivo previsto.",
  },
  appointment_scheduling: {
    name: 'Appuntamenti di carico e scarico',
    extract: {
      appointment_date: { description: 'Giorno confermato dal magazzino' },
      appointment_time: { description: 'Fascia oraria confermata dal magazzino, ora locale' },
      dock_number: { description: 'Baia di carico assegnata al camion' },
      contact_name: { description: 'Persona del magazzino che ha confermato' },
      special_instructions: {
        description: "Ciò che l'autista deve sapere all'arrivo",
        example: "Registrarsi in portineria 2 con gilet e documento d'identità",
      },
    },
    tags: {
      scheduled: { name: 'Prenotato', description: 'È stata prenotata una fascia oraria' },
      rescheduled: { name: 'Riprogrammato', description: 'È stato spostato un appuntamento precedente' },
      no_slot_available: { name: 'Nessuna disponibilità', description: 'Il magazzino non aveva fasce libere' },
      wrong_facility: { name: 'Sede sbagliata', description: 'Il numero appartiene a un altro deposito' },
    },
    labels: { confirmed: 'Confermato', double_booked: 'Doppia prenotazione', follow_up: 'Da risentire' },
    keywords: [
      'baia di carico',
      'ribalta',
      'fascia oraria',
      'bancali',
      'transpallet',
      "numero d'ordine",
      'piattaforma logistica',
    ],
    afterHours:
      "Grazie per aver chiamato [[company]]. L'ufficio prenotazioni è chiuso. La preghiamo di richiamare in orario d'ufficio per fissare lo scarico.",
    voicemail:
      'Buongiorno, chiamiamo da {{company_name}} per prenotare una baia presso il deposito di {{facility_city}}, riferimento {{reference_number}}. La preghiamo di richiamarci al numero {{callback_number}}.',
  },
  collections: {
    name: 'Recupero crediti',
    extract: {
      invoice_number: { description: 'Fattura di cui si parla nella chiamata' },
      amount_due: { description: 'Importo ancora da pagare confermato dal cliente, in euro' },
      promised_payment_date: { description: 'Data entro cui il cliente si impegna a pagare' },
      is_disputed: { description: 'Se il cliente contesta la fattura' },
      dispute_reason: {
        description: 'Perché il cliente contesta la fattura',
        example: 'La sosta è stata addebitata due volte',
      },
    },
    tags: {
      promise_to_pay: { name: 'Promessa di pagamento', description: 'Il cliente ha indicato una data di pagamento' },
      disputed: { name: 'Contestata', description: 'Il cliente contesta la fattura in tutto o in parte' },
      already_paid: { name: 'Già pagata', description: 'Il cliente dice che il pagamento è in arrivo' },
      wrong_contact: { name: 'Referente errato', description: 'Chi ha risposto non si occupa dei pagamenti' },
    },
    labels: { compliant: 'Conforme', tone_issue: 'Tono inadeguato', payment_plan: 'Piano di rientro' },
    keywords: [
      'contabilità fornitori',
      'bonifico SEPA',
      '30 giorni data fattura',
      'RiBa',
      'scaduto',
      'sollecito',
      'factoring',
    ],
    afterHours:
      "Ha chiamato l'ufficio crediti di [[company]]. I nostri uffici sono chiusi. Lasci il numero della fattura e la richiameremo.",
    voicemail:
      'Buongiorno, sono {{account_manager}} di {{company_name}} e la chiamo per la fattura {{invoice_number}}. La preghiamo di contattarci al numero {{callback_number}} appena possibile.',
  },
  lead_qualification: {
    name: 'Qualificazione dei contatti',
    extract: {
      company_name: { description: 'Azienda per cui lavora il contatto' },
      contact_email: { description: 'Indirizzo e-mail per i contatti successivi' },
      monthly_shipments: { description: "Spedizioni che l'azienda effettua in un mese" },
      decision_maker: { description: 'Se il contatto decide a quali trasportatori affidarsi' },
      current_provider: { description: "Fornitore di trasporto attuale dell'azienda" },
    },
    tags: {
      qualified: { name: 'Qualificato', description: 'Volumi e potere decisionale adeguati; passare al commerciale' },
      not_a_fit: { name: 'Non in target', description: "L'azienda spedisce troppo poco o nulla" },
      call_back_later: { name: 'Richiamare più avanti', description: 'Interessato, ma non in questo trimestre' },
      do_not_call: { name: 'Non richiamare', description: 'Il contatto ha chiesto di non essere più chiamato' },
    },
    labels: { hot_lead: 'Contatto caldo', nurture: 'Da coltivare', closed: 'Chiuso' },
    keywords: ['carico completo', 'groupage', 'collettame', 'preventivo', 'spedizioniere', 'tratta'],
    afterHours:
      "Grazie per l'interesse verso [[company]]. Il nostro ufficio commerciale riapre domani mattina. Lasci il suo nome e il suo numero e la contatteremo.",
    voicemail:
      'Buongiorno, sono {{agent_name}} di {{company_name}}. Aiutiamo le aziende della zona di {{campaign_city}} a ridurre i costi di trasporto. Quando ha un minuto, mi richiami al numero {{callback_number}}.',
  },
  after_hours_support: {
    name: 'Assistenza fuori orario',
    extract: {
      caller_name: { description: 'Nome e cognome di chi chiama' },
      callback_phone: { description: 'Numero da richiamare' },
      issue_summary: {
        description: 'Che cosa è successo, in una frase',
        example: 'Allarme del gruppo frigo su un carico di frutta',
      },
      is_urgent: { description: 'Se non può aspettare fino al mattino' },
    },
    tags: {
      resolved: { name: 'Risolta', description: 'Chi ha chiamato ha ottenuto ciò che serviva' },
      escalated: { name: 'Inoltrata', description: 'La chiamata è passata al responsabile reperibile' },
      message_taken: { name: 'Messaggio preso', description: 'Qualcuno richiamerà al mattino' },
      wrong_number: { name: 'Numero sbagliato', description: "Chi ha chiamato cercava un'altra persona" },
    },
    labels: { handled_well: 'Ben gestita', missed_urgency: 'Urgenza non rilevata', duplicate: 'Doppione' },
    keywords: [
      'reperibilità',
      'guasto',
      'incidente',
      'gruppo frigo',
      'numero di sigillo',
      'soccorso stradale',
      'carro attrezzi',
    ],
    afterHours:
      "Ha chiamato [[company]] fuori dall'orario d'ufficio. Se un carico è a rischio, resti in linea e le passeremo il responsabile reperibile.",
    voicemail:
      'Buonasera, la richiamiamo da {{company_name}}. Questa notte il responsabile reperibile è {{on_call_manager}}, al numero {{callback_number}}.',
  },
  driver_recruiting: {
    name: 'Selezione autisti',
    extract: {
      driver_name: { description: 'Nome e cognome del candidato' },
      years_of_experience: { description: 'Anni di guida professionale del candidato' },
      license_class: { description: 'Categoria della patente del candidato', example: 'Patente CE con CQC merci' },
      home_city: { description: 'Città in cui il candidato vuole rientrare a casa' },
      available_from: { description: 'Primo giorno in cui il candidato può iniziare' },
    },
    tags: {
      interview_booked: { name: 'Colloquio fissato', description: 'Un selezionatore parlerà con il candidato' },
      not_eligible: { name: 'Non idoneo', description: 'Un requisito non è soddisfatto' },
      thinking_it_over: { name: 'Ci sta pensando', description: 'Il candidato chiede più tempo' },
      no_answer: { name: 'Nessuna risposta', description: 'Il candidato non ha risposto al telefono' },
    },
    labels: { strong_candidate: 'Ottimo candidato', missing_papers: 'Documenti mancanti', rejected: 'Scartato' },
    keywords: ['patente CE', 'CQC', 'ADR', 'carta del conducente', 'trasferta', 'tratte internazionali', 'rientro'],
    afterHours:
      "Grazie per aver chiamato l'ufficio selezione autisti di [[company]]. Al momento siamo chiusi. Ci dica il suo nome e la categoria della patente e la richiameremo.",
    voicemail:
      'Buongiorno, sono {{recruiter_name}} di {{company_name}} e la chiamo per il posto di autista presso il deposito di {{depot_city}}. Mi chiami al numero {{callback_number}}.',
  },
  proof_of_delivery: {
    name: 'Prove di consegna',
    extract: {
      load_number: { description: 'Carico che è stato consegnato' },
      delivered_on: { description: 'Giorno in cui la merce è stata consegnata' },
      signed_by: { description: 'Persona che ha firmato per ricevuta' },
      document_sent: { description: 'Se il documento firmato è stato inviato' },
      damage_notes: {
        description: 'Danni o ammanchi annotati sul documento',
        example: 'Un bancale bagnato, tre cartoni respinti',
      },
    },
    tags: {
      document_received: { name: 'Documento ricevuto', description: 'Il documento firmato è arrivato' },
      document_pending: { name: 'Documento in attesa', description: 'Il vettore lo invierà più tardi' },
      damage_reported: { name: 'Danno segnalato', description: 'Il destinatario ha annotato danni o ammanchi' },
      not_delivered: { name: 'Non consegnato', description: 'La merce è ancora sul camion' },
    },
    labels: { complete: 'Completo', unreadable: 'Illeggibile', claim: 'Reclamo' },
    keywords: ['DDT', 'CMR', 'lettera di vettura', 'firmato con riserva', 'ammanco', 'destinatario', 'colli'],
    afterHours:
      "Ha chiamato l'ufficio documenti di [[company]]. Siamo chiusi. La preghiamo di inviarci un messaggio con la foto del DDT firmato e di richiamare domani.",
    voicemail:
      'Buongiorno, sono {{dispatcher_name}} di {{company_name}}. Ci manca ancora il DDT firmato del carico {{load_number}}. Ce lo invii o ci chiami al numero {{callback_number}}.',
  },
};
