import type { EventOf } from '../../model/event.ts';

/** How a request was written down. */
export type RequestForm = NonNullable<EventOf<'request'>['form']>;
/** A request whose record says how it was written down. */
export type WrittenRequest = EventOf<'request'> & { readonly form: RequestForm };

/** The requests whose record says how they were written down. */
export const written = (requests: readonly EventOf<'request'>[]): readonly WrittenRequest[] =>
  requests.filter((request): request is WrittenRequest => request.form !== undefined);

export const formOf = ({ form }: WrittenRequest): RequestForm => form;
