import type { ArchetypeTexts } from '../catalogue.ts';

export const texts: ArchetypeTexts = {
  carrier_sales: {
    name: 'Carrier Sales',
    extract: {
      mc_number: { description: 'Motor carrier number the caller gives for verification' },
      load_number: { description: 'Number of the load the carrier is asking about' },
      equipment_type: { description: 'Trailer the carrier has available', example: '53 ft dry van' },
      offered_rate: { description: 'All-in rate the carrier asks for, in US dollars' },
      accepted: { description: 'Whether the carrier agreed to haul the load' },
    },
    tags: {
      booked: { name: 'Booked', description: 'The carrier took the load at an agreed rate' },
      rate_too_high: { name: 'Rate too high', description: 'No agreement because the carrier asked for too much' },
      not_interested: { name: 'Not interested', description: 'The carrier does not want this load' },
      callback_requested: { name: 'Callback requested', description: 'The carrier wants to talk to a person later' },
    },
    labels: { good_negotiation: 'Good negotiation', wrong_rate: 'Wrong rate quoted', needs_review: 'Needs review' },
    keywords: ['dry van', 'reefer', 'flatbed', 'deadhead', 'lumper', 'rate confirmation', 'MC number'],
    afterHours:
      'Thanks for calling [[company]]. Our carrier desk is closed right now. Leave your MC number and we will call you back first thing.',
    voicemail:
      'Hi, this is {{agent_name}} with {{company_name}} about load {{load_number}} picking up in {{pickup_city}}. If you have a truck nearby, call us at {{callback_number}}.',
  },
  check_calls: {
    name: 'Check Calls',
    extract: {
      load_number: { description: 'Load the driver is hauling' },
      current_city: { description: 'City the truck is in or just passed' },
      estimated_arrival: { description: 'Local time the driver expects to arrive' },
      is_delayed: { description: 'Whether the driver will miss the appointment' },
      delay_reason: {
        description: "Why the truck is late, in the driver's words",
        example: 'Two hours at the shipper waiting to get loaded',
      },
    },
    tags: {
      on_time: { name: 'On time', description: 'The driver expects to make the appointment' },
      delayed: { name: 'Delayed', description: 'The driver will arrive late' },
      driver_unreachable: { name: 'Driver unreachable', description: 'Nobody who knows about the load picked up' },
      breakdown: { name: 'Breakdown', description: 'The truck or trailer needs repair' },
    },
    labels: { accurate_eta: 'Accurate ETA', missing_location: 'Location missing', escalate: 'Escalate' },
    keywords: ['ETA', 'detention', 'weigh station', 'drop trailer', 'receiver', 'hours of service'],
    afterHours:
      'You have reached [[company]] tracking. Nobody is at the desk right now. Please leave your load number and your location.',
    voicemail:
      'Hi {{driver_name}}, {{company_name}} calling for an update on load {{load_number}} to {{destination_city}}. Please call {{callback_number}} with your location and ETA.',
  },
  appointment_scheduling: {
    name: 'Appointment Scheduling',
    extract: {
      appointment_date: { description: 'Day the warehouse confirmed' },
      appointment_time: { description: 'Time slot the warehouse confirmed, local time' },
      dock_number: { description: 'Dock door assigned to the truck' },
      contact_name: { description: 'Person at the warehouse who confirmed' },
      special_instructions: {
        description: 'Anything the driver must know on arrival',
        example: 'Check in at gate 2 with two forms of ID',
      },
    },
    tags: {
      scheduled: { name: 'Scheduled', description: 'A slot was booked' },
      rescheduled: { name: 'Rescheduled', description: 'An earlier slot was moved' },
      no_slot_available: { name: 'No slot available', description: 'The warehouse had nothing open' },
      wrong_facility: { name: 'Wrong facility', description: 'The number belongs to another site' },
    },
    labels: { confirmed: 'Confirmed', double_booked: 'Double booked', follow_up: 'Follow up' },
    keywords: ['dock door', 'live unload', 'drop and hook', 'receiving hours', 'PO number', 'pallet count'],
    afterHours:
      'Thank you for calling [[company]]. The scheduling desk is closed. Please call back during business hours to book a dock appointment.',
    voicemail:
      'Hello, this is {{company_name}} calling to book a dock appointment in {{facility_city}} for reference {{reference_number}}. Please call us back at {{callback_number}}.',
  },
  collections: {
    name: 'Invoice Collections',
    extract: {
      invoice_number: { description: 'Invoice the call is about' },
      amount_due: { description: 'Open balance the customer confirms, in US dollars' },
      promised_payment_date: { description: 'Day the customer promises to pay by' },
      is_disputed: { description: 'Whether the customer contests the invoice' },
      dispute_reason: { description: 'Why the customer contests the invoice', example: 'Detention was billed twice' },
    },
    tags: {
      promise_to_pay: { name: 'Promise to pay', description: 'The customer named a payment date' },
      disputed: { name: 'Disputed', description: 'The customer contests all or part of the invoice' },
      already_paid: { name: 'Already paid', description: 'The customer says the payment is on its way' },
      wrong_contact: { name: 'Wrong contact', description: 'The person reached does not handle payments' },
    },
    labels: { compliant: 'Compliant', tone_issue: 'Tone issue', payment_plan: 'Payment plan' },
    keywords: ['accounts payable', 'remittance', 'net 30', 'past due', 'ACH', 'factoring company'],
    afterHours:
      'You have reached accounts receivable at [[company]]. We are out of the office. Please leave your invoice number and we will return your call.',
    voicemail:
      'Hello, this is {{account_manager}} from {{company_name}} about invoice {{invoice_number}}. Please call us at {{callback_number}} at your earliest convenience.',
  },
  lead_qualification: {
    name: 'Lead Qualification',
    extract: {
      company_name: { description: 'Company the lead works for' },
      contact_email: { description: 'Address for the follow-up' },
      monthly_shipments: { description: 'Shipments the company moves in a month' },
      decision_maker: { description: 'Whether the contact decides on freight providers' },
      current_provider: { description: 'Provider the company uses today' },
    },
    tags: {
      qualified: { name: 'Qualified', description: 'Volume and authority fit; hand over to sales' },
      not_a_fit: { name: 'Not a fit', description: 'The company ships too little or nothing at all' },
      call_back_later: { name: 'Call back later', description: 'Interested, but not this quarter' },
      do_not_call: { name: 'Do not call', description: 'The contact asked not to be called again' },
    },
    labels: { hot_lead: 'Hot lead', nurture: 'Nurture', closed: 'Closed' },
    keywords: ['FTL', 'LTL', 'drayage', 'spot quote', 'freight broker', 'lane'],
    afterHours:
      'Thanks for your interest in [[company]]. Our sales team is back in the morning. Leave your name and number and we will reach out.',
    voicemail:
      'Hi, {{agent_name}} here from {{company_name}}. We help shippers around {{campaign_city}} cut their freight costs. Call me back at {{callback_number}} when you have a minute.',
  },
  after_hours_support: {
    name: 'After-Hours Support',
    extract: {
      caller_name: { description: 'Full name of the caller' },
      callback_phone: { description: 'Number to call back' },
      issue_summary: { description: 'What happened, in one sentence', example: 'Reefer unit alarm on a produce load' },
      is_urgent: { description: 'Whether it cannot wait until morning' },
    },
    tags: {
      resolved: { name: 'Resolved', description: 'The caller got what they needed' },
      escalated: { name: 'Escalated', description: 'The call went to the manager on duty' },
      message_taken: { name: 'Message taken', description: 'Someone will call back in the morning' },
      wrong_number: { name: 'Wrong number', description: 'The caller meant to reach someone else' },
    },
    labels: { handled_well: 'Handled well', missed_urgency: 'Urgency missed', duplicate: 'Duplicate' },
    keywords: ['on call', 'breakdown', 'accident', 'reefer alarm', 'seal number', 'roadside'],
    afterHours:
      'You have reached [[company]] after business hours. If a load is at risk, stay on the line and we will find the manager on duty.',
    voicemail:
      'This is {{company_name}} returning your call. {{on_call_manager}} is on duty tonight at {{callback_number}}.',
  },
  driver_recruiting: {
    name: 'Driver Recruiting',
    extract: {
      driver_name: { description: 'Full name of the applicant' },
      years_of_experience: { description: 'Years the applicant has driven professionally' },
      license_class: { description: "Class of the applicant's license", example: 'CDL Class A' },
      home_city: { description: 'City the applicant wants to be home in' },
      available_from: { description: 'First day the applicant can start' },
    },
    tags: {
      interview_booked: { name: 'Interview booked', description: 'A recruiter will talk to the applicant' },
      not_eligible: { name: 'Not eligible', description: 'A requirement is not met' },
      thinking_it_over: { name: 'Thinking it over', description: 'The applicant wants more time' },
      no_answer: { name: 'No answer', description: 'The applicant did not pick up' },
    },
    labels: { strong_candidate: 'Strong candidate', missing_papers: 'Papers missing', rejected: 'Rejected' },
    keywords: ['CDL', 'hazmat endorsement', 'home time', 'owner-operator', 'sign-on bonus', 'OTR'],
    afterHours:
      'Thanks for calling [[company]] driver recruiting. We are closed right now. Tell us your name and license class and we will call you back.',
    voicemail:
      'Hi, {{recruiter_name}} from {{company_name}} about the driving job out of {{depot_city}}. Give me a call at {{callback_number}}.',
  },
  proof_of_delivery: {
    name: 'Proof of Delivery',
    extract: {
      load_number: { description: 'Load that was delivered' },
      delivered_on: { description: 'Day the freight was handed over' },
      signed_by: { description: 'Person who signed for the freight' },
      document_sent: { description: 'Whether the signed paper was sent in' },
      damage_notes: {
        description: 'Damage or shortage noted on the paper',
        example: 'One pallet wet, three cartons refused',
      },
    },
    tags: {
      document_received: { name: 'Document received', description: 'The signed paper is in' },
      document_pending: { name: 'Document pending', description: 'The carrier will send it later' },
      damage_reported: { name: 'Damage reported', description: 'The receiver noted damage or a shortage' },
      not_delivered: { name: 'Not delivered', description: 'The freight is still on the truck' },
    },
    labels: { complete: 'Complete', unreadable: 'Unreadable', claim: 'Claim' },
    keywords: ['POD', 'bill of lading', 'signed copy', 'OS and D', 'shortage', 'consignee'],
    afterHours:
      'You have reached the paperwork desk at [[company]]. We are closed. Please text a photo of the signed bill of lading and call back tomorrow.',
    voicemail:
      'Hi, {{dispatcher_name}} with {{company_name}}. We still need the signed paperwork for load {{load_number}}. Send it over or call {{callback_number}}.',
  },
};
