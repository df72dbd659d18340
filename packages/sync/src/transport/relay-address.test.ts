import { expect, it } from 'vitest';
import { relayAddress } from './relay-address.ts';

it.each([
  ['https://films.example/api/sync/', 'https://films.example/api/sync/'],
  [' https://Films.example/api/sync ', 'https://films.example/api/sync/'],
  ['wss://y.example', 'https://y.example/'],
  ['http://localhost:8080/api/sync/', 'http://localhost:8080/api/sync/'],
  ['ws://127.0.0.1:1234', 'http://127.0.0.1:1234/'],
])('%s is the address of a relay', (text, base) => {
  const address = relayAddress(text);
  expect(address.text).toBe(base);
  expect(relayAddress(address.text).text).toBe(base);
  expect(address.room('ab')).toBe(`${base.replace('http', 'ws')}rooms/ab`);
  expect(address.mailbox('ab')).toBe(`${base}mailboxes/ab`);
  expect(address.rendezvous('ab', 'host', 'second')).toBe(`${base}rendezvous/ab/host/second`);
});

it.each([
  '',
  'films.example',
  'http://films.example/',
  'ws://films.example/',
  'ftp://films.example/',
  'https://a:b@films.example/',
  'https://films.example/?room=1',
  'https://films.example/#x',
  'javascript:alert(1)',
])('%s is none', (text) => {
  expect(() => relayAddress(text)).toThrow(expect.objectContaining({ code: 'relay/bad-address' }));
});
