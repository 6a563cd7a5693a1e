import { z } from 'zod';

export const formValues = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

/** What a platform sends of a form: the ticket on its button, and the fields' values. */
export const sentForm = z.object({
  id: z.string().min(1).max(150),
  values: formValues.default({}),
});
