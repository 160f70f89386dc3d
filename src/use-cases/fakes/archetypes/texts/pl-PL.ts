import type { ArchetypeTexts } from '../catalogue.ts';

export const texts: ArchetypeTexts = {
  carrier_sales: {
    name: 'Zlecenia dla przewoźników',
    extract: {
      mc_number: { description: 'Numer licencji transportowej podany przez przewoźnika do weryfikacji' },
      load_number: { description: 'Numer ładunku, o który pyta przewoźnik' },
      equipment_type: { description: 'Naczepa, którą przewoźnik ma wolną', example: 'Firanka 13,6 m' },
      offered_rate: { description: 'Łączna stawka, której żąda przewoźnik, w złotych' },
      accepted: { description: 'Czy przewoźnik zgodził się wziąć ładunek' },
    },
    tags: {
      booked: { name: 'Zlecone', description: 'Przewoźnik wziął ładunek po uzgodnionej stawce' },
      rate_too_high: { name: 'Za wysoka stawka', description: 'Brak porozumienia, bo przewoźnik chciał za dużo' },
      not_interested: { name: 'Brak zainteresowania', description: 'Przewoźnik nie chce tego ładunku' },
      callback_requested: {
        name: 'Prośba o kontakt',
        description: 'Przewoźnik chce później porozmawiać ze spedytorem',
      },
    },
    labels: { good_negotiation: 'Dobre negocjacje', wrong_rate: 'Podano złą stawkę', needs_review: 'Do sprawdzenia' },
    keywords: [
      'firanka',
      'chłodnia',
      'platforma',
      'puste kilometry',
      'giełda transportowa',
      'zlecenie transportowe',
      'fracht',
    ],
    afterHours:
      'Dziękujemy za telefon do firmy [[company]]. Dział spedycji jest teraz nieczynny. Prosimy zostawić numer licencji transportowej, a oddzwonimy z samego rana.',
    voicemail:
      'Dzień dobry, mówi {{agent_name}} z firmy {{company_name}}. Dzwonię w sprawie ładunku {{load_number}}, miejsce załadunku: {{pickup_city}}. Jeśli mają Państwo auto w pobliżu, prosimy o telefon pod numer {{callback_number}}.',
  },
  check_calls: {
    name: 'Śledzenie transportów',
    extract: {
      load_number: { description: 'Ładunek, który wiezie kierowca' },
      current_city: { description: 'Miejscowość, w której jest ciężarówka lub którą właśnie minęła' },
      estimated_arrival: { description: 'Godzina czasu lokalnego, o której kierowca planuje dojechać' },
      is_delayed: { description: 'Czy kierowca nie zdąży na awizację' },
      delay_reason: {
        description: 'Przyczyna opóźnienia słowami kierowcy',
        example: 'Dwie godziny czekałem u nadawcy na załadunek',
      },
    },
    tags: {
      on_time: { name: 'Na czas', description: 'Kierowca planuje zdążyć na awizację' },
      delayed: { name: 'Opóźnienie', description: 'Kierowca przyjedzie po czasie' },
      driver_unreachable: { name: 'Brak kontaktu z kierowcą', description: 'Nie odebrał nikt, kto wie o ładunku' },
      breakdown: { name: 'Awaria', description: 'Ciągnik lub naczepa wymaga naprawy' },
    },
    labels: { accurate_eta: 'Trafny czas przyjazdu', missing_location: 'Brak lokalizacji', escalate: 'Do eskalacji' },
    keywords: ['awizacja', 'postojowe', 'tachograf', 'czas jazdy', 'pauza', 'korek', 'odbiorca'],
    afterHours:
      'Tu dział śledzenia transportów firmy [[company]]. W tej chwili nikogo nie ma przy telefonie. Prosimy podać numer ładunku i swoją lokalizację.',
    voicemail:
      'Dzień dobry, wiadomość dla kierowcy: {{driver_name}}. Dzwonimy z firmy {{company_name}} w sprawie ładunku {{load_number}}, miejsce dostawy: {{destination_city}}. Prosimy zadzwonić pod numer {{callback_number}} i podać lokalizację oraz przewidywaną godzinę przyjazdu.',
  },
  appointment_scheduling: {
    name: 'Umawianie awizacji',
    extract: {
      appointment_date: { description: 'Dzień potwierdzony przez magazyn' },
      appointment_time: { description: 'Okno czasowe potwierdzone przez magazyn, czas lokalny' },
      dock_number: { description: 'Numer rampy przydzielonej ciężarówce' },
      contact_name: { description: 'Osoba z magazynu, która potwierdziła termin' },
      special_instructions: {
        description: 'Co kierowca musi wiedzieć po przyjeździe',
        example: 'Zgłosić się na bramę nr 2 w kamizelce i z dowodem osobistym',
      },
    },
    tags: {
      scheduled: { name: 'Umówiono', description: 'Zarezerwowano okno czasowe' },
      rescheduled: { name: 'Przełożono', description: 'Zmieniono wcześniejszy termin' },
      no_slot_available: { name: 'Brak terminów', description: 'Magazyn nie miał wolnych okien' },
      wrong_facility: { name: 'Niewłaściwy magazyn', description: 'Numer należy do innego obiektu' },
    },
    labels: { confirmed: 'Potwierdzone', double_booked: 'Podwójna rezerwacja', follow_up: 'Do ponownego kontaktu' },
    keywords: ['awizacja', 'okno czasowe', 'rampa', 'rozładunek', 'palety EUR', 'numer zamówienia', 'przepinka naczep'],
    afterHours:
      'Dziękujemy za telefon do firmy [[company]]. Dział awizacji jest już nieczynny. Aby zarezerwować okno na rampie, prosimy zadzwonić w godzinach pracy biura.',
    voicemail:
      'Dzień dobry, dzwonimy z firmy {{company_name}}, żeby umówić awizację. Magazyn: {{facility_city}}, numer referencyjny: {{reference_number}}. Prosimy oddzwonić pod numer {{callback_number}}.',
  },
  collections: {
    name: 'Windykacja należności',
    extract: {
      invoice_number: { description: 'Faktura, której dotyczy rozmowa' },
      amount_due: { description: 'Zaległa kwota potwierdzona przez klienta, w złotych' },
      promised_payment_date: { description: 'Dzień, do którego klient zobowiązuje się zapłacić' },
      is_disputed: { description: 'Czy klient kwestionuje fakturę' },
      dispute_reason: { description: 'Dlaczego klient kwestionuje fakturę', example: 'Postojowe policzono dwa razy' },
    },
    tags: {
      promise_to_pay: { name: 'Obietnica zapłaty', description: 'Klient podał termin płatności' },
      disputed: { name: 'Zakwestionowana', description: 'Klient kwestionuje całość lub część faktury' },
      already_paid: { name: 'Już opłacona', description: 'Klient twierdzi, że przelew jest w drodze' },
      wrong_contact: { name: 'Niewłaściwa osoba', description: 'Rozmówca nie zajmuje się płatnościami' },
    },
    labels: { compliant: 'Zgodnie z zasadami', tone_issue: 'Niewłaściwy ton', payment_plan: 'Rozłożenie na raty' },
    keywords: [
      'księgowość',
      'termin płatności 30 dni',
      'przelew',
      'po terminie',
      'split payment',
      'odsetki',
      'faktoring',
    ],
    afterHours:
      'Tu dział rozliczeń firmy [[company]]. Biuro jest nieczynne. Prosimy podać numer faktury, a oddzwonimy.',
    voicemail:
      'Dzień dobry, mówi {{account_manager}} z firmy {{company_name}}. Dzwonię w sprawie faktury {{invoice_number}}. Proszę o możliwie szybki kontakt pod numerem {{callback_number}}.',
  },
  lead_qualification: {
    name: 'Kwalifikacja potencjalnych klientów',
    extract: {
      company_name: { description: 'Firma, w której pracuje rozmówca' },
      contact_email: { description: 'Adres e-mail do dalszego kontaktu' },
      monthly_shipments: { description: 'Liczba wysyłek firmy w miesiącu' },
      decision_maker: { description: 'Czy rozmówca decyduje o wyborze przewoźników' },
      current_provider: { description: 'Obecny dostawca usług transportowych' },
    },
    tags: {
      qualified: { name: 'Zakwalifikowany', description: 'Wolumen i decyzyjność odpowiednie; przekazać do handlowca' },
      not_a_fit: { name: 'Nie spełnia kryteriów', description: 'Firma wysyła za mało albo wcale' },
      call_back_later: { name: 'Zadzwonić później', description: 'Zainteresowany, ale nie w tym kwartale' },
      do_not_call: { name: 'Nie dzwonić', description: 'Rozmówca poprosił, by więcej nie dzwonić' },
    },
    labels: { hot_lead: 'Gorący lead', nurture: 'Do podtrzymania', closed: 'Zamknięty' },
    keywords: ['ładunek całopojazdowy', 'drobnica', 'doładunek', 'wycena', 'spedycja', 'załadowca'],
    afterHours:
      'Dziękujemy za zainteresowanie ofertą firmy [[company]]. Dział handlowy wraca rano. Prosimy zostawić imię, nazwisko i numer telefonu, a odezwiemy się.',
    voicemail:
      'Dzień dobry, mówi {{agent_name}} z firmy {{company_name}}. Pomagamy firmom obniżać koszty transportu, także w Państwa okolicy: {{campaign_city}}. Proszę o telefon pod numer {{callback_number}} w wolnej chwili.',
  },
  after_hours_support: {
    name: 'Wsparcie po godzinach',
    extract: {
      caller_name: { description: 'Imię i nazwisko osoby dzwoniącej' },
      callback_phone: { description: 'Numer, pod który należy oddzwonić' },
      issue_summary: {
        description: 'Co się stało, w jednym zdaniu',
        example: 'Alarm agregatu w chłodni z ładunkiem owoców',
      },
      is_urgent: { description: 'Czy sprawa nie może poczekać do rana' },
    },
    tags: {
      resolved: { name: 'Załatwione', description: 'Dzwoniący uzyskał potrzebną pomoc' },
      escalated: { name: 'Przekazane dalej', description: 'Rozmowę przełączono do dyżurnego kierownika' },
      message_taken: { name: 'Przyjęto wiadomość', description: 'Ktoś oddzwoni rano' },
      wrong_number: { name: 'Pomyłka', description: 'Dzwoniący chciał połączyć się z kimś innym' },
    },
    labels: { handled_well: 'Dobrze obsłużone', missed_urgency: 'Przeoczona pilność', duplicate: 'Duplikat' },
    keywords: ['dyżur', 'awaria', 'wypadek', 'alarm agregatu', 'numer plomby', 'pomoc drogowa'],
    afterHours:
      'Dodzwonili się Państwo do firmy [[company]] poza godzinami pracy. Jeśli ładunek jest zagrożony, prosimy pozostać na linii, a połączymy z dyżurnym kierownikiem.',
    voicemail:
      'Dobry wieczór, tu {{company_name}}, oddzwaniamy w Państwa sprawie. Dyżur tej nocy pełni {{on_call_manager}}, numer telefonu: {{callback_number}}.',
  },
  driver_recruiting: {
    name: 'Rekrutacja kierowców',
    extract: {
      driver_name: { description: 'Imię i nazwisko kandydata' },
      years_of_experience: { description: 'Liczba lat pracy kandydata jako kierowca zawodowy' },
      license_class: { description: 'Kategoria prawa jazdy kandydata', example: 'Prawo jazdy kat. C+E, kod 95' },
      home_city: { description: 'Miejscowość, do której kandydat chce zjeżdżać do domu' },
      available_from: { description: 'Pierwszy dzień, w którym kandydat może zacząć pracę' },
    },
    tags: {
      interview_booked: { name: 'Umówiona rozmowa', description: 'Rekruter porozmawia z kandydatem' },
      not_eligible: { name: 'Nie spełnia wymagań', description: 'Kandydatowi brakuje któregoś z wymagań' },
      thinking_it_over: { name: 'Zastanawia się', description: 'Kandydat potrzebuje czasu' },
      no_answer: { name: 'Nie odebrał', description: 'Kandydat nie odebrał telefonu' },
    },
    labels: { strong_candidate: 'Dobry kandydat', missing_papers: 'Brak dokumentów', rejected: 'Odrzucony' },
    keywords: ['prawo jazdy C+E', 'kod 95', 'ADR', 'karta kierowcy', 'trasy międzynarodowe', 'dieta', 'system 3/1'],
    afterHours:
      'Dziękujemy za telefon do działu rekrutacji kierowców firmy [[company]]. Teraz biuro jest nieczynne. Prosimy podać imię, nazwisko i kategorię prawa jazdy, a oddzwonimy.',
    voicemail:
      'Dzień dobry, mówi {{recruiter_name}} z firmy {{company_name}}. Dzwonię w sprawie pracy na stanowisku kierowcy, baza: {{depot_city}}. Proszę o telefon pod numer {{callback_number}}.',
  },
  proof_of_delivery: {
    name: 'Potwierdzenia dostaw',
    extract: {
      load_number: { description: 'Ładunek, który dostarczono' },
      delivered_on: { description: 'Dzień wydania towaru odbiorcy' },
      signed_by: { description: 'Osoba, która podpisała odbiór' },
      document_sent: { description: 'Czy przesłano podpisany dokument' },
      damage_notes: {
        description: 'Uszkodzenia lub braki wpisane na dokumencie',
        example: 'Jedna paleta mokra, trzy kartony nieprzyjęte',
      },
    },
    tags: {
      document_received: { name: 'Dokument otrzymany', description: 'Podpisany dokument już dotarł' },
      document_pending: { name: 'Dokument oczekiwany', description: 'Przewoźnik wyśle go później' },
      damage_reported: { name: 'Zgłoszona szkoda', description: 'Odbiorca wpisał uszkodzenie lub brak' },
      not_delivered: { name: 'Niedostarczone', description: 'Towar jest jeszcze na naczepie' },
    },
    labels: { complete: 'Kompletne', unreadable: 'Nieczytelne', claim: 'Reklamacja' },
    keywords: ['CMR', 'list przewozowy', 'WZ', 'braki', 'zastrzeżenia', 'odbiorca', 'kwit paletowy'],
    afterHours:
      'Tu dział dokumentów firmy [[company]]. Jesteśmy już zamknięci. Prosimy wysłać zdjęcie podpisanego CMR lub dokumentu WZ i zadzwonić jutro.',
    voicemail:
      'Dzień dobry, mówi {{dispatcher_name}} z firmy {{company_name}}. Nadal brakuje nam podpisanych dokumentów do ładunku {{load_number}}. Prosimy je przesłać lub zadzwonić pod numer {{callback_number}}.',
  },
};
