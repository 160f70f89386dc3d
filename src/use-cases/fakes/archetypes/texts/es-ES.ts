import type { ArchetypeTexts } from '../catalogue.ts';

export const texts: ArchetypeTexts = {
  carrier_sales: {
    name: 'Asignación de cargas a transportistas',
    extract: {
      mc_number: {
        description: 'Número de la tarjeta de transporte que facilita el transportista para su verificación',
      },
      load_number: { description: 'Número de la carga por la que pregunta el transportista' },
      equipment_type: {
        description: 'Semirremolque que tiene libre el transportista',
        example: 'Tautliner de 13,60 m',
      },
      offered_rate: { description: 'Precio cerrado que pide el transportista, en euros' },
      accepted: { description: 'Si el transportista ha aceptado el porte' },
    },
    tags: {
      booked: { name: 'Porte cerrado', description: 'El transportista se queda la carga al precio acordado' },
      rate_too_high: {
        name: 'Precio demasiado alto',
        description: 'Sin acuerdo porque el transportista pedía demasiado',
      },
      not_interested: { name: 'No le interesa', description: 'El transportista no quiere esta carga' },
      callback_requested: {
        name: 'Solicita llamada',
        description: 'El transportista prefiere hablar más tarde con una persona',
      },
    },
    labels: {
      good_negotiation: 'Buena negociación',
      wrong_rate: 'Precio erróneo',
      needs_review: 'Pendiente de revisión',
    },
    keywords: [
      'tautliner',
      'frigorífico',
      'góndola',
      'kilómetros en vacío',
      'bolsa de cargas',
      'orden de carga',
      'autónomo',
    ],
    afterHours:
      'Gracias por llamar a [[company]]. El departamento de tráfico está cerrado en estos momentos. Indíquenos su número de tarjeta de transporte y le llamaremos a primera hora.',
    voicemail:
      'Hola, soy {{agent_name}}, de {{company_name}}. Le llamo por la carga {{load_number}}, con recogida en {{pickup_city}}. Si tiene un camión por la zona, llámenos al {{callback_number}}.',
  },
  check_calls: {
    name: 'Seguimiento de transportes',
    extract: {
      load_number: { description: 'Carga que lleva el conductor' },
      current_city: { description: 'Población en la que está el camión o que acaba de pasar' },
      estimated_arrival: { description: 'Hora local a la que el conductor prevé llegar' },
      is_delayed: { description: 'Si el conductor no va a llegar a la hora concertada' },
      delay_reason: {
        description: 'Motivo del retraso, en palabras del conductor',
        example: 'He estado dos horas parado en el cargador hasta que me han cargado',
      },
    },
    tags: {
      on_time: { name: 'En hora', description: 'El conductor prevé llegar a la hora concertada' },
      delayed: { name: 'Con retraso', description: 'El conductor va a llegar tarde' },
      driver_unreachable: {
        name: 'Conductor ilocalizable',
        description: 'No ha contestado nadie que conozca la carga',
      },
      breakdown: { name: 'Avería', description: 'La tractora o el semirremolque tiene que pasar por taller' },
    },
    labels: {
      accurate_eta: 'Hora prevista acertada',
      missing_location: 'Falta la ubicación',
      escalate: 'Derivar al responsable',
    },
    keywords: [
      'hora prevista',
      'paralización',
      'tacógrafo',
      'horas de conducción',
      'descanso',
      'atasco',
      'destinatario',
    ],
    afterHours:
      'Ha llamado al servicio de seguimiento de [[company]]. Ahora mismo no hay nadie en la oficina. Por favor, deje su número de carga y dónde se encuentra.',
    voicemail:
      'Hola, {{driver_name}}, le llamamos de {{company_name}} para saber cómo va la carga {{load_number}} con destino a {{destination_city}}. Llámenos, por favor, al {{callback_number}} y díganos dónde está y a qué hora prevé llegar.',
  },
  appointment_scheduling: {
    name: 'Gestión de citas en muelle',
    extract: {
      appointment_date: { description: 'Día que ha confirmado el almacén' },
      appointment_time: { description: 'Franja horaria que ha confirmado el almacén, hora local' },
      dock_number: { description: 'Muelle asignado al camión' },
      contact_name: { description: 'Persona del almacén que ha dado la confirmación' },
      special_instructions: {
        description: 'Lo que el conductor debe saber al llegar',
        example: 'Entrar por la puerta 2 con chaleco, botas de seguridad y DNI',
      },
    },
    tags: {
      scheduled: { name: 'Cita concertada', description: 'Se ha reservado una franja' },
      rescheduled: { name: 'Cita cambiada', description: 'Se ha movido una cita anterior' },
      no_slot_available: { name: 'Sin huecos', description: 'El almacén no tenía ninguna franja libre' },
      wrong_facility: { name: 'Almacén erróneo', description: 'El teléfono corresponde a otro centro' },
    },
    labels: { confirmed: 'Confirmada', double_booked: 'Reserva duplicada', follow_up: 'Volver a contactar' },
    keywords: [
      'muelle',
      'franja horaria',
      'palés',
      'transpaleta',
      'hora de descarga',
      'número de pedido',
      'plataforma logística',
    ],
    afterHours:
      'Gracias por llamar a [[company]]. El departamento de citas está cerrado. Por favor, vuelva a llamar en horario de oficina para reservar muelle.',
    voicemail:
      'Hola, llamamos de {{company_name}} para reservar muelle en {{facility_city}} con la referencia {{reference_number}}. Por favor, llámenos al {{callback_number}}.',
  },
  collections: {
    name: 'Gestión de cobros',
    extract: {
      invoice_number: { description: 'Factura a la que se refiere la llamada' },
      amount_due: { description: 'Importe pendiente que reconoce el cliente, en euros' },
      promised_payment_date: { description: 'Fecha en la que el cliente se compromete a haber pagado' },
      is_disputed: { description: 'Si el cliente no está conforme con la factura' },
      dispute_reason: {
        description: 'Por qué el cliente no está conforme con la factura',
        example: 'Nos han facturado dos veces la paralización',
      },
    },
    tags: {
      promise_to_pay: { name: 'Compromiso de pago', description: 'El cliente ha dado una fecha de pago' },
      disputed: { name: 'Factura reclamada', description: 'El cliente discute toda la factura o una parte' },
      already_paid: { name: 'Ya abonada', description: 'El cliente dice que el pago está en camino' },
      wrong_contact: { name: 'Contacto erróneo', description: 'La persona que ha contestado no lleva los pagos' },
    },
    labels: { compliant: 'Conforme', tone_issue: 'Tono inadecuado', payment_plan: 'Pago aplazado' },
    keywords: [
      'cuentas a pagar',
      'transferencia SEPA',
      'vencimiento a 30 días',
      'confirming',
      'pagaré',
      'recibo devuelto',
      'factoring',
    ],
    afterHours:
      'Ha llamado al departamento de cobros de [[company]]. Nuestra oficina está cerrada. Por favor, indique el número de factura y nos pondremos en contacto con usted.',
    voicemail:
      'Hola, soy {{account_manager}}, de {{company_name}}. Le llamo por la factura {{invoice_number}}. Le ruego que nos llame al {{callback_number}} en cuanto le sea posible.',
  },
  lead_qualification: {
    name: 'Cualificación de clientes potenciales',
    extract: {
      company_name: { description: 'Empresa en la que trabaja el contacto' },
      contact_email: { description: 'Correo electrónico al que escribirle después' },
      monthly_shipments: { description: 'Envíos que realiza la empresa al mes' },
      decision_maker: { description: 'Si el contacto decide con qué transportistas se trabaja' },
      current_provider: { description: 'Proveedor de transporte actual de la empresa' },
    },
    tags: {
      qualified: { name: 'Cualificado', description: 'Encaja por volumen y capacidad de decisión; pasar a comercial' },
      not_a_fit: { name: 'No encaja', description: 'La empresa envía muy poco o nada' },
      call_back_later: { name: 'Llamar más adelante', description: 'Le interesa, pero no este trimestre' },
      do_not_call: { name: 'No volver a llamar', description: 'El contacto ha pedido que no se le llame más' },
    },
    labels: { hot_lead: 'Muy interesado', nurture: 'En maduración', closed: 'Cerrado' },
    keywords: ['carga completa', 'grupaje', 'paquetería', 'presupuesto', 'operador logístico', 'transitario'],
    afterHours:
      'Gracias por su interés en [[company]]. Nuestro equipo comercial vuelve mañana por la mañana. Déjenos su nombre y su móvil y le llamaremos.',
    voicemail:
      'Hola, soy {{agent_name}}, de {{company_name}}. Ayudamos a empresas de la zona de {{campaign_city}} a reducir sus costes de transporte. Llámeme al {{callback_number}} cuando tenga un momento.',
  },
  after_hours_support: {
    name: 'Atención fuera de horario',
    extract: {
      caller_name: { description: 'Nombre y apellidos de la persona que llama' },
      callback_phone: { description: 'Teléfono al que devolver la llamada' },
      issue_summary: {
        description: 'Qué ha ocurrido, en una frase',
        example: 'Ha saltado la alarma del equipo de frío con una carga de fruta',
      },
      is_urgent: { description: 'Si no puede esperar hasta mañana' },
    },
    tags: {
      resolved: { name: 'Resuelta', description: 'La persona que llama ha obtenido lo que necesitaba' },
      escalated: { name: 'Derivada', description: 'La llamada se ha pasado al responsable de guardia' },
      message_taken: { name: 'Aviso recogido', description: 'Alguien devolverá la llamada por la mañana' },
      wrong_number: { name: 'Llamada equivocada', description: 'La persona que llama buscaba otro número' },
    },
    labels: { handled_well: 'Bien gestionada', missed_urgency: 'Urgencia no detectada', duplicate: 'Repetida' },
    keywords: ['guardia', 'avería', 'accidente', 'equipo de frío', 'precinto', 'grúa', 'asistencia en carretera'],
    afterHours:
      'Ha llamado a [[company]] fuera del horario de oficina. Si hay una mercancía en peligro, no cuelgue y localizaremos al responsable de guardia.',
    voicemail:
      'Le llamamos de {{company_name}} en respuesta a su llamada. Esta noche puede localizar a {{on_call_manager}}, responsable de guardia, en el {{callback_number}}.',
  },
  driver_recruiting: {
    name: 'Selección de conductores',
    extract: {
      driver_name: { description: 'Nombre y apellidos del candidato' },
      years_of_experience: { description: 'Años que el candidato lleva conduciendo profesionalmente' },
      license_class: { description: 'Permiso de conducir del candidato', example: 'Permiso C+E con CAP en vigor' },
      home_city: { description: 'Ciudad en la que el candidato quiere hacer el descanso en casa' },
      available_from: { description: 'Primer día en que el candidato podría incorporarse' },
    },
    tags: {
      interview_booked: {
        name: 'Entrevista concertada',
        description: 'Un técnico de selección hablará con el candidato',
      },
      not_eligible: { name: 'No apto', description: 'No cumple algún requisito' },
      thinking_it_over: { name: 'Se lo está pensando', description: 'El candidato necesita más tiempo' },
      no_answer: { name: 'No contesta', description: 'El candidato no ha cogido el teléfono' },
    },
    labels: { strong_candidate: 'Candidato idóneo', missing_papers: 'Falta documentación', rejected: 'Rechazado' },
    keywords: ['permiso C+E', 'CAP', 'ADR', 'tarjeta de tacógrafo', 'dietas', 'ruta internacional', 'incorporación'],
    afterHours:
      'Gracias por llamar al departamento de selección de conductores de [[company]]. Ahora mismo está cerrado. Díganos su nombre y qué permiso de conducir tiene, y le llamaremos.',
    voicemail:
      'Hola, soy {{recruiter_name}}, de {{company_name}}. Le llamo por el puesto de conductor con base en {{depot_city}}. Llámeme al {{callback_number}}.',
  },
  proof_of_delivery: {
    name: 'Albaranes de entrega',
    extract: {
      load_number: { description: 'Carga que se ha entregado' },
      delivered_on: { description: 'Día en que se entregó la mercancía' },
      signed_by: { description: 'Persona que ha firmado el albarán' },
      document_sent: { description: 'Si se ha enviado el albarán firmado' },
      damage_notes: {
        description: 'Daños o faltas anotados en el albarán',
        example: 'Un palé mojado y tres bultos rechazados',
      },
    },
    tags: {
      document_received: { name: 'Albarán recibido', description: 'El albarán firmado ya está en la oficina' },
      document_pending: { name: 'Albarán pendiente', description: 'El transportista lo enviará más adelante' },
      damage_reported: { name: 'Reserva por daños', description: 'El destinatario ha anotado daños o faltas' },
      not_delivered: { name: 'No entregado', description: 'La mercancía sigue en el camión' },
    },
    labels: { complete: 'Completo', unreadable: 'Ilegible', claim: 'Siniestro' },
    keywords: ['albarán', 'CMR', 'carta de porte', 'conformado', 'bultos', 'falta de mercancía', 'consignatario'],
    afterHours:
      'Ha llamado al departamento de albaranes de [[company]]. Está cerrado. Haga una foto del albarán firmado con el móvil, envíenosla por mensaje y vuelva a llamar mañana.',
    voicemail:
      'Hola, soy {{dispatcher_name}}, de {{company_name}}. Nos sigue faltando el albarán firmado de la carga {{load_number}}. Envíenoslo o llámenos al {{callback_number}}.',
  },
};
