import { ParlourError, type ParlourErrorText } from '../parlour-error.ts';

const STAYS = 'What you changed is kept on this device and was not uploaded.';

interface Refusal extends ParlourErrorText {
  /** With which a relay closes the socket of a room (RFC 6455, section 7.4.2: 4000 to 4999 are for applications). */
  readonly close?: number;
  /** Whether it can become right by waiting, so that a device should try again by itself. */
  readonly passes: boolean;
}

/** Every refusal of a relay, by the part of its code after `relay/`. */
const REFUSALS = {
  malformed: {
    close: 4400,
    passes: false,
    message: 'The relay does not understand what this device sent.',
    meaning: STAYS,
    mend: 'Update Parlour on this device, or check that the address is one of a relay.',
  },
  'not-admitted': {
    close: 4401,
    passes: false,
    message: 'The relay did not admit this device to the room of your devices.',
    meaning: STAYS,
    mend: 'Try again; if it stays so, pair this device anew.',
  },
  'room-erased': {
    close: 4410,
    passes: false,
    message: 'This room was erased from the relay.',
    meaning: 'What it held is kept on your devices; nothing can be put into it any more.',
    mend: 'Begin a new room, or leave sync off.',
  },
  'message-too-large': {
    close: 4413,
    passes: false,
    message: 'This device sent more at once than the relay takes.',
    meaning: STAYS,
    mend: 'This is a mistake in Parlour: please report it.',
  },
  'room-full': {
    close: 4507,
    passes: false,
    message: 'There is no more space for your devices at the relay.',
    meaning: STAYS,
    mend: 'Open Parlour on your other devices, so that they take out what is done with.',
  },
  'too-fast': {
    close: 4429,
    passes: true,
    message: 'This device sent more than the relay takes in so short a time.',
    meaning: STAYS,
    mend: 'Nothing is to be done: it goes on by itself, more slowly.',
  },
  'too-slow': {
    close: 4408,
    passes: true,
    message: 'This device did not read what the relay sent, or said nothing for too long.',
    meaning: 'Nothing is lost.',
    mend: 'Nothing is to be done: it goes on by itself.',
  },
  'too-many-connections': {
    close: 4430,
    passes: true,
    message: 'There are too many connections to the relay from this network.',
    meaning: STAYS,
    mend: 'Nothing is to be done: it is tried again.',
  },
  'too-many-rooms': {
    close: 4431,
    passes: true,
    message: 'Too many new rooms were begun from this network.',
    meaning: STAYS,
    mend: 'It is tried again; within an hour there is room again.',
  },
  unavailable: {
    close: 4503,
    passes: true,
    message: 'The relay cannot reach its database, or is being stopped.',
    meaning: 'What it acknowledged before is safe.',
    mend: 'Nothing is to be done: it is tried again.',
  },
  'not-a-socket': {
    passes: false,
    message: 'A room is asked for over a WebSocket.',
    meaning: 'Nothing was changed.',
    mend: 'Check the address.',
  },
  unreachable: {
    passes: true,
    message: 'The relay does not answer.',
    meaning: STAYS,
    mend: 'Check the connection and the relay’s address; it is tried again by itself.',
  },
  'not-a-relay': {
    passes: false,
    message: 'What answers at this address is no relay of Parlour.',
    meaning: 'Nothing was sent.',
    mend: 'Check the relay’s address.',
  },
  'bad-address': {
    passes: false,
    message: 'This is not the address of a relay.',
    meaning: 'Nothing was changed.',
    mend: 'Give an address such as https://films.example/api/sync/.',
  },
  'not-a-writer': {
    passes: false,
    message: 'This device may not write to the mailbox that the recovery words lead to.',
    meaning: 'What lies there stays as it is.',
    mend: 'Let another of your devices do it, or recover by the words.',
  },
  'mailbox-changed': {
    passes: true,
    message: 'The mailbox was changed meanwhile.',
    meaning: 'Nothing was put into it.',
    mend: 'Nothing is to be done: it is looked at and tried again.',
  },
  'mailbox-full': {
    passes: false,
    message: 'There is no more space in the mailbox that the recovery words lead to.',
    meaning: 'The newest letter was not put into it; those that lie there still open by the words.',
    mend: 'Remove devices that you no longer use, so that their letters go.',
  },
  'said-already': {
    passes: false,
    message: 'Something else was said already in this pairing.',
    meaning: 'The devices were not paired.',
    mend: 'Let the new device show a new code.',
  },
  'pairing-over': {
    passes: false,
    message: 'This pairing is over: it took more than two minutes, or was used already.',
    meaning: 'The devices were not paired by it.',
    mend: 'Let the new device show a new code.',
  },
} as const satisfies Record<string, Refusal>;

export type RelayRefusal = keyof typeof REFUSALS;

export const relayRefusals = Object.keys(REFUSALS) as readonly RelayRefusal[];

/** The error; its code is `relay/<refusal>`. */
export const relayError = (refusal: RelayRefusal, options?: ErrorOptions): ParlourError =>
  new ParlourError(`relay/${refusal}`, REFUSALS[refusal], options);

/** With which a relay closes a socket for it; undefined for those that no socket can meet. */
export const closeCodeOf = (refusal: RelayRefusal): number | undefined =>
  (REFUSALS[refusal] as Refusal).close;

/** What a close code of a relay says; undefined for all others. 1009 is what WebSocket itself has for messages that are too large. */
export const refusalOfClose = (code: number): RelayRefusal | undefined =>
  code === 1009 ? 'message-too-large' : relayRefusals.find((one) => closeCodeOf(one) === code);

/** Whether a device should try again by itself. */
export const passesByWaiting = (refusal: RelayRefusal): boolean => REFUSALS[refusal].passes;
