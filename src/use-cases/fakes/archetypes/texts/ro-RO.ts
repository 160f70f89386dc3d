import type { ArchetypeTexts } from '../catalogue.ts';

export const texts: ArchetypeTexts = {
  carrier_sales: {
    name: 'Contractare transportatori',
    extract: {
      mc_number: { description: 'Numărul licenței de transport pe care transportatorul îl comunică pentru verificare' },
      load_number: { description: 'Numărul încărcăturii despre care întreabă transportatorul' },
      equipment_type: {
        description: 'Semiremorca pe care transportatorul o are disponibilă',
        example: 'Semiremorcă cu prelată de 13,6 m',
      },
      offered_rate: { description: 'Tariful total cerut de transportator, în lei' },
      accepted: { description: 'Dacă transportatorul a acceptat cursa' },
    },
    tags: {
      booked: { name: 'Cursă confirmată', description: 'Transportatorul a luat cursa la tariful convenit' },
      rate_too_high: { name: 'Tarif prea mare', description: 'Fără înțelegere, transportatorul a cerut prea mult' },
      not_interested: { name: 'Nu este interesat', description: 'Transportatorul nu vrea această cursă' },
      callback_requested: {
        name: 'Cere să fie sunat',
        description: 'Transportatorul vrea să vorbească mai târziu cu un coleg',
      },
    },
    labels: { good_negotiation: 'Negociere bună', wrong_rate: 'Tarif comunicat greșit', needs_review: 'De verificat' },
    keywords: [
      'prelată',
      'frigorific',
      'platformă',
      'kilometri în gol',
      'bursa de transport',
      'comandă de transport',
      'cap tractor',
    ],
    afterHours:
      'Vă mulțumim că ați sunat la [[company]]. Departamentul de transport este închis în acest moment. Lăsați-ne numărul licenței de transport și vă sunăm la prima oră.',
    voicemail:
      'Bună ziua, sunt {{agent_name}} de la {{company_name}}. Vă sun în legătură cu încărcătura {{load_number}}, cu încărcare din {{pickup_city}}. Dacă aveți un camion în apropiere, sunați-ne la {{callback_number}}.',
  },
  check_calls: {
    name: 'Urmărirea transporturilor',
    extract: {
      load_number: { description: 'Încărcătura pe care o transportă șoferul' },
      current_city: { description: 'Localitatea în care se află camionul sau prin care tocmai a trecut' },
      estimated_arrival: { description: 'Ora locală la care șoferul estimează că ajunge' },
      is_delayed: { description: 'Dacă șoferul nu va ajunge la programarea stabilită' },
      delay_reason: {
        description: 'De ce întârzie camionul, în cuvintele șoferului',
        example: 'Am stat două ore la expeditor până m-au încărcat',
      },
    },
    tags: {
      on_time: { name: 'La timp', description: 'Șoferul estimează că ajunge la programare' },
      delayed: { name: 'În întârziere', description: 'Șoferul va ajunge mai târziu' },
      driver_unreachable: {
        name: 'Șoferul nu răspunde',
        description: 'Nu a răspuns nimeni care să știe despre încărcătură',
      },
      breakdown: { name: 'Pană', description: 'Capul tractor sau semiremorca are nevoie de reparații' },
    },
    labels: { accurate_eta: 'Oră estimată corectă', missing_location: 'Lipsește locația', escalate: 'De escaladat' },
    keywords: ['ora de sosire', 'staționare', 'tahograf', 'timp de condus', 'pauză', 'vamă', 'destinatar'],
    afterHours:
      'Ați sunat la serviciul de urmărire a transporturilor [[company]]. În acest moment nu este nimeni la birou. Vă rugăm să lăsați numărul încărcăturii și locația în care vă aflați.',
    voicemail:
      'Bună ziua, {{driver_name}}, vă sunăm de la {{company_name}} pentru stadiul încărcăturii {{load_number}} către {{destination_city}}. Vă rugăm să ne sunați la {{callback_number}} și să ne comunicați unde vă aflați și ora estimată de sosire.',
  },
  appointment_scheduling: {
    name: 'Programări la rampă',
    extract: {
      appointment_date: { description: 'Ziua confirmată de depozit' },
      appointment_time: { description: 'Intervalul orar confirmat de depozit, ora locală' },
      dock_number: { description: 'Rampa alocată camionului' },
      contact_name: { description: 'Persoana de la depozit care a confirmat' },
      special_instructions: {
        description: 'Ce trebuie să știe șoferul la sosire',
        example: 'Se prezintă la poarta 2 cu vestă reflectorizantă și act de identitate',
      },
    },
    tags: {
      scheduled: { name: 'Programat', description: 'A fost rezervat un interval' },
      rescheduled: { name: 'Reprogramat', description: 'A fost mutată o programare anterioară' },
      no_slot_available: { name: 'Fără locuri libere', description: 'Depozitul nu mai avea niciun interval liber' },
      wrong_facility: { name: 'Depozit greșit', description: 'Numărul aparține altui punct de lucru' },
    },
    labels: { confirmed: 'Confirmat', double_booked: 'Rezervare dublă', follow_up: 'De revenit' },
    keywords: [
      'rampă',
      'interval orar',
      'descărcare',
      'europaleți',
      'recepție marfă',
      'număr de comandă',
      'transpalet',
    ],
    afterHours:
      'Vă mulțumim că ați sunat la [[company]]. Biroul de programări este închis. Vă rugăm să reveniți în timpul programului de lucru pentru a rezerva o rampă.',
    voicemail:
      'Bună ziua, sunăm de la {{company_name}} pentru o programare la rampă în {{facility_city}}, referința {{reference_number}}. Vă rugăm să ne sunați înapoi la {{callback_number}}.',
  },
  collections: {
    name: 'Recuperarea creanțelor',
    extract: {
      invoice_number: { description: 'Factura despre care se discută' },
      amount_due: { description: 'Soldul restant confirmat de client, în lei' },
      promised_payment_date: { description: 'Data până la care clientul promite să plătească' },
      is_disputed: { description: 'Dacă clientul contestă factura' },
      dispute_reason: {
        description: 'De ce contestă clientul factura',
        example: 'Staționarea a fost facturată de două ori',
      },
    },
    tags: {
      promise_to_pay: { name: 'Promisiune de plată', description: 'Clientul a indicat o dată de plată' },
      disputed: { name: 'Contestată', description: 'Clientul contestă factura integral sau parțial' },
      already_paid: { name: 'Deja plătită', description: 'Clientul spune că plata este pe drum' },
      wrong_contact: { name: 'Persoană greșită', description: 'Persoana contactată nu se ocupă de plăți' },
    },
    labels: { compliant: 'Conform', tone_issue: 'Ton nepotrivit', payment_plan: 'Eșalonare' },
    keywords: [
      'contabilitate',
      'ordin de plată',
      'scadență la 30 de zile',
      'restanță',
      'extras de cont',
      'e-Factura',
      'factoring',
    ],
    afterHours:
      'Ați sunat la departamentul de încasări [[company]]. Biroul este închis. Vă rugăm să lăsați numărul facturii și vă vom suna înapoi.',
    voicemail:
      'Bună ziua, sunt {{account_manager}} de la {{company_name}} în legătură cu factura {{invoice_number}}. Vă rog să ne sunați la {{callback_number}} cât mai curând posibil.',
  },
  lead_qualification: {
    name: 'Calificarea clienților potențiali',
    extract: {
      company_name: { description: 'Firma la care lucrează persoana contactată' },
      contact_email: { description: 'Adresa de e-mail pentru revenire' },
      monthly_shipments: { description: 'Câte transporturi are firma într-o lună' },
      decision_maker: { description: 'Dacă persoana decide cu ce transportatori se lucrează' },
      current_provider: { description: 'Furnizorul de transport din prezent al firmei' },
    },
    tags: {
      qualified: { name: 'Calificat', description: 'Volum și putere de decizie potrivite; de predat la vânzări' },
      not_a_fit: { name: 'Nu se potrivește', description: 'Firma expediază prea puțin sau deloc' },
      call_back_later: { name: 'De sunat mai târziu', description: 'Este interesat, dar nu în acest trimestru' },
      do_not_call: { name: 'A nu se suna', description: 'Persoana a cerut să nu mai fie sunată' },
    },
    labels: { hot_lead: 'Foarte interesat', nurture: 'De cultivat', closed: 'Închis' },
    keywords: ['camion complet', 'grupaj', 'transport containere', 'ofertă de preț', 'casă de expediții', 'rută'],
    afterHours:
      'Vă mulțumim pentru interesul față de [[company]]. Echipa noastră de vânzări revine mâine dimineață. Lăsați-ne numele și numărul de telefon și vă contactăm.',
    voicemail:
      'Bună ziua, sunt {{agent_name}} de la {{company_name}}. Ajutăm firmele din zona {{campaign_city}} să își reducă costurile de transport. Sunați-mă la {{callback_number}} când aveți un minut.',
  },
  after_hours_support: {
    name: 'Suport în afara orelor de lucru',
    extract: {
      caller_name: { description: 'Numele complet al persoanei care sună' },
      callback_phone: { description: 'Numărul la care se sună înapoi' },
      issue_summary: {
        description: 'Ce s-a întâmplat, într-o singură frază',
        example: 'Alarmă la agregatul frigorific la o încărcătură de legume',
      },
      is_urgent: { description: 'Dacă nu poate aștepta până dimineață' },
    },
    tags: {
      resolved: { name: 'Rezolvat', description: 'Apelantul a primit ce avea nevoie' },
      escalated: { name: 'Escaladat', description: 'Apelul a ajuns la responsabilul de serviciu' },
      message_taken: { name: 'Mesaj preluat', description: 'Cineva va suna înapoi dimineață' },
      wrong_number: { name: 'Număr greșit', description: 'Apelantul voia să sune în altă parte' },
    },
    labels: { handled_well: 'Bine gestionat', missed_urgency: 'Urgență neobservată', duplicate: 'Duplicat' },
    keywords: [
      'de serviciu',
      'pană',
      'accident',
      'agregat frigorific',
      'număr de sigiliu',
      'asistență rutieră',
      'avarie',
    ],
    afterHours:
      'Ați sunat la [[company]] în afara orelor de lucru. Dacă o marfă este în pericol, rămâneți pe linie și vă facem legătura cu responsabilul de serviciu.',
    voicemail:
      'Bună seara, vă sunăm înapoi de la {{company_name}}. În această noapte este de serviciu {{on_call_manager}}, la numărul {{callback_number}}.',
  },
  driver_recruiting: {
    name: 'Recrutare șoferi',
    extract: {
      driver_name: { description: 'Numele complet al candidatului' },
      years_of_experience: { description: 'De câți ani lucrează candidatul ca șofer profesionist' },
      license_class: { description: 'Categoria permisului candidatului', example: 'Permis categoria C+E, cu atestat' },
      home_city: { description: 'Localitatea în care candidatul vrea să ajungă acasă' },
      available_from: { description: 'Prima zi în care candidatul poate începe' },
    },
    tags: {
      interview_booked: { name: 'Interviu programat', description: 'Un recrutor va vorbi cu candidatul' },
      not_eligible: { name: 'Neeligibil', description: 'O cerință nu este îndeplinită' },
      thinking_it_over: { name: 'Se mai gândește', description: 'Candidatul vrea un răgaz de gândire' },
      no_answer: { name: 'Nu a răspuns', description: 'Candidatul nu a răspuns la telefon' },
    },
    labels: { strong_candidate: 'Candidat bun', missing_papers: 'Lipsesc acte', rejected: 'Respins' },
    keywords: ['permis C+E', 'atestat', 'ADR', 'card tahograf', 'diurnă', 'curse în comunitate', 'curse interne'],
    afterHours:
      'Vă mulțumim că ați sunat la departamentul de recrutare șoferi [[company]]. În acest moment biroul este închis. Spuneți-ne numele și categoria permisului și vă sunăm înapoi.',
    voicemail:
      'Bună ziua, sunt {{recruiter_name}} de la {{company_name}}. Vă sun pentru postul de șofer de la punctul de lucru din {{depot_city}}. Sunați-mă la {{callback_number}}.',
  },
  proof_of_delivery: {
    name: 'Documente de livrare',
    extract: {
      load_number: { description: 'Încărcătura care a fost livrată' },
      delivered_on: { description: 'Ziua în care marfa a fost predată' },
      signed_by: { description: 'Persoana care a semnat de primire' },
      document_sent: { description: 'Dacă documentul semnat a fost trimis' },
      damage_notes: {
        description: 'Daune sau lipsuri notate pe document',
        example: 'Un palet ud, trei cutii refuzate',
      },
    },
    tags: {
      document_received: { name: 'Document primit', description: 'Documentul semnat a ajuns la noi' },
      document_pending: { name: 'Document în așteptare', description: 'Transportatorul îl trimite mai târziu' },
      damage_reported: { name: 'Daune semnalate', description: 'Destinatarul a notat daune sau lipsuri' },
      not_delivered: { name: 'Nelivrat', description: 'Marfa este încă în camion' },
    },
    labels: { complete: 'Complet', unreadable: 'Ilizibil', claim: 'Reclamație' },
    keywords: ['CMR', 'aviz de însoțire', 'semnat și ștampilat', 'rezerve', 'lipsă marfă', 'destinatar', 'colete'],
    afterHours:
      'Ați sunat la biroul de documente [[company]]. Programul s-a încheiat. Vă rugăm să trimiteți prin mesaj o poză cu avizul semnat sau cu CMR-ul semnat și să reveniți mâine cu un telefon.',
    voicemail:
      'Bună ziua, sunt {{dispatcher_name}} de la {{company_name}}. Ne lipsesc încă documentele semnate pentru încărcătura {{load_number}}. Trimiteți-ni-le sau sunați-ne la {{callback_number}}.',
  },
};
