/** The API's name in pacts, unless the user says otherwise. */
export const providerName = 'use-cases-api';
