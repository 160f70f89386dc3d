import type { ArchetypeTexts } from '../catalogue.ts';

export const texts: ArchetypeTexts = {
  carrier_sales: {
    name: 'Colocação de cargas',
    extract: {
      mc_number: { description: 'Número do alvará do IMT que o transportador indica para verificação' },
      load_number: { description: 'Número da carga pela qual o transportador pergunta' },
      equipment_type: {
        description: 'Semirreboque que o transportador tem disponível',
        example: 'Semirreboque de lona de 13,60 m',
      },
      offered_rate: { description: 'Preço total que o transportador pede, em euros' },
      accepted: { description: 'Se o transportador aceitou fazer o transporte' },
    },
    tags: {
      booked: { name: 'Carga atribuída', description: 'O transportador ficou com a carga ao preço acordado' },
      rate_too_high: {
        name: 'Preço demasiado alto',
        description: 'Sem acordo, porque o transportador pediu demasiado',
      },
      not_interested: { name: 'Sem interesse', description: 'O transportador não quer esta carga' },
      callback_requested: {
        name: 'Pediu contacto',
        description: 'O transportador quer falar mais tarde com uma pessoa',
      },
    },
    labels: { good_negotiation: 'Boa negociação', wrong_rate: 'Preço errado', needs_review: 'A rever' },
    keywords: [
      'semirreboque de lona',
      'frigorífico',
      'porta-máquinas',
      'quilómetros em vazio',
      'bolsa de cargas',
      'ordem de carga',
      'alvará',
    ],
    afterHours:
      'Obrigado por ligar para a [[company]]. O departamento de tráfego está encerrado neste momento. Deixe-nos o número do seu alvará e ligamos-lhe logo pela manhã.',
    voicemail:
      'Olá, fala {{agent_name}}, da {{company_name}}. Ligo por causa da carga {{load_number}}, local de recolha: {{pickup_city}}. Se tiver um camião por perto, ligue-nos para o {{callback_number}}.',
  },
  check_calls: {
    name: 'Acompanhamento de viagens',
    extract: {
      load_number: { description: 'Carga que o motorista transporta' },
      current_city: { description: 'Localidade onde o camião está ou por onde acabou de passar' },
      estimated_arrival: { description: 'Hora local a que o motorista conta chegar' },
      is_delayed: { description: 'Se o motorista vai falhar a hora marcada' },
      delay_reason: {
        description: 'Motivo do atraso, nas palavras do motorista',
        example: 'Estive duas horas no expedidor à espera de carregar',
      },
    },
    tags: {
      on_time: { name: 'Dentro do horário', description: 'O motorista conta chegar à hora marcada' },
      delayed: { name: 'Atrasado', description: 'O motorista vai chegar atrasado' },
      driver_unreachable: { name: 'Motorista incontactável', description: 'Não atendeu ninguém que soubesse da carga' },
      breakdown: { name: 'Avaria', description: 'O trator ou o semirreboque precisa de reparação' },
    },
    labels: { accurate_eta: 'Hora prevista correta', missing_location: 'Falta a localização', escalate: 'Escalar' },
    keywords: [
      'hora prevista',
      'tempo de espera',
      'tacógrafo',
      'tempos de condução',
      'pausa',
      'destinatário',
      'portagem',
    ],
    afterHours:
      'Ligou para o acompanhamento de viagens da [[company]]. Neste momento não está ninguém disponível. Deixe, por favor, o número da carga e a sua localização.',
    voicemail:
      'Olá, {{driver_name}}, ligamos da {{company_name}} para saber o ponto de situação da carga {{load_number}}, destino {{destination_city}}. Ligue-nos, por favor, para o {{callback_number}} e indique a sua localização e a hora prevista de chegada.',
  },
  appointment_scheduling: {
    name: 'Marcação de cais',
    extract: {
      appointment_date: { description: 'Dia que o armazém confirmou' },
      appointment_time: { description: 'Horário que o armazém confirmou, hora local' },
      dock_number: { description: 'Cais atribuído ao camião' },
      contact_name: { description: 'Pessoa do armazém que confirmou' },
      special_instructions: {
        description: 'O que o motorista tem de saber à chegada',
        example: 'Apresentar-se na portaria 2 com colete e cartão de cidadão',
      },
    },
    tags: {
      scheduled: { name: 'Marcado', description: 'Ficou reservado um horário' },
      rescheduled: { name: 'Remarcado', description: 'Foi alterada uma marcação anterior' },
      no_slot_available: { name: 'Sem vaga', description: 'O armazém não tinha nenhum horário livre' },
      wrong_facility: { name: 'Armazém errado', description: 'O número pertence a outras instalações' },
    },
    labels: { confirmed: 'Confirmado', double_booked: 'Marcação em duplicado', follow_up: 'Voltar a contactar' },
    keywords: ['cais', 'janela horária', 'paletes', 'porta-paletes', 'receção de mercadorias', 'nota de encomenda'],
    afterHours:
      'Obrigado por ligar para a [[company]]. O serviço de marcações está encerrado. Volte a ligar, por favor, no horário de expediente para marcar cais.',
    voicemail:
      'Olá, ligamos da {{company_name}} para marcar cais no vosso armazém ({{facility_city}}) com a referência {{reference_number}}. Ligue-nos, por favor, para o {{callback_number}}.',
  },
  collections: {
    name: 'Cobrança de faturas',
    extract: {
      invoice_number: { description: 'Fatura a que a chamada diz respeito' },
      amount_due: { description: 'Valor em dívida que o cliente confirma, em euros' },
      promised_payment_date: { description: 'Data até à qual o cliente se compromete a pagar' },
      is_disputed: { description: 'Se o cliente contesta a fatura' },
      dispute_reason: {
        description: 'Por que motivo o cliente contesta a fatura',
        example: 'O tempo de espera foi faturado duas vezes',
      },
    },
    tags: {
      promise_to_pay: { name: 'Promessa de pagamento', description: 'O cliente indicou uma data de pagamento' },
      disputed: { name: 'Contestada', description: 'O cliente contesta a fatura no todo ou em parte' },
      already_paid: { name: 'Já liquidada', description: 'O cliente diz que o pagamento está a caminho' },
      wrong_contact: { name: 'Contacto errado', description: 'A pessoa que atendeu não trata de pagamentos' },
    },
    labels: { compliant: 'Conforme', tone_issue: 'Tom desadequado', payment_plan: 'Plano de pagamentos' },
    keywords: [
      'contas a pagar',
      'transferência SEPA',
      'pagamento a 30 dias',
      'fatura vencida',
      'nota de crédito',
      'IBAN',
      'factoring',
    ],
    afterHours:
      'Ligou para o departamento de cobranças da [[company]]. O escritório está encerrado. Deixe, por favor, o número da fatura e devolvemos-lhe a chamada.',
    voicemail:
      'Olá, fala {{account_manager}}, da {{company_name}}, a respeito da fatura {{invoice_number}}. Agradecemos que nos ligue para o {{callback_number}} assim que lhe for possível.',
  },
  lead_qualification: {
    name: 'Qualificação de potenciais clientes',
    extract: {
      company_name: { description: 'Empresa onde o contacto trabalha' },
      contact_email: { description: 'Endereço de e-mail para dar seguimento' },
      monthly_shipments: { description: 'Expedições que a empresa faz por mês' },
      decision_maker: { description: 'Se o contacto decide quem faz os transportes' },
      current_provider: { description: 'Fornecedor de transporte atual da empresa' },
    },
    tags: {
      qualified: { name: 'Qualificado', description: 'Tem volume e poder de decisão; passar à equipa comercial' },
      not_a_fit: { name: 'Sem perfil', description: 'A empresa expede muito pouco ou nada' },
      call_back_later: { name: 'Ligar mais tarde', description: 'Tem interesse, mas não neste trimestre' },
      do_not_call: { name: 'Não voltar a ligar', description: 'O contacto pediu para não ser mais contactado' },
    },
    labels: { hot_lead: 'Muito interessado', nurture: 'A acompanhar', closed: 'Fechado' },
    keywords: ['carga completa', 'grupagem', 'contentor', 'cotação', 'transitário', 'operador logístico'],
    afterHours:
      'Obrigado pelo seu interesse na [[company]]. A nossa equipa comercial regressa amanhã de manhã. Deixe o seu nome e o seu número de telemóvel e entraremos em contacto.',
    voicemail:
      'Olá, fala {{agent_name}}, da {{company_name}}. Ajudamos empresas da sua zona, {{campaign_city}} e arredores, a reduzir os custos de transporte. Ligue-me para o {{callback_number}} quando tiver um minuto.',
  },
  after_hours_support: {
    name: 'Apoio fora de horas',
    extract: {
      caller_name: { description: 'Nome completo de quem liga' },
      callback_phone: { description: 'Número para devolver a chamada' },
      issue_summary: {
        description: 'O que aconteceu, numa frase',
        example: 'Alarme do grupo de frio numa carga de fruta',
      },
      is_urgent: { description: 'Se não pode esperar até à manhã seguinte' },
    },
    tags: {
      resolved: { name: 'Resolvido', description: 'Quem ligou obteve o que precisava' },
      escalated: { name: 'Encaminhado', description: 'A chamada passou para o responsável de serviço' },
      message_taken: { name: 'Recado registado', description: 'Alguém vai devolver a chamada de manhã' },
      wrong_number: { name: 'Engano', description: 'Quem ligou queria falar com outra pessoa' },
    },
    labels: { handled_well: 'Bem tratado', missed_urgency: 'Urgência não detetada', duplicate: 'Duplicado' },
    keywords: [
      'de prevenção',
      'avaria',
      'acidente',
      'grupo de frio',
      'número do selo',
      'reboque',
      'assistência em viagem',
    ],
    afterHours:
      'Ligou para a [[company]] fora do horário de expediente. Se houver mercadoria em risco, não desligue e vamos localizar o responsável de serviço.',
    voicemail:
      'Fala da {{company_name}}, em resposta à sua chamada. Esta noite está de serviço {{on_call_manager}}, contactável através do {{callback_number}}.',
  },
  driver_recruiting: {
    name: 'Recrutamento de motoristas',
    extract: {
      driver_name: { description: 'Nome completo do candidato' },
      years_of_experience: { description: 'Anos de experiência profissional do candidato como motorista' },
      license_class: {
        description: 'Categoria da carta de condução do candidato',
        example: 'Carta de condução de categoria CE',
      },
      home_city: { description: 'Localidade onde o candidato quer passar os descansos em casa' },
      available_from: { description: 'Primeiro dia em que o candidato pode começar' },
    },
    tags: {
      interview_booked: { name: 'Entrevista marcada', description: 'Um recrutador vai falar com o candidato' },
      not_eligible: { name: 'Não elegível', description: 'Há um requisito que não é cumprido' },
      thinking_it_over: { name: 'A ponderar', description: 'O candidato quer mais tempo' },
      no_answer: { name: 'Não atendeu', description: 'O candidato não atendeu a chamada' },
    },
    labels: { strong_candidate: 'Bom candidato', missing_papers: 'Faltam documentos', rejected: 'Excluído' },
    keywords: ['carta CE', 'CAM', 'ADR', 'cartão de tacógrafo', 'ajudas de custo', 'serviço internacional', 'pesados'],
    afterHours:
      'Obrigado por ligar para o recrutamento de motoristas da [[company]]. Neste momento estamos encerrados. Diga-nos o seu nome e a categoria da sua carta de condução e ligamos-lhe de volta.',
    voicemail:
      'Olá, fala {{recruiter_name}}, da {{company_name}}. Ligo por causa da vaga de motorista na nossa base ({{depot_city}}). Ligue-me para o {{callback_number}}.',
  },
  proof_of_delivery: {
    name: 'Comprovativos de entrega',
    extract: {
      load_number: { description: 'Carga que foi entregue' },
      delivered_on: { description: 'Dia em que a mercadoria foi entregue' },
      signed_by: { description: 'Pessoa que assinou a receção da mercadoria' },
      document_sent: { description: 'Se o documento assinado já foi enviado' },
      damage_notes: {
        description: 'Danos ou faltas anotados no documento',
        example: 'Uma palete molhada, três caixas recusadas',
      },
    },
    tags: {
      document_received: { name: 'Documento recebido', description: 'O documento assinado já chegou' },
      document_pending: { name: 'Documento pendente', description: 'O transportador envia-o mais tarde' },
      damage_reported: { name: 'Danos reportados', description: 'O destinatário anotou danos ou faltas' },
      not_delivered: { name: 'Não entregue', description: 'A mercadoria ainda está no camião' },
    },
    labels: { complete: 'Completo', unreadable: 'Ilegível', claim: 'Sinistro' },
    keywords: ['guia de transporte', 'guia de remessa', 'CMR', 'reservas', 'faltas', 'destinatário', 'volumes'],
    afterHours:
      'Ligou para o departamento de documentação da [[company]]. Estamos encerrados. Fotografe a guia assinada com o telemóvel, envie-nos a fotografia por mensagem e volte a ligar amanhã.',
    voicemail:
      'Olá, fala {{dispatcher_name}}, da {{company_name}}. Ainda nos falta a guia assinada da carga {{load_number}}. Pedimos que no-la envie ou que ligue para o {{callback_number}}.',
  },
};
