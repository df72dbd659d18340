interface Claim {
  readonly title: string;
  readonly words: readonly string[];
}

/** Each says against whom it holds and what it takes for granted. */
export const CLAIMS: readonly Claim[] = [
  {
    title: 'What leaves this device',
    words: [
      'Requests for the program and for the public catalogue: the same files for everybody, whole. The server sees that somebody at your internet address uses Parlour, and when; it cannot see from these requests which titles you look at, search, like or import.',
      'As long as you take no part under “Together”, nothing of what you import, rate or press is sent anywhere, in whatever form. The browser itself enforces this: a content security policy allows this page to talk only to the server it came from, and to no third party. Posters are drawn here because fetching pictures would tell what you look at.',
      'When you follow a link to a streaming service, that service learns of it, as it would from any link.',
    ],
  },
  {
    title: 'If you take part together',
    words: [
      'It is off until you choose it. Then, once a week at most, your device answers questions that are the same for everybody, with numbers that are bounded, blurred by chance, and hidden under masks that come off only when the reports of at least 50 devices are added up. The server gets the blurred sum. It also sees, unless rounds go through a relay, that a device at your internet address takes part and when; and, when your device asks for its token, your invite or who logged in; nothing in the token itself leads back to that request, though somebody who watches addresses and times may guess.',
      'This holds against the server and anybody who works with it, as long as no more of the devices in a round do than the question takes into account, a tenth at least, and the cryptography is sound (X25519, AES-256, SHA-256, blind RSA). What could come out about you is limited in odds, which the page says, for each report and for a lifetime; your device keeps the count itself and stops when it is spent.',
      'What has been sent cannot be taken back.',
    ],
  },
  {
    title: 'What the vault protects',
    words: [
      'Everything personal is written only in encrypted form (AES-256-GCM, one random 256-bit key). The key is wrapped by your passphrase through Argon2id, which makes each guess take 256 MiB of memory; by your passkey if you add one; and by your recovery words.',
      'Somebody who copies the browser’s files, or takes the locked device, has to guess the passphrase. So its strength is what counts, and a short one does not hold against a patient attacker.',
      'Sizes and times of the encrypted records can be seen in those files. They tell roughly how much is in the vault and when it was written, not what.',
    ],
  },
  {
    title: 'What it does not protect from',
    words: [
      'While the vault is open, its contents are in the memory of this tab. Malware on the device, a harmful browser extension, or somebody at your unlocked screen can read them.',
      'The program comes from the server each time there is a new version. You trust whoever runs that server not to send you a harmful one; the code is open, so that others can check.',
      'Your browser’s own history remembers which title pages you opened, as with any site. A private window keeps that too from being written.',
    ],
  },
  {
    title: 'How titles are chosen',
    words: [
      'From what you watched, liked, rated and put aside, weighted by how much it says and how long ago it was, this device makes 512 numbers that describe your taste. It refines them by learning to rank what you chose above what you did not, and compares them with every title in the catalogue.',
      'As long as nothing is known of you, the list is what is popular with everybody, or shuffled, and says so.',
    ],
  },
  {
    title: 'If you lose the keys',
    words: [
      'Passphrase, passkey and recovery words: each opens the vault alone. If all are lost, so is what is in it. Nobody has a copy. “Your data” lets you save an export; that file is not encrypted, so keep it well.',
    ],
  },
];
