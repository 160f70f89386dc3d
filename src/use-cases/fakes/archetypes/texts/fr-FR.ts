import type { ArchetypeTexts } from '../catalogue.ts';

export const texts: ArchetypeTexts = {
  carrier_sales: {
    name: 'Affrètement de transporteurs',
    extract: {
      mc_number: { description: 'Numéro de licence de transport que le transporteur donne pour vérification' },
      load_number: { description: 'Numéro du lot sur lequel le transporteur se renseigne' },
      equipment_type: { description: 'Semi-remorque dont dispose le transporteur', example: 'Tautliner de 13,60 m' },
      offered_rate: { description: 'Prix tout compris demandé par le transporteur, en euros' },
      accepted: { description: "Indique si le transporteur a accepté l'affrètement" },
    },
    tags: {
      booked: { name: 'Affrété', description: 'Le transporteur prend le lot au prix convenu' },
      rate_too_high: { name: 'Prix trop élevé', description: "Pas d'accord, le transporteur demandait trop cher" },
      not_interested: { name: 'Pas intéressé', description: 'Le transporteur ne veut pas de ce lot' },
      callback_requested: { name: 'Rappel demandé', description: "Le transporteur veut parler plus tard à quelqu'un" },
    },
    labels: { good_negotiation: 'Bonne négociation', wrong_rate: 'Prix annoncé erroné', needs_review: 'À vérifier' },
    keywords: [
      'tautliner',
      'frigo',
      'plateau',
      'kilomètres à vide',
      'bourse de fret',
      'ordre de transport',
      'mètre de plancher',
    ],
    afterHours:
      "Merci d'avoir appelé [[company]]. Notre service affrètement est actuellement fermé. Laissez-nous votre numéro de licence de transport et nous vous rappellerons dès l'ouverture.",
    voicemail:
      'Bonjour, {{agent_name}} de la société {{company_name}}, au sujet du lot {{load_number}}, ville de chargement {{pickup_city}}. Si vous avez un camion dans le secteur, rappelez-nous au {{callback_number}}.',
  },
  check_calls: {
    name: 'Suivi des transports',
    extract: {
      load_number: { description: 'Lot que transporte le conducteur' },
      current_city: { description: "Ville où se trouve le camion ou qu'il vient de passer" },
      estimated_arrival: { description: 'Heure locale à laquelle le conducteur pense arriver' },
      is_delayed: { description: 'Indique si le conducteur va manquer son rendez-vous' },
      delay_reason: {
        description: 'Cause du retard, selon les mots du conducteur',
        example: "J'ai attendu deux heures chez l'expéditeur avant d'être chargé",
      },
    },
    tags: {
      on_time: { name: "À l'heure", description: 'Le conducteur pense tenir son rendez-vous' },
      delayed: { name: 'En retard', description: 'Le conducteur arrivera après son rendez-vous' },
      driver_unreachable: {
        name: 'Conducteur injoignable',
        description: "Aucune personne connaissant le lot n'a répondu",
      },
      breakdown: { name: 'Panne', description: 'Le tracteur ou la remorque doit être réparé' },
    },
    labels: {
      accurate_eta: 'Heure prévue exacte',
      missing_location: 'Position manquante',
      escalate: 'À faire remonter',
    },
    keywords: [
      'heure prévue',
      'immobilisation',
      'temps de conduite',
      'coupure',
      'chronotachygraphe',
      'bouchon',
      'destinataire',
    ],
    afterHours:
      "Vous êtes en relation avec le suivi des transports de [[company]]. Personne n'est disponible pour le moment. Merci de laisser votre numéro de lot et votre position.",
    voicemail:
      "Bonjour {{driver_name}}, ici la société {{company_name}}. Nous souhaitons faire le point sur le lot {{load_number}}, destination {{destination_city}}. Merci de nous rappeler au {{callback_number}} avec votre position et votre heure d'arrivée prévue.",
  },
  appointment_scheduling: {
    name: 'Prise de rendez-vous',
    extract: {
      appointment_date: { description: "Jour confirmé par l'entrepôt" },
      appointment_time: { description: "Créneau confirmé par l'entrepôt, en heure locale" },
      dock_number: { description: 'Quai attribué au camion' },
      contact_name: { description: "Personne de l'entrepôt qui a confirmé" },
      special_instructions: {
        description: 'Ce que le conducteur doit savoir en arrivant',
        example: "Se présenter au poste de garde 2 avec gilet et pièce d'identité",
      },
    },
    tags: {
      scheduled: { name: 'Rendez-vous pris', description: 'Un créneau a été réservé' },
      rescheduled: { name: 'Rendez-vous déplacé', description: 'Un créneau existant a été décalé' },
      no_slot_available: { name: 'Aucun créneau', description: "L'entrepôt n'avait plus de place" },
      wrong_facility: { name: 'Site erroné', description: "Le numéro est celui d'un autre entrepôt" },
    },
    labels: { confirmed: 'Confirmé', double_booked: 'Créneau en double', follow_up: 'À relancer' },
    keywords: [
      'quai',
      'créneau',
      'mise à quai',
      'palettes Europe',
      'hayon',
      'numéro de commande',
      'plateforme logistique',
    ],
    afterHours:
      "Merci d'avoir appelé [[company]]. Le service des rendez-vous est fermé. Merci de rappeler aux heures d'ouverture pour réserver un créneau à quai.",
    voicemail:
      'Bonjour, ici la société {{company_name}}. Nous appelons pour réserver un créneau à quai sur votre site ({{facility_city}}) sous la référence {{reference_number}}. Merci de nous rappeler au {{callback_number}}.',
  },
  collections: {
    name: 'Recouvrement des factures',
    extract: {
      invoice_number: { description: "Facture sur laquelle porte l'appel" },
      amount_due: { description: 'Solde restant dû confirmé par le client, en euros' },
      promised_payment_date: { description: "Date à laquelle le client s'engage à payer au plus tard" },
      is_disputed: { description: 'Indique si le client conteste la facture' },
      dispute_reason: {
        description: 'Raison pour laquelle le client conteste la facture',
        example: "Les frais d'immobilisation ont été facturés deux fois",
      },
    },
    tags: {
      promise_to_pay: { name: 'Promesse de règlement', description: 'Le client a donné une date de règlement' },
      disputed: { name: 'Contestée', description: 'Le client conteste tout ou partie de la facture' },
      already_paid: { name: 'Déjà réglée', description: 'Le client affirme que le règlement est parti' },
      wrong_contact: {
        name: 'Mauvais interlocuteur',
        description: "La personne jointe ne s'occupe pas des règlements",
      },
    },
    labels: { compliant: 'Conforme', tone_issue: 'Ton inadapté', payment_plan: 'Échéancier' },
    keywords: [
      'comptabilité fournisseurs',
      'virement SEPA',
      'règlement à 30 jours',
      'échéance',
      'relance',
      'avoir',
      'affacturage',
    ],
    afterHours:
      'Vous êtes en relation avec la comptabilité clients de [[company]]. Nos bureaux sont fermés. Merci de laisser votre numéro de facture, nous vous rappellerons.',
    voicemail:
      'Bonjour, {{account_manager}} de la société {{company_name}}, au sujet de la facture {{invoice_number}}. Merci de nous rappeler au {{callback_number}} dès que possible.',
  },
  lead_qualification: {
    name: 'Qualification de prospects',
    extract: {
      company_name: { description: 'Entreprise pour laquelle travaille le prospect' },
      contact_email: { description: 'Adresse e-mail pour la suite des échanges' },
      monthly_shipments: { description: "Nombre d'expéditions de l'entreprise par mois" },
      decision_maker: { description: "Indique si l'interlocuteur décide du choix des transporteurs" },
      current_provider: { description: "Prestataire actuel de l'entreprise" },
    },
    tags: {
      qualified: {
        name: 'Qualifié',
        description: 'Volume et pouvoir de décision suffisants ; à transmettre au commercial',
      },
      not_a_fit: { name: 'Hors cible', description: "L'entreprise expédie trop peu ou pas du tout" },
      call_back_later: { name: 'À rappeler', description: 'Intéressé, mais pas ce trimestre' },
      do_not_call: { name: 'Ne plus appeler', description: "L'interlocuteur a demandé à ne plus être appelé" },
    },
    labels: { hot_lead: 'Prospect chaud', nurture: 'À entretenir', closed: 'Clos' },
    keywords: ['lot complet', 'messagerie', 'affrètement', 'cotation', 'commissionnaire de transport', 'chargeur'],
    afterHours:
      "Merci de l'intérêt que vous portez à [[company]]. Notre équipe commerciale sera de retour demain matin. Laissez votre nom et votre numéro, nous vous rappellerons.",
    voicemail:
      'Bonjour, {{agent_name}} de la société {{company_name}}. Nous aidons les entreprises de votre secteur, {{campaign_city}} et ses environs, à réduire leurs coûts de transport. Rappelez-moi au {{callback_number}} quand vous aurez un instant.',
  },
  after_hours_support: {
    name: 'Assistance hors heures ouvrées',
    extract: {
      caller_name: { description: "Nom et prénom de l'appelant" },
      callback_phone: { description: 'Numéro à rappeler' },
      issue_summary: {
        description: "Ce qui s'est passé, en une phrase",
        example: 'Alarme du groupe froid sur un chargement de fruits',
      },
      is_urgent: { description: 'Indique si cela ne peut pas attendre le lendemain matin' },
    },
    tags: {
      resolved: { name: 'Résolu', description: "L'appelant a obtenu ce qu'il lui fallait" },
      escalated: { name: 'Transmis', description: "L'appel a été passé au responsable d'astreinte" },
      message_taken: { name: 'Message pris', description: "Quelqu'un rappellera dans la matinée" },
      wrong_number: { name: 'Faux numéro', description: "L'appelant cherchait à joindre quelqu'un d'autre" },
    },
    labels: { handled_well: 'Bien traité', missed_urgency: 'Urgence non détectée', duplicate: 'Doublon' },
    keywords: ['astreinte', 'panne', 'accident', 'groupe froid', 'numéro de plomb', 'dépannage', 'sinistre'],
    afterHours:
      "Vous appelez [[company]] en dehors des heures d'ouverture. Si un chargement est en danger, restez en ligne, nous allons joindre le responsable d'astreinte.",
    voicemail:
      "Bonsoir, ici la société {{company_name}}, suite à votre appel. {{on_call_manager}} est d'astreinte cette nuit, joignable au {{callback_number}}.",
  },
  driver_recruiting: {
    name: 'Recrutement de chauffeurs',
    extract: {
      driver_name: { description: 'Nom et prénom du candidat' },
      years_of_experience: { description: "Années d'expérience du candidat comme conducteur routier" },
      license_class: { description: 'Catégorie de permis du candidat', example: 'Permis CE, FCO à jour' },
      home_city: { description: 'Ville où le candidat souhaite rentrer chez lui' },
      available_from: { description: 'Premier jour où le candidat peut commencer' },
    },
    tags: {
      interview_booked: {
        name: 'Entretien fixé',
        description: "Un chargé de recrutement s'entretiendra avec le candidat",
      },
      not_eligible: { name: 'Non éligible', description: "Une condition n'est pas remplie" },
      thinking_it_over: { name: 'En réflexion', description: 'Le candidat demande un délai' },
      no_answer: { name: 'Pas de réponse', description: "Le candidat n'a pas décroché" },
    },
    labels: { strong_candidate: 'Bon candidat', missing_papers: 'Papiers manquants', rejected: 'Refusé' },
    keywords: ['permis CE', 'FIMO', 'FCO', 'carte conducteur', 'ADR', 'découchés', 'frais de route'],
    afterHours:
      "Merci d'avoir appelé le service recrutement de [[company]]. Nous sommes actuellement fermés. Indiquez-nous votre nom et votre catégorie de permis, nous vous rappellerons.",
    voicemail:
      'Bonjour, {{recruiter_name}} de la société {{company_name}}, au sujet du poste de conducteur routier sur notre site ({{depot_city}}). Rappelez-moi au {{callback_number}}.',
  },
  proof_of_delivery: {
    name: 'Preuves de livraison',
    extract: {
      load_number: { description: 'Lot qui a été livré' },
      delivered_on: { description: 'Jour de remise de la marchandise' },
      signed_by: { description: 'Personne qui a signé à la réception' },
      document_sent: { description: 'Indique si le document émargé a été envoyé' },
      damage_notes: {
        description: 'Avaries ou manquants notés sur le document',
        example: 'Une palette mouillée, trois cartons refusés',
      },
    },
    tags: {
      document_received: { name: 'Document reçu', description: 'Le document émargé est arrivé' },
      document_pending: { name: 'Document en attente', description: "Le transporteur l'enverra plus tard" },
      damage_reported: { name: 'Réserves émises', description: 'Le destinataire a noté une avarie ou un manquant' },
      not_delivered: { name: 'Non livré', description: 'La marchandise est encore dans le camion' },
    },
    labels: { complete: 'Complet', unreadable: 'Illisible', claim: 'Litige' },
    keywords: ['lettre de voiture', 'CMR', 'bon de livraison', 'émargé', 'réserves', 'manquant', 'destinataire'],
    afterHours:
      "Vous êtes en relation avec le service documents de [[company]]. Nous sommes fermés. Merci d'envoyer par SMS une photo de la lettre de voiture émargée et de rappeler demain.",
    voicemail:
      'Bonjour, {{dispatcher_name}} de la société {{company_name}}. Il nous manque toujours la lettre de voiture émargée du lot {{load_number}}. Envoyez-la-nous ou appelez le {{callback_number}}.',
  },
};
