/** The variables that every suite gets. The commands that ask a running stub read them as well. */
export const suiteVariables = { url: 'USE_CASE_STUB_CLIENT_URL', key: 'USE_CASE_STUB_CLIENT_API_KEY' } as const;
