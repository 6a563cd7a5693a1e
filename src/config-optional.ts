import { z } from 'zod';

/** A variable that may be left out; an empty value is none, as .env files have them. */
export const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess(
    (value) => (typeof value === 'string' && value.trim() === '' ? undefined : value),
    schema.optional(),
  );
