/** One server-sent event. */
export interface ServerSentEvent {
  /** The event's name; `message` by default. */
  readonly event: string;
  readonly data: string;
}

/** Splits a stream into events, however the pieces are cut. */
export interface SseParser {
  /** @returns the events that are complete with this piece */
  push(piece: string): readonly ServerSentEvent[];
}

/**
 * Reads the format that the HTML standard describes, as far as a stub sends it: ids and retry times are ignored, and
 * lines end with a line feed, with or without a carriage return before it.
 */
export function createSseParser(): SseParser {
  // A line of many megabytes comes in hundreds of pieces; looking only at the newest keeps that linear.
  let begun: string[] = [];
  let event = '';
  let data: string[] = [];

  function line(text: string): ServerSentEvent | undefined {
    if (text === '') {
      const complete = data.length === 0 ? undefined : { event: event || 'message', data: data.join('\n') };
      event = '';
      data = [];
      return complete;
    }
    const colon = text.indexOf(':');
    const field = colon < 0 ? text : text.slice(0, colon);
    const value = colon < 0 ? '' : text.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') event = value;
    if (field === 'data') data.push(value);
    return undefined;
  }

  return {
    push(piece) {
      const events: ServerSentEvent[] = [];
      let from = 0;
      for (let end = piece.indexOf('\n'); end >= 0; end = piece.indexOf('\n', from)) {
        begun.push(piece.slice(from, end));
        const complete = line(begun.join('').replace(/\r$/, ''));
        if (complete) events.push(complete);
        begun = [];
        from = end + 1;
      }
      if (from < piece.length) begun.push(piece.slice(from));
      return events;
    },
  };
}
