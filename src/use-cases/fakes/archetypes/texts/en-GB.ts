import type { ArchetypeTexts } from '../catalogue.ts';

export const texts: ArchetypeTexts = {
  carrier_sales: {
    name: 'Load Subcontracting',
    extract: {
      mc_number: { description: "Operator's licence number the haulier gives so that we can verify them" },
      load_number: { description: 'Reference of the load the haulier is ringing about' },
      equipment_type: { description: 'Trailer the haulier has free', example: '13.6 m curtainsider' },
      offered_rate: { description: 'All-in rate the haulier is asking for, in pounds sterling' },
      accepted: { description: 'Whether the haulier agreed to take the job' },
    },
    tags: {
      booked: { name: 'Covered', description: 'The haulier took the load at an agreed rate' },
      rate_too_high: { name: 'Asking too much', description: 'No deal because the haulier wanted too much' },
      not_interested: { name: 'Not interested', description: 'The haulier does not want this load' },
      callback_requested: {
        name: 'Call-back requested',
        description: 'The haulier would like to speak to a person later',
      },
    },
    labels: { good_negotiation: 'Well negotiated', wrong_rate: 'Wrong rate given', needs_review: 'For review' },
    keywords: [
      'curtainsider',
      'fridge trailer',
      'artic',
      'backload',
      'empty running',
      'tail lift',
      "operator's licence",
    ],
    afterHours:
      "Thank you for calling [[company]]. The traffic office is closed at the moment. Please leave your operator's licence number and we'll ring you back first thing.",
    voicemail:
      "Hello, it's {{agent_name}} from {{company_name}} about load {{load_number}}, collecting from {{pickup_city}}. If you have a lorry in the area, please ring us on {{callback_number}}.",
  },
  check_calls: {
    name: 'Tracking Calls',
    extract: {
      load_number: { description: 'Load the driver has on board' },
      current_city: { description: 'Town or city the lorry is in or has just gone past' },
      estimated_arrival: { description: 'Local time the driver expects to get there' },
      is_delayed: { description: 'Whether the driver will miss the booked slot' },
      delay_reason: {
        description: "Reason the lorry is running late, in the driver's own words",
        example: 'Stuck in the queue for the loading bay for two hours',
      },
    },
    tags: {
      on_time: { name: 'Running to time', description: 'The driver expects to make the booked slot' },
      delayed: { name: 'Running late', description: 'The driver will get there after the booked slot' },
      driver_unreachable: {
        name: 'Driver not answering',
        description: 'Could not get hold of anyone who knows about the load',
      },
      breakdown: { name: 'Broken down', description: 'The unit or trailer needs a fitter' },
    },
    labels: {
      accurate_eta: 'Accurate arrival time',
      missing_location: 'No location given',
      escalate: 'Needs escalating',
    },
    keywords: ['ETA', 'waiting time', 'tacho', "drivers' hours", 'RDC', 'tipping', 'services'],
    afterHours:
      "You're through to the tracking team at [[company]]. There's nobody at the desk just now. Please leave your load reference and tell us where you are.",
    voicemail:
      "Hello {{driver_name}}, it's {{company_name}} ringing to see how you're getting on with load {{load_number}} for {{destination_city}}. Please ring {{callback_number}} and let us know where you are and what time you'll arrive.",
  },
  appointment_scheduling: {
    name: 'Warehouse Booking-In',
    extract: {
      appointment_date: { description: 'Date the warehouse has agreed' },
      appointment_time: { description: 'Booking-in time the warehouse has agreed, local time' },
      dock_number: { description: 'Loading bay allocated to the lorry' },
      contact_name: { description: 'Person at the warehouse who agreed the booking' },
      special_instructions: {
        description: 'What the driver needs to know on site',
        example: 'Report to the gatehouse in hi-vis and safety boots',
      },
    },
    tags: {
      scheduled: { name: 'Booked in', description: 'A slot has been reserved' },
      rescheduled: { name: 'Rebooked', description: 'An existing booking has been moved' },
      no_slot_available: { name: 'Fully booked', description: 'The warehouse had no slots left' },
      wrong_facility: { name: 'Wrong site', description: 'The number is for a different depot' },
    },
    labels: { confirmed: 'Agreed', double_booked: 'Booked twice', follow_up: 'To chase' },
    keywords: ['booking-in reference', 'loading bay', 'timed delivery', 'pallet spaces', 'goods in', 'trailer swap'],
    afterHours:
      'Thank you for calling [[company]]. The booking-in desk has closed for the day. Please ring again during office hours to book a delivery slot.',
    voicemail:
      'Hello, {{company_name}} here. We need to book a delivery in at {{facility_city}} under reference {{reference_number}}. Could you please ring us back on {{callback_number}}?',
  },
  collections: {
    name: 'Overdue Invoice Chasing',
    extract: {
      invoice_number: { description: 'Invoice being chased' },
      amount_due: { description: 'Outstanding balance the customer agrees, in pounds sterling' },
      promised_payment_date: { description: 'Date by which the customer says they will pay' },
      is_disputed: { description: 'Whether the customer is querying the invoice' },
      dispute_reason: { description: 'What the customer is querying', example: 'Waiting time has been charged twice' },
    },
    tags: {
      promise_to_pay: { name: 'Payment promised', description: 'The customer gave a date for payment' },
      disputed: { name: 'In query', description: 'The customer is querying some or all of the invoice' },
      already_paid: { name: 'Payment made', description: 'The customer says the money has been sent' },
      wrong_contact: { name: 'Wrong person', description: 'Whoever answered does not deal with payments' },
    },
    labels: { compliant: 'Followed policy', tone_issue: 'Poor tone', payment_plan: 'Instalments' },
    keywords: [
      'purchase ledger',
      'remittance advice',
      '30 days end of month',
      'statement',
      'BACS',
      'credit note',
      'invoice factoring',
    ],
    afterHours:
      "You're through to credit control at [[company]]. The office is closed. Please leave your invoice number and one of the team will ring you back.",
    voicemail:
      'Hello, {{account_manager}} from credit control at {{company_name}}, regarding invoice {{invoice_number}}. Please could you ring us on {{callback_number}} as soon as you are able?',
  },
  lead_qualification: {
    name: 'New Business Qualification',
    extract: {
      company_name: { description: 'Organisation the contact works for' },
      contact_email: { description: 'Email address we can follow up on' },
      monthly_shipments: { description: 'Number of consignments the organisation sends each month' },
      decision_maker: { description: 'Whether the contact chooses which hauliers are used' },
      current_provider: { description: 'Haulier or forwarder the organisation uses at present' },
    },
    tags: {
      qualified: { name: 'Good prospect', description: 'Enough volume and the right person; pass to the sales team' },
      not_a_fit: { name: 'Not suitable', description: 'The organisation sends too little or nothing at all' },
      call_back_later: { name: 'Ring back later', description: 'Keen, but not this quarter' },
      do_not_call: { name: 'Do not ring again', description: 'The contact asked us not to ring any more' },
    },
    labels: { hot_lead: 'Hot prospect', nurture: 'Keep warm', closed: 'Closed' },
    keywords: ['full load', 'part load', 'groupage', 'pallet network', 'freight forwarder', 'haulage quote'],
    afterHours:
      "Thank you for your interest in [[company]]. Our sales team will be back in tomorrow morning. Please leave your name and number and we'll be in touch.",
    voicemail:
      "Hello, it's {{agent_name}} from {{company_name}}. We help firms in and around {{campaign_city}} bring their haulage costs down. Do give me a ring on {{callback_number}} when you've got a moment.",
  },
  after_hours_support: {
    name: 'Out-of-Hours Support',
    extract: {
      caller_name: { description: 'First name and surname of the caller' },
      callback_phone: { description: 'Number we should ring back on' },
      issue_summary: {
        description: 'What has gone wrong, in a single sentence',
        example: 'Fridge alarm going off on a load of fresh produce',
      },
      is_urgent: { description: 'Whether it has to be dealt with tonight' },
    },
    tags: {
      resolved: { name: 'Dealt with', description: 'The caller got the help they needed' },
      escalated: { name: 'Put through to manager', description: 'The call was put through to the on-call manager' },
      message_taken: { name: 'Message left', description: 'Somebody will ring back in the morning' },
      wrong_number: { name: 'Misdialled', description: 'The caller was after somebody else' },
    },
    labels: { handled_well: 'Well handled', missed_urgency: 'Urgency not spotted', duplicate: 'Repeat call' },
    keywords: [
      'on-call manager',
      'roadside recovery',
      'road traffic collision',
      'fridge alarm',
      'seal number',
      'tyre callout',
    ],
    afterHours:
      "You've rung [[company]] outside office hours. If a load is at risk, please hold the line and we'll get hold of the on-call manager.",
    voicemail:
      "Hello, it's {{company_name}} ringing you back. {{on_call_manager}} is on call tonight and can be reached on {{callback_number}}.",
  },
  driver_recruiting: {
    name: 'HGV Driver Recruitment',
    extract: {
      driver_name: { description: 'First name and surname of the applicant' },
      years_of_experience: { description: 'Number of years the applicant has driven for a living' },
      license_class: { description: 'Driving licence category the applicant holds', example: 'HGV Class 1 (C+E)' },
      home_city: { description: 'Town or city the applicant wants to get home to' },
      available_from: { description: 'Earliest date the applicant could start' },
    },
    tags: {
      interview_booked: {
        name: 'Interview arranged',
        description: 'Someone from recruitment will speak to the applicant',
      },
      not_eligible: { name: 'Does not qualify', description: 'The applicant falls short of a requirement' },
      thinking_it_over: { name: 'Considering it', description: 'The applicant would like more time' },
      no_answer: { name: 'No reply', description: 'The applicant did not answer' },
    },
    labels: { strong_candidate: 'Good applicant', missing_papers: 'Paperwork outstanding', rejected: 'Turned down' },
    keywords: ['HGV Class 1', 'Driver CPC', 'digi card', 'ADR licence', 'tramping', 'nights out', 'agency driver'],
    afterHours:
      "Thank you for calling driver recruitment at [[company]]. The office is closed at present. Please tell us your name and the licence you hold and we'll ring you back.",
    voicemail:
      "Hello, it's {{recruiter_name}} from {{company_name}} about the HGV driving job at our {{depot_city}} depot. Please give me a ring on {{callback_number}}.",
  },
  proof_of_delivery: {
    name: 'Delivery Paperwork',
    extract: {
      load_number: { description: 'Load that has been tipped' },
      delivered_on: { description: 'Date the goods were delivered' },
      signed_by: { description: 'Person who signed the delivery note' },
      document_sent: { description: 'Whether the signed POD has been sent to us' },
      damage_notes: {
        description: 'Damage or shortages written on the delivery note',
        example: 'One pallet soaked, three boxes turned away',
      },
    },
    tags: {
      document_received: { name: 'POD received', description: 'We have the signed delivery note' },
      document_pending: { name: 'POD outstanding', description: 'The haulier will send it on later' },
      damage_reported: { name: 'Signed for as damaged', description: 'The customer noted damage or a shortage' },
      not_delivered: { name: 'Not yet delivered', description: 'The goods are still on the lorry' },
    },
    labels: { complete: 'All in order', unreadable: 'Illegible', claim: 'Insurance claim' },
    keywords: [
      'POD',
      'delivery note',
      'CMR note',
      'consignment note',
      'signed for unchecked',
      'shortages',
      'consignee',
    ],
    afterHours:
      "You're through to the POD desk at [[company]]. We've closed for the day. Please send a photo of the signed delivery note from your mobile and ring again tomorrow.",
    voicemail:
      "Hello, it's {{dispatcher_name}} from {{company_name}}. We're still waiting for the signed POD for load {{load_number}}. Please send it across or ring us on {{callback_number}}.",
  },
};
