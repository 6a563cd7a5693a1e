import { Query } from 'mingo/query';
import { type Filter, prepareFilter } from './filter';
import { type Matcher, QUERY_OPTIONS } from './query-operators';

/** Compiles a prepared filter. @throws CommandError when an operand isn't one for its operator */
export function compileFilter(filter: Filter): Matcher {
  if (Object.keys(filter).length === 0) return () => true;
  const query = new Query(filter, QUERY_OPTIONS);
  return (doc) => query.test(doc);
}

/** Both in one step. */
export const matcher = (filter: unknown): Matcher => compileFilter(prepareFilter(filter));
