import type { ArchetypeTexts } from '../catalogue.ts';

export const texts: ArchetypeTexts = {
  carrier_sales: {
    name: 'Contratación de transportistas',
    extract: {
      mc_number: { description: 'Número de permiso SICT que da el transportista para validar su empresa' },
      load_number: { description: 'Número del embarque por el que pregunta el transportista' },
      equipment_type: {
        description: 'Unidad que el transportista tiene disponible',
        example: 'Tráiler con caja seca de 53 pies',
      },
      offered_rate: { description: 'Tarifa todo incluido que pide el transportista, en pesos mexicanos' },
      accepted: { description: 'Si el transportista aceptó mover el embarque' },
    },
    tags: {
      booked: { name: 'Viaje asignado', description: 'El transportista tomó el viaje con una tarifa acordada' },
      rate_too_high: {
        name: 'Tarifa muy alta',
        description: 'No hubo acuerdo porque el transportista pidió demasiado',
      },
      not_interested: { name: 'Sin interés', description: 'Al transportista no le interesa este viaje' },
      callback_requested: {
        name: 'Solicitó llamada',
        description: 'El transportista quiere hablar más tarde con una persona',
      },
    },
    labels: { good_negotiation: 'Buena negociación', wrong_rate: 'Tarifa mal cotizada', needs_review: 'Por revisar' },
    keywords: [
      'caja seca',
      'caja refrigerada',
      'plataforma',
      'tractocamión',
      'regreso vacío',
      'maniobras',
      'Carta Porte',
    ],
    afterHours:
      'Gracias por llamar a [[company]]. Por el momento el área de transportistas está cerrada. Déjenos su número de permiso SICT y le regresamos la llamada a primera hora.',
    voicemail:
      'Buen día, habla {{agent_name}} de {{company_name}}. Le llamo por el embarque {{load_number}}, que se carga en {{pickup_city}}. Si tiene una unidad cerca, márquenos al {{callback_number}}.',
  },
  check_calls: {
    name: 'Seguimiento de viajes',
    extract: {
      load_number: { description: 'Embarque que lleva el operador' },
      current_city: { description: 'Ciudad donde está la unidad o por la que acaba de pasar' },
      estimated_arrival: { description: 'Hora local a la que el operador calcula llegar' },
      is_delayed: { description: 'Si el operador no va a alcanzar su cita' },
      delay_reason: {
        description: 'Por qué viene tarde la unidad, en palabras del operador',
        example: 'Me tuvieron dos horas esperando a que me cargaran',
      },
    },
    tags: {
      on_time: { name: 'En tiempo', description: 'El operador calcula llegar a su cita' },
      delayed: { name: 'Con retraso', description: 'El operador va a llegar tarde' },
      driver_unreachable: { name: 'Operador no localizado', description: 'No contestó nadie que supiera del embarque' },
      breakdown: { name: 'Falla mecánica', description: 'El tractor o la caja necesita reparación' },
    },
    labels: { accurate_eta: 'ETA acertado', missing_location: 'Falta ubicación', escalate: 'Escalar' },
    keywords: ['ETA', 'estadías', 'caseta', 'báscula', 'custodia', 'bitácora', 'operador'],
    afterHours:
      'Se ha comunicado al área de monitoreo de [[company]]. En este momento no hay nadie disponible. Por favor deje su número de embarque y su ubicación.',
    voicemail:
      'Qué tal, {{driver_name}}, le hablamos de {{company_name}} para saber cómo va el embarque {{load_number}} con destino a {{destination_city}}. Márquenos por favor al {{callback_number}} con su ubicación y su hora estimada de llegada.',
  },
  appointment_scheduling: {
    name: 'Programación de citas',
    extract: {
      appointment_date: { description: 'Día que confirmó el almacén' },
      appointment_time: { description: 'Horario que confirmó el almacén, en hora local' },
      dock_number: { description: 'Andén asignado a la unidad' },
      contact_name: { description: 'Persona del almacén que confirmó' },
      special_instructions: {
        description: 'Lo que el operador debe saber al llegar',
        example: 'Registrarse en la caseta 2 con dos identificaciones oficiales',
      },
    },
    tags: {
      scheduled: { name: 'Cita programada', description: 'Se apartó un horario' },
      rescheduled: { name: 'Cita reprogramada', description: 'Se movió una cita que ya existía' },
      no_slot_available: { name: 'Sin espacio', description: 'El almacén no tenía horarios disponibles' },
      wrong_facility: { name: 'Almacén equivocado', description: 'El número es de otra ubicación' },
    },
    labels: { confirmed: 'Confirmada', double_booked: 'Cita duplicada', follow_up: 'Dar seguimiento' },
    keywords: ['andén', 'descarga en vivo', 'desenganche', 'horario de recibo', 'orden de compra', 'tarimas'],
    afterHours:
      'Gracias por llamar a [[company]]. El área de citas está cerrada. Por favor vuelva a llamar en horario de oficina para programar su cita en andén.',
    voicemail:
      'Buen día, hablamos de {{company_name}} para programar una cita en andén en {{facility_city}} con la referencia {{reference_number}}. Por favor regrésenos la llamada al {{callback_number}}.',
  },
  collections: {
    name: 'Cobranza de facturas',
    extract: {
      invoice_number: { description: 'Factura de la que trata la llamada' },
      amount_due: { description: 'Saldo pendiente que confirma el cliente, en pesos mexicanos' },
      promised_payment_date: { description: 'Fecha límite en que el cliente se compromete a pagar' },
      is_disputed: { description: 'Si el cliente objeta la factura' },
      dispute_reason: {
        description: 'Por qué el cliente objeta la factura',
        example: 'Se cobraron dos veces las estadías',
      },
    },
    tags: {
      promise_to_pay: { name: 'Promesa de pago', description: 'El cliente dio una fecha de pago' },
      disputed: { name: 'En aclaración', description: 'El cliente objeta toda la factura o una parte' },
      already_paid: { name: 'Ya pagada', description: 'El cliente dice que el pago ya va en camino' },
      wrong_contact: { name: 'Contacto equivocado', description: 'La persona que contestó no ve los pagos' },
    },
    labels: { compliant: 'Cumple con la política', tone_issue: 'Problema de tono', payment_plan: 'Convenio de pago' },
    keywords: [
      'cuentas por pagar',
      'complemento de pago',
      'crédito a 30 días',
      'saldo vencido',
      'SPEI',
      'CFDI',
      'factoraje',
    ],
    afterHours:
      'Se ha comunicado a cuentas por cobrar de [[company]]. En este momento no estamos en la oficina. Por favor deje su número de factura y le regresamos la llamada.',
    voicemail:
      'Buen día, habla {{account_manager}} de {{company_name}} sobre la factura {{invoice_number}}. Le agradeceremos que se comunique lo antes posible al {{callback_number}}.',
  },
  lead_qualification: {
    name: 'Calificación de prospectos',
    extract: {
      company_name: { description: 'Empresa en la que trabaja el prospecto' },
      contact_email: { description: 'Correo electrónico para dar seguimiento' },
      monthly_shipments: { description: 'Embarques que mueve la empresa al mes' },
      decision_maker: { description: 'Si el contacto decide qué proveedores de flete se contratan' },
      current_provider: { description: 'Proveedor con el que trabaja hoy la empresa' },
    },
    tags: {
      qualified: { name: 'Calificado', description: 'Cumple en volumen y poder de decisión; pasar a ventas' },
      not_a_fit: { name: 'No califica', description: 'La empresa embarca muy poco o nada' },
      call_back_later: { name: 'Llamar después', description: 'Le interesa, pero no en este trimestre' },
      do_not_call: { name: 'No llamar', description: 'El contacto pidió que ya no se le llame' },
    },
    labels: { hot_lead: 'Prospecto caliente', nurture: 'Dar seguimiento', closed: 'Cerrado' },
    keywords: ['viaje dedicado', 'carga consolidada', 'acarreo', 'cotización', 'agente de carga', 'ruta'],
    afterHours:
      'Gracias por su interés en [[company]]. Nuestro equipo de ventas regresa mañana temprano. Deje su nombre y su teléfono y nos comunicamos con usted.',
    voicemail:
      'Qué tal, le habla {{agent_name}} de {{company_name}}. Ayudamos a empresas de la zona de {{campaign_city}} a bajar sus costos de flete. Cuando tenga un minuto, márqueme al {{callback_number}}.',
  },
  after_hours_support: {
    name: 'Soporte fuera de horario',
    extract: {
      caller_name: { description: 'Nombre completo de quien llama' },
      callback_phone: { description: 'Teléfono para regresar la llamada' },
      issue_summary: {
        description: 'Qué pasó, en una sola frase',
        example: 'Alarma del termo en un embarque de frutas y verduras',
      },
      is_urgent: { description: 'Si no puede esperar a mañana' },
    },
    tags: {
      resolved: { name: 'Resuelto', description: 'Quien llamó obtuvo lo que necesitaba' },
      escalated: { name: 'Escalado', description: 'La llamada pasó al gerente de guardia' },
      message_taken: { name: 'Recado tomado', description: 'Alguien le llamará por la mañana' },
      wrong_number: { name: 'Número equivocado', description: 'Quien llamó buscaba a otra empresa o persona' },
    },
    labels: { handled_well: 'Bien atendida', missed_urgency: 'Urgencia no detectada', duplicate: 'Duplicada' },
    keywords: [
      'guardia',
      'falla mecánica',
      'accidente',
      'alarma del termo',
      'número de sello',
      'auxilio vial',
      'robo de unidad',
    ],
    afterHours:
      'Se ha comunicado a [[company]] fuera del horario de oficina. Si su carga está en riesgo, no cuelgue y localizaremos al gerente de guardia.',
    voicemail:
      'Hablamos de {{company_name}} para regresarle su llamada. Esta noche está de guardia {{on_call_manager}}, en el {{callback_number}}.',
  },
  driver_recruiting: {
    name: 'Reclutamiento de operadores',
    extract: {
      driver_name: { description: 'Nombre completo del candidato' },
      years_of_experience: { description: 'Años que el candidato lleva manejando como operador' },
      license_class: { description: 'Tipo de licencia federal del candidato', example: 'Licencia federal tipo E' },
      home_city: { description: 'Ciudad a la que el candidato quiere regresar a descansar' },
      available_from: { description: 'Primer día en que el candidato puede empezar' },
    },
    tags: {
      interview_booked: { name: 'Entrevista agendada', description: 'Un reclutador va a platicar con el candidato' },
      not_eligible: { name: 'No cumple requisitos', description: 'Falta alguno de los requisitos' },
      thinking_it_over: { name: 'Lo está pensando', description: 'El candidato pidió más tiempo' },
      no_answer: { name: 'No contestó', description: 'El candidato no tomó la llamada' },
    },
    labels: { strong_candidate: 'Buen candidato', missing_papers: 'Faltan papeles', rejected: 'Descartado' },
    keywords: [
      'quinta rueda',
      'licencia federal',
      'apto médico',
      'materiales peligrosos',
      'hombre-camión',
      'bono de contratación',
      'full',
    ],
    afterHours:
      'Gracias por llamar al área de reclutamiento de operadores de [[company]]. Por el momento estamos cerrados. Díganos su nombre y su tipo de licencia y le regresamos la llamada.',
    voicemail:
      'Qué tal, habla {{recruiter_name}} de {{company_name}} por la vacante de operador con base en {{depot_city}}. Márqueme al {{callback_number}}.',
  },
  proof_of_delivery: {
    name: 'Evidencias de entrega',
    extract: {
      load_number: { description: 'Embarque que se entregó' },
      delivered_on: { description: 'Día en que el operador entregó la mercancía' },
      signed_by: { description: 'Persona que firmó de recibido' },
      document_sent: { description: 'Si ya se mandó la evidencia firmada' },
      damage_notes: {
        description: 'Daños o faltantes anotados en la evidencia',
        example: 'Una tarima mojada, tres cajas rechazadas',
      },
    },
    tags: {
      document_received: { name: 'Evidencia recibida', description: 'Ya tenemos el documento firmado' },
      document_pending: { name: 'Evidencia pendiente', description: 'El transportista la manda después' },
      damage_reported: { name: 'Daño reportado', description: 'El cliente anotó daños o un faltante' },
      not_delivered: { name: 'Sin entregar', description: 'La mercancía sigue arriba de la unidad' },
    },
    labels: { complete: 'Completa', unreadable: 'Ilegible', claim: 'Reclamo' },
    keywords: ['evidencias', 'Carta Porte', 'sello de recibido', 'faltante', 'rechazo', 'remisión', 'destinatario'],
    afterHours:
      'Se ha comunicado al área de evidencias de [[company]]. Ya cerramos. Por favor mande por WhatsApp una foto de la evidencia firmada y sellada y llámenos mañana.',
    voicemail:
      'Qué tal, habla {{dispatcher_name}} de {{company_name}}. Todavía nos falta la evidencia firmada del embarque {{load_number}}. Mándenosla o márquenos al {{callback_number}}.',
  },
};
