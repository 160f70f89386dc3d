import { api } from './client.ts';

const { data, error, response } = await api.POST('/use-cases', { body: { name: process.argv[2] ?? '' } });
if (data) console.log(`${data.id} ${data.name}`);
else console.error(`${response.status} ${response.headers.get('stub-error') ?? ''} ${JSON.stringify(error)}`);
