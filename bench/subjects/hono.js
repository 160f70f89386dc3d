/** Create and get on Hono with zod: the schema is written by hand, as usual there. Usage: node hono.js PORT */
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { isAuthorized } from './validator.js';

const PATH = '/api/v1/use-cases';
const stored = new Map();

const text = z.string().optional();
const flag = z.boolean().optional();
const hours = z.object({ start: z.string(), end: z.string() }).nullable().optional();
const named = (shape) => z.array(z.object({ name: z.string(), ...shape })).optional();
const languages = ['en-US', 'en-GB', 'es-MX', 'es-ES', 'pt-PT', 'de-DE', 'fr-FR', 'pl-PL', 'ro-RO', 'it-IT'];
const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const useCaseCreate = z.object({
  name: z.string().min(1),
  transfer_number: text,
  extract_with_ai: named({ description: text, type: text, example: text, required: flag }),
  classification_tags: named({ description: text }),
  language: z.enum(languages).optional(),
  detailed_work_hours: z.object(Object.fromEntries(days.map((day) => [day, hours]))).optional(),
  work_start: text,
  work_end: text,
  timezone: text,
  generic_after_hours_message: text,
  enable_detailed_work_hours: flag,
  keywords: z.array(z.string()).optional(),
  hooks: z
    .array(z.object({ url: z.string(), headers: z.array(z.object({ key: text, value: text })).optional() }))
    .nullish(),
  params: z.record(z.string(), z.unknown()).optional(),
  amd: flag,
  amd_behavior: z.enum(['Hangup', 'Continue', 'Message']).optional(),
  amd_messages: z.partialRecord(z.enum(languages), z.string()).optional(),
  sample_labels: named({ color: text }),
  hidden: flag,
  evaluation_models: z.array(z.string()).optional(),
  max_duration_mins: z.number().positive().optional(),
  recorded_message_inbound: flag,
  recorded_message_outbound: flag,
  show_original_caller_id: flag,
});

const app = new Hono();

app.use(`${PATH}/*`, async (context, next) => {
  if (!isAuthorized(context.req.header('authorization'))) return context.json({ message: 'Send your API key' }, 401);
  await next();
});

app.post(PATH, async (context) => {
  const { success, data, error } = useCaseCreate.safeParse(await context.req.json());
  if (!success) return context.json({ issues: error.issues }, 400);
  const useCase = { id: randomBytes(12).toString('hex'), organization_id: '64b8f0c2a9d37e51c0aa4f18', ...data };
  stored.set(useCase.id, useCase);
  return context.json(useCase);
});

app.get(`${PATH}/:id`, (context) => {
  const useCase = stored.get(context.req.param('id'));
  return useCase === undefined ? context.json({ message: 'Use case not found' }, 404) : context.json(useCase);
});

serve({ fetch: app.fetch, port: Number(process.argv[2]), hostname: '127.0.0.1' });
