// The people of the demo house that journeys are told about: their part, and how they sign in.

export interface Person {
  readonly name: string;
  readonly email: string;
}

/** The word with which everybody of the demo house signs in: whoever starts the portal has set it, or was told it. */
export const PASSWORD = process.env.PORTOLAN_DEMO_PASSWORD ?? '';

export const people = {
  /** Orders for Peking University's library. */
  mei: { name: 'Mei', email: 'mei@pku.example' },
  /** Mei's colleague, of the same library. */
  chen: { name: 'Chen', email: 'chen@pku.example' },
  /** Orders for another university: a stranger to Mei. */
  tang: { name: 'Tang', email: 'tang@tsinghua.example' },
  /** Of a provincial bookstore, a partner that orders for customers of its own. */
  lin: { name: 'Lin', email: 'lin@jsbooks.example' },
  /** Of a library that orders through Lin's bookstore. */
  sun: { name: 'Sun', email: 'sun@szlib.example' },
  /** The house's import desk. */
  zhao: { name: 'Zhao', email: 'zhao@house.example' },
  /** The house's distribution desk. */
  wu: { name: 'Wu', email: 'wu@house.example' },
  /** The house's supervisor. */
  gu: { name: 'Gu', email: 'gu@house.example' },
} satisfies Record<string, Person>;
