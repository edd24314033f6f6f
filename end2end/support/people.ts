// The people of the demo house that journeys are told about: their part, and how they sign in.

export interface Person {
  readonly name: string;
  readonly email: string;
}

/** Everybody in the demo house signs in with the same word. */
export const PASSWORD = 'portolan-demo';

export const people = {
  /** A librarian at Peking University, who orders. */
  mei: { name: 'Mei', email: 'mei@pku.example' },
  /** The import desk of the house. */
  zhao: { name: 'Zhao', email: 'zhao@house.example' },
} satisfies Record<string, Person>;
